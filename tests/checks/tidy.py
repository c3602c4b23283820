#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over what changed, or over the files below the given paths.

    tidy.py BUILD [PATH...]     BUILD has a compile_commands.json; "." is the whole tree

What changed: see source.changed().
A changed header is seen through one source file that includes it. What was clean and is unchanged, headers
and settings included, is not run again (BUILD/tidy.clean).
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
from typing import NamedTuple, Optional

import source

ROOT = source.ROOT
TIDY = shutil.which("clang-tidy-19") or "clang-tidy"


class Unit(NamedTuple):
    path: str
    command: str
    target: str


def units(build: pathlib.Path) -> list[Unit]:
    """Every source of the tree. How they are compiled is written to BUILD/tidy: without the precompiled header,
    which is GCC's and would be parsed as text, all of it for each file."""
    entries = source.compiled(build)
    ours = f" -Wshadow -iquote {build}/tidy/mocs"
    for entry in entries:
        entry["command"] = re.sub(r" (-include \S+/cmake_pch\.hxx|-Wno-restrict|-Wno-subobject-linkage)", ours, entry["command"])
    (build / "tidy/mocs").mkdir(parents=True, exist_ok=True)
    (build / "tidy/compile_commands.json").write_text(json.dumps(entries))
    found = {}
    for entry in entries:
        path = os.path.relpath(entry["file"], ROOT)
        if not path.startswith(("..", "build/")) and "/samples/" not in path:
            found[path] = Unit(path, entry["command"], re.search(r" -o \S*CMakeFiles/(.+?)\.dir/", entry["command"])[1])
    return sorted(found.values())


def includes(path: str, seen: Optional[dict[str, bytes]] = None) -> dict[str, bytes]:
    """The file and every header of the tree it includes, with their bytes."""
    seen = {} if seen is None else seen
    if path not in seen and (ROOT / path).is_file():
        seen[path] = (ROOT / path).read_bytes()
        for header in re.findall(rb'^\s*#\s*include\s*"([^"]+)"', seen[path], re.MULTILINE):
            includes(header.decode(), seen)
    return seen


def fingerprint(unit: Unit) -> str:
    content = hashlib.sha256(unit.command.encode())
    for folder in (ROOT / unit.path).parents:
        settings = folder / ".clang-tidy"
        content.update(settings.read_bytes() if settings.exists() else b"")
    for path, text in sorted(includes(unit.path).items()):
        content.update(path.encode() + b"\0" + text)
    return content.hexdigest()


def touched(all_units: list[Unit], names: set[str]) -> list[Unit]:
    """The changed sources, and for each changed header that none of them includes one source that does."""
    chosen = [unit for unit in all_units if unit.path in names]
    covered = {path for unit in chosen for path in includes(unit.path)}
    for header in sorted(name for name in names - covered if name.endswith(".h")):
        stem = header.removesuffix(".h")
        users = [unit for unit in all_units if header in includes(unit.path)]
        users.sort(key=lambda unit: unit.path != f"{stem}.cpp")
        chosen += users[:1]
    return sorted(set(chosen))


def below(all_units: list[Unit], paths: list[str]) -> list[Unit]:
    """The units below the paths, in the order of the paths."""
    chosen = {}
    for path in map(os.path.abspath, paths):
        chosen |= {unit: None for unit in all_units if f"{ROOT}/{unit.path}/".startswith(f"{path}/")}
    return list(chosen)


def make_mocs(chosen: list[Unit], build: pathlib.Path) -> None:
    """A test needs the moc it includes, also when its program is not built. That of a header is empty here: it calls
    the parameters of signals otherwise than the header does."""
    needy = set()
    for unit in chosen:
        for name in re.findall(r'#include "(\w+\.moc|moc_\w+\.cpp)"', (ROOT / unit.path).read_text()):
            if name.endswith(".moc"):
                needy.add(f"moc/{unit.target}/{name}")
            else:
                (build / "tidy/mocs" / name).touch()
    if needy:
        subprocess.run(["cmake", "--build", build, "--target", *needy], check=True, stdout=subprocess.DEVNULL)


def findings(unit: Unit, build: pathlib.Path) -> str:
    plugin = build / "tests/checks/this-tree-only.so"  # without it the same is found, in four times the time
    load = [f"-load={plugin}"] if plugin.exists() else []
    run = subprocess.run(
        [TIDY, *load, "-p", str(build / "tidy"), "--quiet", str(ROOT / unit.path)], capture_output=True, text=True, cwd=ROOT
    )
    return run.stdout + run.stderr if run.returncode else ""


def main() -> None:
    build = pathlib.Path(sys.argv[1]).resolve()
    paths = sys.argv[2:]
    chosen = below(units(build), paths) if paths else touched(units(build), source.changed())
    memory = build / "tidy.clean"
    clean = set(memory.read_text().split()) if memory.exists() else set()
    prints = {unit: fingerprint(unit) for unit in chosen}
    due = [unit for unit in chosen if prints[unit] not in clean]
    print(f"{len(chosen)} files, {len(due)} of them not known to be clean", flush=True)

    make_mocs(due, build)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool, memory.open("a") as record:
        runs = {pool.submit(findings, unit, build): unit for unit in due}
        for run in concurrent.futures.as_completed(runs):
            if run.result():
                failed += 1
                print(run.result(), flush=True)
            else:
                print(prints[runs[run]], file=record, flush=True)
    sys.exit(1 if failed else 0)


main()
