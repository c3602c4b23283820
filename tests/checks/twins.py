#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on a second type of the same name in the same namespace. No compiler sees both, and the linker takes one
destructor for the two, so that the program ends where it destroys the other."""

import pathlib
import re
from typing import Iterator

import source

NAMESPACE = re.compile(r"^namespace ([\w:]+)\s*\{", re.MULTILINE)
TYPE = re.compile(r"^(?:class|struct|enum class) (\w+)\b[^;{]*\{", re.MULTILINE)


def check(root: pathlib.Path) -> Iterator[source.Finding]:
    first: dict[tuple[str, str], str] = {}
    for path in source.files(root, (".h",)):
        if path.startswith("tests/") and not path.startswith("tests/support/"):
            continue  # each test is a program of its own
        text = source.code_of((root / path).read_text(errors="replace"))
        namespace = NAMESPACE.search(text)
        for match in TYPE.finditer(text):
            name = (namespace.group(1) if namespace else "", match.group(1))
            if name in first:
                yield source.Finding(path, source.line_at(text, match.start()),
                                     f"there is a {'::'.join(filter(None, name))} in {first[name]} already")
            first.setdefault(name, path)


source.main(check)
