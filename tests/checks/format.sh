#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails on C++ that clang-format would write otherwise. Repair it with: tests/checks/format.sh --fix
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
action="--dry-run -Werror"
if [ "${1:-}" = --fix ]; then
    action="-i"
    shift
fi
cd "${1:-$here/../..}"
# shellcheck disable=SC2086 # options, not one word
python3 "$here/source.py" .h .cpp | xargs -d '\n' -r clang-format-19 "--style=file:$here/../../.clang-format" $action || exit 1
