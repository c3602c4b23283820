#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on an icon that nothing uses, and on the name of an icon that there is no file for.

A name is any text in ui/ that is the name of a file in resources/icons; what is asked for is the first text
in a call that takes an icon.
"""

import pathlib
import re
from typing import Iterator

import source

FOLDER = "resources/icons/"
TEXT = re.compile(r'u"([a-z0-9-]+)"')
CALL = re.compile(r'\b(?:icon|iconButton|drawLucide|drawFold|lucideIcon|showNotice)\(\s*(?:[\w.>*-]+,\s*)?u"([a-z0-9-]+)"')


def check(root: pathlib.Path) -> Iterator[source.Finding]:
    files = [name for name in source.files(root, (".svg",)) if name.startswith(FOLDER)]
    icons = {pathlib.Path(name).stem for name in files}
    used = set()
    for path in source.files(root, (".cpp", ".h")):
        if not path.startswith("ui/"):
            continue
        text = (root / path).read_text()
        used.update(TEXT.findall(text))
        for match in CALL.finditer(text):
            if match.group(1) not in icons:
                yield source.Finding(path, source.line_at(text, match.start(1)), f"there is no icon {match.group(1)!r}")
    for name in files:
        if pathlib.Path(name).stem not in used:
            yield source.Finding(name, 1, "nothing uses this icon")


source.main(check)
