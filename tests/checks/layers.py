#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on an include that points against the dependency rule.

agent/base ← agent/values ← agent/{spec, providers, tools, …} ← agent/cassette ← agent/run ← server ← app, and
agent/{base, values, spec} ← ui ← app. Siblings do not include each other.
"""

import functools
import pathlib
import re
from typing import Iterator, Optional

import source

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)

FOUNDATION = ("agent/base", "agent/values")
SIBLINGS = ("agent/spec", "agent/providers", "agent/tools", "agent/store", "agent/traces", "agent/usage")

# What a room may include besides itself. The longest name that fits a file is its room.
ROOMS = {
    "agent/base": (),
    "agent/values": ("agent/base",),
    **{sibling: FOUNDATION for sibling in SIBLINGS},
    "agent/cassette": (*FOUNDATION, "agent/providers", "agent/tools"),
    "agent/run": (*FOUNDATION, *SIBLINGS, "agent/cassette"),
    "server": ("agent",),
    "server/http": FOUNDATION,
    "server/dialects": ("agent", "server"),
    "server/control": ("agent", "server"),
    "ui": (*FOUNDATION, "agent/spec"),
    "app": ("agent", "server", "app/common"),
    "app/desktop": ("agent", "server", "ui", "app"),
    "tests": ("agent", "server", "ui", "app", "tests"),
}
MADE_OR_FOR_ALL = r"\w+\.moc|moc_\w+\.cpp|cmake/precompiled\.h"
PROJECT = ("agent", "server", "ui", "app", "tests")

# Qt modules that only some rooms may use, as a pattern of the module's name.
MODULES = {
    r"QtGui|QtWidgets|QtSvg\w*|QtWebEngine\w*|QtWebChannel|QtPrintSupport|Qsci": ("ui", "app/desktop", "tests"),
    r"QtHttpServer": ("server", "tests"),
}


def inside(path: str, rooms: tuple[str, ...]) -> bool:
    return any(path == room or path.startswith(room + "/") for room in rooms)


def room_of(path: str) -> Optional[str]:
    return max((room for room in ROOMS if inside(path, (room,))), key=len, default=None)


@functools.cache
def module_of(header: str) -> str:
    """The Qt module a header belongs to: by its folder, or else by where it is installed."""
    if "/" in header:
        return header.split("/")[0]
    for place in pathlib.Path("/usr/include").glob(f"*/qt6/*/{header}"):
        return place.parent.name
    return ""


def fault(path: str, room: str, ours: str, foreign: str) -> Optional[str]:
    if ours and inside(ours, PROJECT):
        if not inside(ours, (room, *ROOMS[room])) or inside(ours, ("tests",)) and room != "tests":
            return f"{room} must not include {ours}"
        return None
    if ours and room != "tests" and not re.fullmatch(MADE_OR_FOR_ALL, ours):
        return f'include from the top of the tree, not "{ours}"'
    for pattern, rooms in MODULES.items():
        module = module_of(foreign or ours)
        if re.fullmatch(pattern, module) and not inside(path, rooms):
            return f"{room} must not use {module} ({foreign or ours})"
    return None


def check(root: pathlib.Path) -> Iterator[source.Finding]:
    for path in source.files(root, (".h", ".cpp")):
        room = room_of(path)
        if not room:
            continue
        text = (root / path).read_text()
        for include in INCLUDE.finditer(text):
            message = fault(path, room, include[1] or "", include[2] or "")
            if message:
                yield source.Finding(path, source.line_at(text, include.start()), message)


source.main(check)
