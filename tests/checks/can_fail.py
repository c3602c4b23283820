#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that a check can fail: runs it over its bad sample and compares what it finds, line by line, with
what the sample says it should find.

    can_fail.py CHECK        samples/CHECK is a small tree; a line it should find ends in "// finding" or
                             "# finding"; a file whose first line it should find is named Missing….
"""

import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def expected(sample: pathlib.Path) -> set[tuple[str, int]]:
    places = set()
    for path in (path for path in sample.rglob("*") if path.is_file()):
        name = str(path.relative_to(sample))
        if path.name.startswith("Missing"):
            places.add((name, 1))
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"(//|#) finding$", line):
                places.add((name, number))
    return places


def found(check: str, sample: pathlib.Path) -> set[tuple[str, int]]:
    command = next(HERE.glob(f"{check}.*"))
    run = subprocess.run([command, sample], capture_output=True, text=True)
    print(run.stdout, run.stderr, sep="")
    if run.returncode != 1:
        sys.exit(f"{check} ended with {run.returncode}; 1 was expected")
    places = re.findall(r"^([^:\n]+):(\d+):", run.stdout + run.stderr, re.MULTILINE)
    return {(str(path).removeprefix(f"{sample}/"), int(line)) for path, line in places}


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("Usage: can_fail.py CHECK, where samples/CHECK is a tree for the check to find fault with")
    check = sys.argv[1]
    sample = HERE / "samples" / check
    wanted = expected(sample)
    seen = found(check, sample)
    for path, line in sorted(wanted - seen):
        print(f"{check} does not find {path}:{line}")
    for path, line in sorted(seen - wanted):
        print(f"{check} finds {path}:{line}, where nothing is wrong")
    sys.exit(0 if wanted and seen == wanted else 1)


main()
