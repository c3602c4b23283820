#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the package and fails if a file is missing, dangling or too open, if it depends on less than it should,
# or if the program does not run from where it was unpacked.
#   check-package.sh BUILD
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$1" && cpack -G DEB -B "$folder" >"$folder/log" 2>&1) || { cat "$folder/log" && exit 1; }
package=$(find "$folder" -maxdepth 1 -name '*.deb')
dpkg-deb --contents "$package" >"$folder/contents"
dpkg-deb --raw-extract "$package" "$folder/tree"
cd "$folder/tree"
status=0
fault() { echo "$*" && status=1; }

id=io.github.slipway.Slipway
for file in bin/slipway bin/slipway-desktop bin/slipway-toolhost lib/systemd/user/slipway@.service \
    share/applications/$id.desktop share/metainfo/$id.metainfo.xml \
    share/icons/hicolor/scalable/apps/$id.svg share/icons/hicolor/48x48/apps/$id.png \
    share/icons/hicolor/128x128/apps/$id.png share/icons/hicolor/256x256/apps/$id.png \
    share/man/man1/slipway.1.gz share/man/man1/slipway-desktop.1.gz \
    share/bash-completion/completions/slipway share/zsh/vendor-completions/_slipway \
    share/fish/vendor_completions.d/slipway.fish share/slipway/templates \
    share/doc/slipway/copyright share/doc/slipway/licences/playground.md \
    share/doc/slipway/licences/lucide.txt share/doc/slipway/licences/OFL-Inter.txt; do
    [ -s "usr/$file" ] || [ -d "usr/$file" ] || fault "usr/$file is not in the package"
done
for word in libqt6core6 libqt6httpserver6 libqt6webenginewidgets6 libqscintilla2-qt6 libfyaml libpq5 tzdata; do
    grep -q "^Depends:.*$word" DEBIAN/control || fault "the package does not depend on $word"
done
open=$(awk '$1 !~ /^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--)$/' "$folder/contents")
[ -z "$open" ] || fault "unusual permissions: $open"
foreign=$(awk '$2 != "root/root"' "$folder/contents")
[ -z "$foreign" ] || fault "not owned by root: $foreign"
for program in usr/bin/slipway usr/bin/slipway-desktop usr/bin/slipway-toolhost; do
    file "$program" | grep -q ', stripped' || fault "$program is not stripped"
    ! readelf -d "$program" | grep -qi 'r.*path' || fault "$program has a search path for libraries built in"
done
usr/bin/slipway templates | grep -q '^starter ' || fault "the unpacked program finds no starter template"
[ -z "${SLIPWAY_ARTIFACTS:-}" ] || cp "$package" "$SLIPWAY_ARTIFACTS/"
exit $status
