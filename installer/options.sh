#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints every command and option that the program's own help names, one a line.
#   options.sh SLIPWAY
set -eu
commands=$("$1" --help | sed -n 's/^  \([a-z][a-z]*\)  *[A-Z].*/\1/p')
[ -n "$commands" ] || { echo "slipway --help names no command" >&2 && exit 1; }
echo "$commands"
for command in "" $commands; do
    # shellcheck disable=SC2086 # no word without a command
    "$1" $command --help | grep -o -- '--[a-z][a-z-]*'
done | sort -u
