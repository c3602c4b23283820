#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails on a completion that its shell cannot read, on a command or option of the program that one of them
# does not know, and when bash completes wrongly.
#   check-completions.sh SLIPWAY
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)/completions
bash -n "$here/slipway.bash"
zsh -n "$here/_slipway"
fish --no-execute "$here/slipway.fish"

status=0
words=$("$here/../options.sh" "$1")
for word in $words; do
    for file in slipway.bash _slipway; do
        grep -qe "$word" "$here/$file" || { echo "$file does not know $word" && status=1; }
    done
    case $word in
    --*) option="-l ${word#--}" ;;
    *) option="-a $word" ;;
    esac
    grep -qe "$option" "$here/slipway.fish" || { echo "slipway.fish does not know $word" && status=1; }
done

# completes TYPED WANTED: what bash offers after these words.
completes() {
    # shellcheck disable=SC2016 # for the inner shell
    offered=$(PATH="$(dirname "$1"):$PATH" bash -c '
        . "$0"
        COMP_WORDS=($1) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        case $1 in *" ") COMP_WORDS+=("") COMP_CWORD=$((COMP_CWORD + 1)) ;; esac
        _slipway
        echo ${COMPREPLY[*]}' "$here/slipway.bash" "$2")
    [ "$offered" = "$3" ] || { echo "bash completes \"$2\" to \"$offered\", not \"$3\"" && status=1; }
}
completes "$1" "slipway va" validate
completes "$1" "slipway serve --no" --no-playground
completes "$1" "slipway templates start" starter
exit $status
