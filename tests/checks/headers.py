#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on a header that needs another one before it.

    headers.py BUILD            those that changed, see source.changed()
    headers.py BUILD --all      every header
    headers.py BUILD PATH...    these
"""

import concurrent.futures
import os
import pathlib
import re
import shlex
import subprocess
import sys

import source

MADE_BY_THE_BUILD = "precompiled.h"  # as such each is compiled alone


def commands(build: pathlib.Path) -> dict[str, list[str]]:
    """How sources are compiled, by their folder: the compiler and its options, without source and outputs."""
    found = {}
    for entry in source.compiled(build):
        path = os.path.relpath(entry["file"], source.ROOT)
        if path.startswith(("..", "build/")):
            continue
        words = shlex.split(re.sub(r" -(MT|MF|o|c) \S+| -MD", "", entry["command"]))
        while words[0] == "env" or "=" in words[0] or words[0].endswith("ccache"):
            words.pop(0)
        found.setdefault(os.path.dirname(path), words)
    return found


def options(header: str, known: dict[str, list[str]]) -> list[str]:
    """Those of the folder that is nearest."""
    near = max(known, key=lambda folder: len(os.path.commonpath([folder or ".", header])) if folder else 0)
    return known.get(os.path.dirname(header), known[near])


def faults(header: str, words: list[str], build: pathlib.Path) -> str:
    command = [*words, "-fsyntax-only", "-include", str(source.ROOT / header), "-x", "c++", "/dev/null"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=build)
    return run.stdout + run.stderr if run.returncode else ""


def without_precompiled(words: list[str]) -> list[str]:
    return shlex.split(re.sub(r" -include \S+cmake_pch.hxx", "", shlex.join(words)))


def main() -> None:
    build = pathlib.Path(sys.argv[1]).resolve()
    known = commands(build)
    headers = {name for name in source.files(source.ROOT, (".h",)) if not name.endswith(MADE_BY_THE_BUILD)}
    named = {os.path.relpath(path, source.ROOT) for path in sys.argv[2:] if path != "--all"}
    chosen = headers if "--all" in sys.argv else named or headers & source.changed()
    jobs = [(name, without_precompiled(options(name, known))) for name in sorted(chosen)]
    print(f"{len(jobs)} headers", flush=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        told = [told for told in pool.map(lambda job: faults(*job, build), jobs) if told]
    print(*told, sep="\n")
    sys.exit(1 if told else 0)


main()
