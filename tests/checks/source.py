# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks share: which files there are, C++ without its comments, and how a finding is told."""

import json
import os
import pathlib
import re
import subprocess
import sys
from typing import Callable, Iterable, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = "tests/checks/samples/"
RECENT = 10  # one to two minutes of clang-tidy on two cores


class Finding(NamedTuple):
    path: str
    line: int
    message: str


def git(*words: str) -> list[str]:
    run = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True)
    return run.stdout.splitlines() if run.returncode == 0 else []


def changed() -> set[str]:
    """What is not committed, and what the branch changed since it left main; on main itself, the RECENT files of
    C++ that were changed last."""
    names = {*git("diff", "--name-only", "HEAD"), *git("ls-files", "-o", "--exclude-standard")}
    for main in ("origin/main", "main"):
        fork = git("merge-base", "HEAD", main)
        if fork and fork != git("rev-parse", "HEAD"):
            return names | {*git("diff", "--name-only", fork[0])}
    log = git("log", "-n", "200", "--name-only", "--format=")
    sources = dict.fromkeys(name for name in log if name.endswith((".cpp", ".h")) and (ROOT / name).is_file())
    return names | {*list(sources)[:RECENT]}


def files(root: pathlib.Path, suffixes: tuple[str, ...] = ("",)) -> list[str]:
    """The project's files below root, vendored ones and the checks' bad samples left out."""
    inside = SAMPLES in f"{root.resolve()}/"
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True
    )
    if listed.returncode == 0:
        names = listed.stdout.splitlines()
    else:
        names = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
    return sorted(
        name
        for name in set(names)
        if name.endswith(suffixes)
        and not re.search(r"(^|/)(vendor|node_modules|build|\.git)/", name)
        and (inside or not name.startswith(SAMPLES))
        and os.path.isfile(root / name)
    )


def compiled(build: pathlib.Path) -> list[dict[str, str]]:
    """How each source is compiled: the entries of compile_commands.json; one for each source where several are
    compiled as one, as if they were not."""
    entries = []
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = entry["file"]
        parts = re.findall(r'#include "(.+)"', pathlib.Path(path).read_text()) if "/Unity/" in path else [path]
        entries += [{**entry, "file": part, "command": entry["command"].replace(path, part)} for part in parts]
    return entries


def blank(text: str) -> str:
    """As long as text and with the same lines, but only its newlines."""
    return re.sub(r"[^\n]", " ", text)


TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'  # comments
    r'|R"(?P<mark>[^()\\ ]{0,16})\(.*?\)(?P=mark)"'  # raw strings
    r'|"(?:\\.|[^"\\\n])*"'  # strings
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'",  # characters, but not the marks in 1'000
    re.DOTALL,
)


def code_of(text: str) -> str:
    """C++ with comments and the contents of literals blanked, every other character where it was."""

    def replace(match: re.Match) -> str:
        token = match.group()
        if token.startswith(("//", "/*")):
            return blank(token)
        return '"' + blank(token)[1:-1] + '"'

    return TOKEN.sub(replace, text)


def line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def main(check: Callable[[pathlib.Path], Iterable[Finding]]) -> None:
    """Runs a check over the tree named on the command line and tells what it found."""
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    findings = list(check(root))
    for finding in findings:
        print(f"{finding.path}:{finding.line}: {finding.message}")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    print(*files(pathlib.Path("."), tuple(sys.argv[1:]) or ("",)), sep="\n")
