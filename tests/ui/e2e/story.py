# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stories have in common that are told of the real program: its window on a desk of its own, its server, and
how a failure is told."""

import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
from types import FrameType
from typing import Callable

from desk import Desk, check_programs, free_port, measure
from processes import Failure, Processes, until

ROOT = pathlib.Path(__file__).resolve().parents[3]
MINUTES = 2.5


def expect(holds: bool, sentence: str) -> None:
    if not holds:
        raise Failure(sentence)


class Story:
    """A story is a subclass whose steps() build on each other, so the first that fails ends it."""

    def __init__(self, processes: Processes, home: pathlib.Path, options: argparse.Namespace) -> None:
        self._processes = processes
        self._options = options
        self._home = home
        self._pictures = pathlib.Path(os.environ.get("SLIPWAY_ARTIFACTS", ROOT / "build/artifacts")) / "e2e"
        self._pictures.mkdir(parents=True, exist_ok=True)
        self._desk = Desk(processes, home)
        self._debugging = free_port()
        self.serve_on(free_port())

    def steps(self) -> list[Callable[[], None]]:
        raise NotImplementedError

    def serve_on(self, port: int) -> None:
        self._port = port
        self._url = f"http://127.0.0.1:{port}"

    def open(self, *arguments: str, environment: dict[str, str] | None = None) -> None:
        """Starts the program, and looks at its window."""
        settings = self._desk.config / "slipway/window.ini"
        settings.parent.mkdir()
        settings.write_text(f"[window]\nlook=Light\nmode=Split\n[server]\nport={self._port}\n")
        environment = self._desk.environment | (environment or {}) | {
            "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QTWEBENGINE_REMOTE_DEBUGGING": f"127.0.0.1:{self._debugging}",
        }
        if os.geteuid() == 0:
            environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        self._program = self._processes.start([self._options.program, *arguments], environment)
        os.environ.clear()
        os.environ.update(self._desk.environment)
        from screen import Screen  # reads the environment when it is loaded

        self._screen = Screen(self._program)
        self._yaml = self._screen.find("text", "YAML source")

    def start_server(self) -> None:
        self._screen.find("push button", "Start").press()
        try:
            self._screen.find("label", "Server: Running")
        except Failure as failure:
            shown = "; ".join(c.name for c in self._screen.everything() if c.role == "label" and str(self._port) in c.name)
            raise Failure(f"{failure}. The window says: {shown or 'nothing'}") from None

    def save_to(self, file: pathlib.Path) -> None:
        self._screen.find("push button", "Save").press()
        until("The file has the text of the editor", lambda: file.read_text() == self._yaml.text)

    def stops_and_quits(self) -> None:
        self._screen.find("push button", "Stop").press()
        self._screen.find("label", "Server: Stopped")
        refused = subprocess.run(["curl", "-s", "--max-time", "5", f"{self._url}/health"], check=False).returncode
        expect(refused == 7, f"The stopped server is still there: curl ended with {refused}")
        self._desk.press("ctrl+q")
        until("The program ends", lambda: self._program.poll() is not None)
        expect(self._program.returncode == 0, f"The program ended with {self._program.returncode}")

    def explain(self, failure: str) -> None:
        """Keeps what helps to understand a failure."""
        print(f"       {failure}")
        try:
            self._desk.take_picture(self._pictures / "failure.png")
            print(f"       The screen then: {self._pictures / 'failure.png'}")
        except (subprocess.SubprocessError, OSError):
            pass
        log = self._processes.log(self._options.program)
        if log.exists() and (said := log.read_text(errors="replace").strip()):
            print(f"       The program said:\n{said}")
        if getattr(self, "_program", None) and self._program.poll() is not None:
            print(f"       The program ended with {self._program.returncode}")

    def _on_screen(self, place: tuple[float, float, float, float]) -> tuple[int, int]:
        """Where a place in the page is. The page ends where its dock ends."""
        x, y, page_width, page_height = place
        left, top, width, height = self._screen.find("frame", "Playground").area
        return round(left + width - page_width + x), round(top + height - page_height + y)

    def _picture(self, name: str, crop: str | None = None) -> tuple[int, int, int, float]:
        self._desk.take_picture(self._pictures / name, crop)
        return measure(self._pictures / name)

    def _curl(self, path: str, body: dict | None = None) -> dict:
        sent = ["-H", "Content-Type: application/json", "-d", json.dumps(body)] if body else []
        told = subprocess.run(["curl", "-sS", "--fail-with-body", "--max-time", "20", *sent, self._url + path],
                              capture_output=True, text=True, check=False)
        expect(told.returncode == 0, f"curl {path} ended with {told.returncode}: {told.stdout}{told.stderr}")
        return json.loads(told.stdout)


def tell(story: Story) -> bool:
    """Runs the steps in order; prints each, and how many passed and failed."""
    steps = story.steps()
    passed = 0
    for step in steps:
        sentence = step.__name__.replace("_", " ")
        began = time.monotonic()
        try:
            step()
        except Exception as failure:  # every kind ends the story, and is told
            print(f"FAILED {sentence}")
            story.explain(str(failure) if isinstance(failure, Failure) else repr(failure))
            break
        passed += 1
        print(f"ok     {sentence} ({time.monotonic() - began:.1f} s)", flush=True)
    for step in steps[passed + 1:]:
        print(f"FAILED {step.__name__.replace('_', ' ')}: not reached")
    print(f"{passed} passed, {len(steps) - passed} failed")
    return passed == len(steps)


def take_too_long(_number: int, _frame: FrameType | None) -> None:
    raise Failure(f"The test took more than {MINUTES} minutes and was ended")


def be_ended(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)  # through all that cleans up


def run(make: type[Story], arguments: argparse.ArgumentParser) -> int:
    """Tells a story; gives the exit status. `arguments` are those the story has besides the program."""
    arguments.add_argument("program", help="slipway-desktop")
    options = arguments.parse_args()
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, be_ended)
    signal.signal(signal.SIGALRM, take_too_long)
    signal.alarm(int(MINUTES * 60))
    with tempfile.TemporaryDirectory(prefix="slipway-e2e-", ignore_cleanup_errors=True) as folder:
        home = pathlib.Path(folder)
        processes = Processes(home)
        try:
            check_programs()
            return 0 if tell(make(processes, home, options)) else 1
        except Failure as failure:  # before the first step
            print(f"FAILED {failure}\n0 passed, 1 failed")
            return 1
        finally:
            signal.alarm(0)
            processes.end()

