#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails on what systemd finds wrong in the user unit.
#   check-unit.sh UNIT
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The program need not be installed for this.
sed 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' "$1" >"$folder/slipway@starter.service"
faults=$(XDG_RUNTIME_DIR=$folder systemd-analyze --user --man=no verify "$folder/slipway@starter.service" 2>&1 |
    grep slipway@ || true)
[ -z "$faults" ] || { echo "$faults" && exit 1; }
