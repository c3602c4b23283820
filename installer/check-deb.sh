#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the package on a bare Debian 12, made for this in a folder, and starts both programs there.
#   check-deb.sh BUILD
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/scripts/chroot.sh"

folder=$(mktemp -d)
(cd "$1" && cpack -G DEB -B "$folder" >"$folder/log" 2>&1) || { cat "$folder/log" && exit 1; }
make_chroot bookworm
# shellcheck disable=SC2154 # make_chroot sets it
find "$folder" -maxdepth 1 -name '*.deb' -exec cp {} "$chroot/tmp/slipway.deb" \;
rm -rf "$folder"

inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /tmp/slipway.deb >"$chroot.log" 2>&1 ||
    { tail -n 30 "$chroot.log" && exit 1; }
inside apt-get install -y -qq --no-install-recommends curl procps adduser >>"$chroot.log" 2>&1
inside adduser --quiet --disabled-password --gecos '' me

inside slipway --version
# shellcheck disable=SC2016 # for the shell in there
inside runuser -u me -- sh -c '
    slipway serve starter --port 8765 & server=$!
    curl -sS --retry 20 --retry-connrefused --retry-delay 1 http://127.0.0.1:8765/health && echo
    status=$?
    kill $server && wait $server
    exit $status'

# The window: it has to live for five seconds and to end when asked.
# shellcheck disable=SC2016 # for the shell in there
inside runuser -u me -- sh -c '
    QT_QPA_PLATFORM=offscreen slipway-desktop starter & window=$!
    sleep 5
    kill $window || exit 1
    wait $window
    echo "slipway-desktop ran for five seconds and ended with $?"'
