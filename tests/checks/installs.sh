#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Tests scripts/packages.sh with a made-up apt, dpkg and sudo: what would be installed where, and what is said
# when that is not possible.
# shellcheck disable=SC2016,SC2317 # the fakes are for another shell; functions are replaced
set -u
top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# expect NAME WANTED GOT: GOT has to contain WANTED.
expect() {
    case $3 in
    *"$2"*) ;;
    *) printf '%s: expected "%s" in:\n%s\n' "$1" "$2" "$3" && failed=1 ;;
    esac
}

# refuse NAME UNWANTED GOT: GOT must not contain UNWANTED.
refuse() {
    case $3 in
    *"$2"*) printf '%s: did not expect "%s" in:\n%s\n' "$1" "$2" "$3" && failed=1 ;;
    esac
}

# fake NAME BODY: a command that stands in for the real one.
fake() {
    printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

# on DISTRIBUTION COMMAND…: runs a function of packages.sh as if on that distribution.
on() {
    (
        root=$work/tree
        . "$top/scripts/common.sh"
        . "$top/scripts/packages.sh"
        here=$1
        shift
        distribution() { echo "$here"; }
        "$@"
    ) 2>&1
    echo "status $?"
}

fresh() {
    rm -rf "${work:?}/tree" "${work:?}/bin" "${work:?}/calls"
    mkdir -p "$work/tree/scripts" "$work/bin"
    cp "$top/scripts/packages.txt" "$work/tree/scripts/"
    fake dpkg-query 'for last; do :; done; case $last in cmake | ninja-build) echo installed ;; *) exit 1 ;; esac'
    fake apt-get "echo \"apt-get \$*\" >>$work/calls"
    fake sudo "echo sudo >>$work/calls; exec \"\$@\""
    fake id 'echo 0'
}
PATH=$work/bin:$PATH

fresh
expect "a set is listed" "qt6-base-dev" "$(on debian-12 wanted_packages build)"
refuse "an exception leaves a package out" "qt6-svg-plugins" "$(on debian-12 wanted_packages desktop)"
expect "and only there" "qt6-svg-plugins" "$(on debian-13 wanted_packages desktop)"
fake node :
refuse "a command that is there needs no package" "nodejs" "$(on debian-12 wanted_packages test)"

fresh
said=$(on debian-12 need_packages build)
expect "it tells what it installs" "this machine does not have: build-essential" "$said"
expect "as root it needs no sudo" "apt-get install -y --no-install-recommends build-essential" "$(cat "$work/calls")"
refuse "as root it needs no sudo" "sudo" "$(cat "$work/calls")"
refuse "what is there is not installed" " cmake" "$(cat "$work/calls")"
rm "$work/calls"
expect "the second time is silent" "status 0" "$(on debian-12 need_packages build)"
refuse "the second time calls nothing" "apt-get" "$(cat "$work/calls" 2>&1)"
echo 'build another' >>"$work/tree/scripts/packages.txt"
on debian-12 need_packages build >/dev/null
expect "a longer list is looked at again" "another" "$(cat "$work/calls")"

fresh
fake id 'echo 1000'
on debian-12 need_packages build >/dev/null
expect "a person uses sudo" "sudo" "$(cat "$work/calls")"

fresh
fake apt-get 'echo "Could not resolve host" >&2; exit 100'
said=$(on debian-12 need_packages build)
expect "without a network it gives the command" "apt-get update && apt-get install -y --no-install-recommends build-essential" "$said"
expect "and fails" "status 1" "$said"

fresh
rm "$work/bin/sudo"
fake id 'echo 1000'
for tool in sh awk tr cat cksum mkdir grep; do
    ln -s "$(command -v $tool)" "$work/bin/$tool"
done
said=$(PATH=$work/bin && on debian-12 need_packages build)
expect "without sudo it gives the command" "As root, run: apt-get update && apt-get install" "$said"
rm "$work/bin/dpkg-query"
said=$(PATH=$work/bin && on fedora-42 need_packages build)
expect "without apt it lists the packages" "This system has no apt" "$said"
expect "and goes on" "status 0" "$said"

exit $failed
