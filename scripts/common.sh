# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154
# What ./run and ./test share. Sourced; POSIX shell. Needs $root, the top of the source tree.

say() { printf '%s\n' "$*" >&2; }

# give_up LINE…: says why on the error stream and ends with status 1.
give_up() {
    printf '%s\n' "$@" >&2
    exit 1
}

# configure PRESET OPTION…: runs CMake for build/PRESET, silently unless it fails.
configure() {
    preset=$1
    shift
    log="$root/build/configure-$preset.log"
    mkdir -p "$root/build"
    if ! (cd "$root" && cmake --preset "$preset" "$@") >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        give_up "" "CMake could not configure the build in build/$preset: its message is above." \
            "If it names a package that is not there, remove build/packages.* and start this again;" \
            "if the folder was made by another CMake or compiler, remove build/$preset and start this again."
    fi
}

# build PRESET TARGET…: makes the targets in build/PRESET; prints nothing when there is nothing to make.
build() {
    preset=$1
    shift
    if ninja -C "$root/build/$preset" -n "$@" 2>/dev/null | grep -q 'no work to do'; then
        return 0
    fi
    say "Building in build/$preset: $* …"
    ninja -C "$root/build/$preset" "$@" </dev/null >&2 # what the program prints stays alone on stdout
}
