#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on what must not be left in the tree: paths of one person's machine, unnumbered reminders, conflict
marks, secrets."""

import pathlib
import re
from typing import Iterator

import source

FORBIDDEN = {
    r"(?<![\w.])/(?:work|farm|root)/[\w.]": "a path of one machine",
    r"/home/(?!me/|you/|user/)\w+/": "a path of one person's machine (write /home/me/ in an example)",
    r"\b(?:TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))": "a reminder without the number of its issue: write TODO(#12)",
    r"^(?:<<<<<<<|>>>>>>>) ": "a conflict that was not resolved",
    r"\bsk-(?:proj-|ant-)?[A-Za-z0-9]{32,}": "this looks like a real key",
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----": "a private key",
}
BINARY = (".png", ".ttf", ".otf", ".woff2", ".ico", ".gz", ".db", ".sqlite")
BUILT = ("package-lock.json", "resources/playground/playground.html")
# The names of a test's server, which nobody else trusts.
OPENS_NOTHING = ("tests/data/tls/localhost.key", "tests/data/tls/elsewhere.test.key")
EXEMPT = ("LICENSE", "tests/checks/words.py", *BUILT, *OPENS_NOTHING)


def check(root: pathlib.Path) -> Iterator[source.Finding]:
    patterns = {re.compile(pattern, re.MULTILINE): message for pattern, message in FORBIDDEN.items()}
    for path in source.files(root):
        if path.endswith(BINARY) or path.endswith(EXEMPT):
            continue
        text = (root / path).read_text(errors="replace")
        for pattern, message in patterns.items():
            for match in pattern.finditer(text):
                yield source.Finding(path, source.line_at(text, match.start()), f"{message}: {match.group()!r}")


source.main(check)
