# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# Installs what is missing of the packages in packages.txt. Sourced; POSIX shell.
# Needs $root, the top of the source tree.

# The name packages.txt has for this distribution, such as debian-12.
distribution() {
    (
        ID=unknown VERSION_ID=0
        [ ! -r /etc/os-release ] || . /etc/os-release
        echo "$ID-$VERSION_ID"
    )
}

# wanted_packages SET…: the packages of these sets on this distribution, one a line.
wanted_packages() {
    awk -v sets=" $* " -v here="$(distribution)" '
        /^#/ || NF < 2 { next }
        index(sets, " " $1 " ") {
            name = $2
            unless = ""
            for (i = 3; i <= NF; i++) {
                split($i, part, ":")
                if (part[1] == "have") unless = part[2]
                else if (part[1] == here) name = part[2]
            }
            if (name != "-") print name, unless
        }' "$root/scripts/packages.txt" |
        while read -r name unless; do
            [ -n "$unless" ] && command -v "$unless" >/dev/null 2>&1 || echo "$name"
        done
}

# missing_packages SET…: those of them that are not installed.
missing_packages() {
    for package in $(wanted_packages "$@"); do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
}

# need_packages SET…: installs what is missing, or says what to do and gives up. Remembers that nothing was
# missing, so that the next start does not ask dpkg at all.
need_packages() {
    stamp="$root/build/packages.$(echo "$*" | tr ' ' '-')"
    state="$(distribution) $(cksum <"$root/scripts/packages.txt")"
    [ "$(cat "$stamp" 2>/dev/null)" = "$state" ] && return 0

    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "This system has no apt, so packages cannot be installed from here. Slipway needs (Debian's names):" \
            "$(wanted_packages "$@" | tr '\n' ' ')"
        return 0
    fi
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -z "$missing" ] || install_packages "$missing"
    mkdir -p "$root/build"
    echo "$state" >"$stamp"
}

install_packages() {
    command="apt-get install -y --no-install-recommends $1"
    say "Installing what Slipway needs and this machine does not have: $1"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || give_up "Only root may install packages and there is no sudo here." \
            "As root, run: apt-get update && $command" "Then start this again."
        as_root="sudo"
    fi
    $as_root apt-get update -qq ||
        say "The package lists could not be refreshed; going on with the lists that are here."
    # shellcheck disable=SC2086 # the command is a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive $command </dev/null ||
        give_up "The packages could not be installed; apt's own words are above." \
            "If this machine has no network, connect it and run: ${as_root:+sudo }apt-get update && ${as_root:+sudo }$command" \
            "Then start this again."
}
