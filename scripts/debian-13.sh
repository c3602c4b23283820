#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Slipway on a bare Debian 13 (Qt 6.8, g++ 14), made for this in a folder, and runs the unit and API
# tests there. The packages come from packages.txt, as for ./test. Without the precompiled header, so that a file
# that does not include what it uses fails.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/scripts/chroot.sh"
make_chroot trixie
mkdir "$chroot/slipway"
(cd "$root" && tar -c --exclude=./build --exclude=node_modules .) | tar -x -C "$chroot/slipway"

inside sh -euc '
    root=/slipway
    . /slipway/scripts/common.sh
    . /slipway/scripts/packages.sh
    need_packages build desktop >/tmp/packages.log 2>&1 || { tail -n 20 /tmp/packages.log; exit 1; }
    apt-get install -y -qq --no-install-recommends python3 >/dev/null
    configure release -DSLIPWAY_TESTS=ON -DSLIPWAY_WERROR=ON -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DCMAKE_UNITY_BUILD=OFF
    ninja -C /slipway/build/release --quiet
    ctest --test-dir /slipway/build/release --output-on-failure --timeout 120 --label-regex "^(unit|api)$"'
