# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting with a deadline, and processes that never outlive the test."""

import ctypes
import os
import pathlib
import signal
import subprocess
import time
from typing import Callable, TypeVar

Value = TypeVar("Value")


class Failure(Exception):
    """What was expected and did not come, in one sentence for a person."""


def until(expected: str, ask: Callable[[], Value], seconds: float = 20) -> Value:
    """What `ask` gives as soon as that is neither empty nor None; fails with `expected` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (value := ask()):
        if time.monotonic() > deadline:
            raise Failure(f"{expected}: not within {seconds:g} s")
        time.sleep(0.03)
    return value


class Processes:
    """Starts programs and ends them again, last one first, with everything they started themselves."""

    def __init__(self, logs: pathlib.Path) -> None:
        self._logs = logs
        self._started: list[subprocess.Popen] = []
        self._libc = ctypes.CDLL(None)
        set_child_subreaper = 36
        self._libc.prctl(set_child_subreaper, 1)  # orphans of our programs become our children

    def start(self, command: list[str], environment: dict[str, str], keep: tuple[int, ...] = ()) -> subprocess.Popen:
        """`keep` are file descriptors the program inherits. What it prints goes to a file named after it."""
        with self.log(command[0]).open("wb") as log:
            process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=keep,
                preexec_fn=self._end_with_parent)
        self._started.append(process)
        return process

    def log(self, program: str) -> pathlib.Path:
        return self._logs / f"{pathlib.Path(program).name}.log"

    def _end_with_parent(self) -> None:
        set_parent_death_signal = 1
        self._libc.prctl(set_parent_death_signal, signal.SIGKILL)

    def end(self) -> None:
        for process in reversed(self._started):
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for ending in (signal.SIGTERM, signal.SIGKILL):
            deadline = time.monotonic() + 3
            while (orphans := children()) and time.monotonic() < deadline:
                for pid in orphans:
                    os.kill(pid, ending)
                    os.waitpid(pid, os.WNOHANG)
                time.sleep(0.03)


def children() -> list[int]:
    """Pids of this process' children, ended ones that were not waited for included."""
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = stat.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if int(parent) == os.getpid():
            found.append(int(stat.parent.name))
    return found
