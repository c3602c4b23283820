#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails on what shellcheck finds in the shell scripts, those without a suffix included.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cd "${1:-$here/../..}"
python3 "$here/source.py" | while read -r file; do
    case $file in
    *.sh | *.bash) echo "$file" ;;
    *.*) [ "$file" != .ci/run ] || echo "$file" ;;
    *) head -c 64 "$file" | head -n 1 | grep -aq '^#!/bin/\(ba\)\?sh' && echo "$file" ;;
    esac || true
done | xargs -d '\n' -r shellcheck -f gcc -x || exit 1
