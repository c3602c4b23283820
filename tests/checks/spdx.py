#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on a source file that does not name its licence in its first three lines."""

import pathlib
from typing import Iterator

import source

SUFFIXES = (".h", ".cpp", ".py", ".sh", ".cmake", "CMakeLists.txt", ".mjs", ".js", ".css", ".service")
NAMES = ("run", "test", ".ci/run")
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def check(root: pathlib.Path) -> Iterator[source.Finding]:
    for path in source.files(root):
        if not path.endswith(SUFFIXES) and path not in NAMES or path.startswith("tests/data/"):
            continue
        head = (root / path).read_text(errors="replace").split("\n", 3)[:3]
        if not any(LICENCE in line for line in head):
            yield source.Finding(path, 1, f'the line "{LICENCE}" is missing')


source.main(check)
