#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails on a fault in the manual pages and on a command or option of the program that they do not name.
#   check-manual.sh SLIPWAY
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
status=0
for page in slipway slipway-desktop; do
    faults=$(LC_ALL=C.UTF-8 groff -man -ww -Tutf8 -z "$here/$page.1" 2>&1)
    [ -z "$faults" ] || { echo "$faults" && status=1; }
done
text=$(LC_ALL=C.UTF-8 MANWIDTH=1000 groff -man -P-cbou -Tascii "$here/slipway.1")
words=$("$here/options.sh" "$1")
for word in $words; do
    case $text in
    *"$word"*) ;;
    *) echo "slipway.1 does not name $word" && status=1 ;;
    esac
done
exit $status
