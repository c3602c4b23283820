# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# A bare Debian in a folder, for proofs that nothing of this machine was needed. Sourced; needs root.

# make_chroot RELEASE: sets $chroot; removed when the script ends.
make_chroot() {
    if [ "$(id -u)" != 0 ]; then
        echo "Skipped: only root can make a bare Debian to try this in."
        exit 77
    fi
    chroot=$(mktemp -d "${TMPDIR:-/tmp}/slipway-$1.XXXXXX")
    chmod 755 "$chroot" # its root folder, also for those in there who are not root
    trap remove_chroot EXIT
    trap 'exit 1' INT TERM
    debootstrap --variant=minbase "$1" "$chroot" >"$chroot.log" 2>&1 ||
        { tail -n 20 "$chroot.log" && exit 1; }
    printf '#!/bin/sh\nexit 101\n' >"$chroot/usr/sbin/policy-rc.d" # no services
    chmod +x "$chroot/usr/sbin/policy-rc.d"
    [ ! -r /etc/apt/apt.conf ] || cp /etc/apt/apt.conf "$chroot/etc/apt/"
    cp /etc/resolv.conf "$chroot/etc/resolv.conf"
    mount -t proc proc "$chroot/proc"
    mount -t tmpfs tmpfs "$chroot/dev/shm"
}

# inside COMMAND…: runs it in there, in a clean environment.
inside() {
    chroot "$chroot" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} "$@" </dev/null
}

remove_chroot() {
    umount "$chroot/dev/shm" "$chroot/proc" 2>/dev/null || true
    mountpoint -q "$chroot/proc" || mountpoint -q "$chroot/dev/shm" || rm -rf "$chroot" "$chroot.log"
}
