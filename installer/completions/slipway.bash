# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
_slipway_agents() {
    local names
    names=$(slipway templates 2>/dev/null | cut -d ' ' -f 1)
    mapfile -t COMPREPLY < <(
        compgen -W "$names" -- "$1"
        compgen -f -X '!*.yaml' -- "$1"
        compgen -f -X '!*.yml' -- "$1"
        compgen -d -S / -- "$1"
    )
}

_slipway() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "serve validate templates tools call openapi tokens attack prices usage doctor --version --help" -- "$current")
        return
    fi
    case $before in
    --host) mapfile -t COMPREPLY < <(compgen -W "127.0.0.1 ::1 0.0.0.0" -- "$current") && return ;;
    --log-file | --record | --replay | --into) mapfile -t COMPREPLY < <(compgen -f -- "$current") && return ;;
    --by) mapfile -t COMPREPLY < <(compgen -W "day session client model agent" -- "$current") && return ;;
    --keep-runs | --limit | --port | --scope | --per-minute | --token | --allow-origin | --allow-host | --speed | --operation | --server) return ;;
    esac
    local options=--help
    if [ "${COMP_WORDS[1]}" = serve ]; then
        options="--port --host --token --require-token --metrics --log-file --allow-origin --allow-host --no-playground --record --record-tools --replay --speed --keep-runs --help"
    fi
    [ "${COMP_WORDS[1]}" != validate ] || options="--schema --help"
    [ "${COMP_WORDS[1]}" != tools ] || options="--json --help"
    [ "${COMP_WORDS[1]}" != call ] || options="--cases --edges --json --help"
    [ "${COMP_WORDS[1]}" != openapi ] || options="--list --operation --into --server --help"
    [ "${COMP_WORDS[1]}" != usage ] || options="--by --limit --help"
    [ "${COMP_WORDS[1]}" != tokens ] || options="--scope --per-minute --help"
    [ "${COMP_WORDS[1]}" != prices ] || options="--edit-path --help"
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    elif [ "${COMP_WORDS[1]}" = prices ] || [ "${COMP_WORDS[1]}" = attack ] || [ "${COMP_WORDS[1]}" = usage ]; then
        return
    elif [ "${COMP_WORDS[1]}" = tokens ]; then
        [ "$COMP_CWORD" -ne 2 ] || mapfile -t COMPREPLY < <(compgen -W "add revoke" -- "$current")
    elif [ "${COMP_WORDS[1]}" = openapi ]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    elif [ "${COMP_WORDS[1]}" = templates ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(slipway templates 2>/dev/null | cut -d ' ' -f 1)" -- "$current")
    else
        compopt -o filenames -o nospace 2>/dev/null
        _slipway_agents "$current"
    fi
}

complete -F _slipway slipway
