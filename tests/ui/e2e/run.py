#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from end to end, with the real program: open the starter agent, edit a tool in the form, start the
server, talk to the agent in the embedded playground, watch the log, ask the same server from outside, add a tool and try
it alone, stop.

    tests/ui/e2e/run.py PROGRAM [--picture FILE]

PROGRAM is slipway-desktop. Pictures go to $SLIPWAY_ARTIFACTS/e2e, or build/artifacts/e2e. --picture keeps the one of
the light window as well, with the port and the words of a usual start, so port 8000 must be free and no Ollama
running. The steps build on each other, so the first that fails ends the test.
"""

import argparse
import difflib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from types import FrameType

from desk import SIZE, Desk, check_programs, free_port, measure
from processes import Failure, Processes, until

ROOT = pathlib.Path(__file__).resolve().parents[3]
MINUTES = 2.5
OLD = "Convert lengths, masses, temperatures and amounts of data, for example 5 miles to km."
NEW = "Convert miles to km, pounds to kg and other units."
QUESTIONS = {  # and what is in the answers
    "Read notes/welcome.md": "Things to try",
    "What is 17% of 2,340?": "397.8",
}
COMMAND = [  # a new one, as it is written
    "  - name: run_command",
    "    description: Say when the model should use it",
    "    parameters:",
    "      type: object",
    "      properties:",
    "        text:",
    "          type: string",
    "      required:",
    "        - text",
    "    command:",
    "      program: echo",
    "      args:",
    '        - "{text}"',
]
WATCH = """
    window.lengths = [];
    new MutationObserver(() => {
        const length = [...document.querySelectorAll('.markdown')].reduce((sum, part) => sum + part.innerText.length, 0);
        if (length !== (window.lengths.at(-1) ?? 0)) window.lengths.push(length);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
"""
CARDS = """
    [...document.querySelectorAll('.answer details.tool')].map((card) =>
        [card.querySelector('.tool-name').textContent, card.querySelector('.tool-state').innerText].join(' '))
"""


def expect(holds: bool, sentence: str) -> None:
    if not holds:
        raise Failure(sentence)


class Story:
    def __init__(self, processes: Processes, home: pathlib.Path, options: argparse.Namespace) -> None:
        self._processes = processes
        self._options = options
        self._pictures = pathlib.Path(os.environ.get("SLIPWAY_ARTIFACTS", ROOT / "build/artifacts")) / "e2e"
        self._pictures.mkdir(parents=True, exist_ok=True)
        self._desk = Desk(processes, home)
        self._port = 8000 if options.picture else free_port()
        self._debugging = free_port()
        self._url = f"http://127.0.0.1:{self._port}"
        self._file = self._desk.data / "slipway/agents/starter/agent.yaml"

    def opens_the_starter_agent(self) -> None:
        settings = self._desk.config / "slipway/window.ini"
        settings.parent.mkdir()
        settings.write_text(f"[window]\nlook=Light\nmode=Split\n[server]\nport={self._port}\n")
        environment = self._desk.environment | {
            "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QTWEBENGINE_REMOTE_DEBUGGING": f"127.0.0.1:{self._debugging}",
        }
        if not self._options.picture:
            environment["OLLAMA_HOST"] = "127.0.0.1:9"  # nothing listens there: the demo answers on every machine
        if os.geteuid() == 0:
            environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        self._program = self._processes.start([self._options.program], environment)
        os.environ.clear()
        os.environ.update(self._desk.environment)
        from screen import Screen  # reads the environment when it is loaded

        self._screen = Screen(self._program)
        self._screen.find("page tab", "Starter")
        self._yaml = self._screen.find("text", "YAML source")
        template = (ROOT / "resources/templates/starter/agent.yaml").read_text()
        expect(self._yaml.text == template, "The YAML shown is not the starter template")
        expect(self._screen.find("frame", "Starter – Slipway").area == (0, 0, *SIZE), "The window does not fill the screen")

    def changes_one_line_from_the_form(self) -> None:
        before = self._yaml.text
        left, top, _, _ = self._screen.find("text", "Name").area
        self._desk.scroll_down((left - 8, top), 8)
        tools = self._screen.find("table", "Tools")
        row = [cells[0] for cells in tools.rows()].index("convert_units")
        until("The tools scroll into view", lambda: tools.cell(row, 0).centre[1] < SIZE[1] // 2)
        self._desk.click(tools.cell(row, 0).centre)
        field = self._screen.find("text", "Description", lambda text: text.text == OLD)
        field.focus()
        until("The field takes the focus", lambda: field.has("focused"))
        self._desk.press("ctrl+a")
        self._desk.type(NEW)
        until("The field shows what was typed", lambda: field.text == NEW)
        self._desk.press("Tab")
        until("The YAML takes the new description", lambda: self._yaml.text != before)
        changed = [(was, now) for was, now in zip(before.split("\n"), self._yaml.text.split("\n")) if was != now]
        expect(changed == [(f"    description: {OLD}", f"    description: {NEW}")],
               f"More changed in the YAML than that one line: {changed}")
        expect(self._yaml.text == before.replace(OLD, NEW), "The YAML got another number of lines")

    def saves_it(self) -> None:
        self._screen.find("push button", "Save").press()
        until("The file has the text of the editor", lambda: self._file.read_text() == self._yaml.text)

    def starts_the_server(self) -> None:
        address = self._screen.find("text", "Server address")
        self._screen.find("push button", "Start").press()
        try:
            self._screen.find("label", "Server: Running")
        except Failure as failure:
            shown = "; ".join(c.name for c in self._screen.everything() if c.role == "label" and str(self._port) in c.name)
            raise Failure(f"{failure}. The window says: {shown or 'nothing'}") from None
        expect(address.text == self._url, f"The window shows the address {address.text} and not {self._url}")

    def streams_an_answer_with_a_tool_card(self) -> None:
        from page import Page

        page = Page(self._debugging, f"{self._url}/playground")
        until("The playground knows its agent", lambda: page.evaluate(
            "document.querySelector('h1')?.textContent === 'Starter' && document.querySelector('#message') !== null"))
        page.evaluate(WATCH)
        self._desk.click(self._on_screen(page.place_of("#message")))
        until("The field takes the focus", lambda: page.evaluate("document.activeElement.id === 'message'"))
        for number, (question, answer) in enumerate(QUESTIONS.items(), 1):
            self._desk.type(question)
            until("The message is typed", lambda: page.evaluate("document.querySelector('#message').value") == question)
            self._desk.press("Return")
            until("The answer is complete",
                  lambda: page.evaluate("document.querySelectorAll('.answer-footer').length") == number, 30)
            text = page.evaluate("[...document.querySelectorAll('.answer')].pop().innerText")
            expect(answer in text, f"{answer} is not in the answer: {text}")
        cards = page.evaluate(CARDS)
        expect(cards == ["read_note Done", "calculator Done"], f"The tool cards are not there, but {cards}")
        lengths = page.evaluate("window.lengths")
        expect(len(lengths) >= 4, f"The text did not grow bit by bit; its lengths were {lengths}")
        page.close()

    def _on_screen(self, place: tuple[float, float, float, float]) -> tuple[int, int]:
        """Where a place in the page is. The page ends where its dock ends."""
        x, y, page_width, page_height = place
        left, top, width, height = self._screen.find("frame", "Playground").area
        return round(left + width - page_width + x), round(top + height - page_height + y)

    def shows_what_happened_in_the_log(self) -> None:
        self._expect_rows([("Info", "run", "started · What is 17% of 2,340?", "–"), ("Info", "calculator", "call ", "–"),
                           ("OK", "calculator", "ok · ", "–"), ("OK", "model", "replied · ", "–"),
                           ("OK", "run", "completed · ", "–"), ("OK", "POST /stream", "", "200")])

    def takes_pictures_in_both_themes(self) -> None:
        line = self._yaml.text[:self._yaml.text.index("- toolbox: unit_convert")].count("\n") + 1
        self._screen.find("push button", f"Line {line}").press()
        self._screen.find("label", f"Ln {line}, Col 5")
        self._desk.put_mouse_away()
        light = self._picture("window-light.png")
        dock = self._screen.find("frame", "Playground").area
        playground = self._picture("playground.png", f"{dock[2]}x{dock[3]}+{dock[0]}+{dock[1]}")
        self._screen.find("push button", "Switch to dark").press()
        self._screen.find("push button", "Switch to light")
        dark = until("The window is dark", lambda: self._dark_picture(light[3]))
        for name, (width, height, colours, _) in (("light", light), ("dark", dark)):
            expect((width, height) == SIZE and colours > 200, f"The {name} window is {width} x {height} with {colours} colours")
        expect(playground[2] > 50, "The playground is blank")
        if self._options.picture:
            shutil.copyfile(self._pictures / "window-light.png", self._options.picture)

    def answers_curl_from_outside(self) -> None:
        health = self._curl("/health")
        expect((health["status"], health["agent"], health["provider"]) == ("ok", "Starter", "demo"),
               f"/health says {health}")
        described = {tool["name"]: tool["description"] for tool in self._curl("/schema")["tools"]}
        expect(described["convert_units"] == NEW, f"The server has another description of the tool: {described['clock']}")
        answer = self._curl("/invoke", {"prompt": "How many km are 26.2 miles?"})
        calls = [(call["tool_name"], call["outcome"]) for call in answer["tool_calls"]]
        expect(calls == [("convert_units", "ok")] and "42.16" in answer["content"], f"/invoke says {answer}")
        self._expect_rows([("OK", "POST /invoke", "", "200")])

    def tries_a_new_command_alone(self) -> None:
        before = self._yaml.text
        self._desk.press("ctrl+shift+a")
        self._desk.press("Down", "Down", "Return")
        until("The YAML has the tool", lambda: self._yaml.text != before)
        added = [line[2:] for line in difflib.ndiff(before.split("\n"), self._yaml.text.split("\n")) if line[0] == "+"]
        expect([line for line in added if line] == COMMAND, f"The YAML has other lines more: {added}")
        expect(all(line[0] != "-" for line in difflib.ndiff(before.split("\n"), self._yaml.text.split("\n"))),
               "The YAML has lines less")
        self._desk.press("ctrl+k")
        self._desk.type("Try tool")
        self._desk.press("Return")
        arguments = self._screen.find("text", "Arguments as JSON")
        arguments.focus()
        until("The field takes the focus", lambda: arguments.has("focused"))
        self._desk.press("ctrl+a")
        self._desk.type('{text: "It works", }')
        self._desk.press("ctrl+Return")
        self._screen.find("label", "Done")
        result = self._screen.find("text", "Result")
        expect(result.text.strip() == "It works", f"The result is {result.text}")
        self._screen.find("push button", "Save").press()
        until("The file has the text of the editor", lambda: self._file.read_text() == self._yaml.text)

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

    def _expect_rows(self, expected: list[tuple[str, str, str, str]]) -> None:
        """Waits for rows of this level, this source, a message that begins so, and this status."""
        log = self._screen.find("table", "Log")

        def missing() -> list[tuple[str, str, str, str]]:
            rows = log.rows()
            return [(level, source, message, status) for level, source, message, status in expected
                    if not any(row[1] == level and row[2] == source and row[3].startswith(message) and row[4] == status
                               for row in rows)]

        try:
            until("The log has the rows", lambda: not missing())
        except Failure:
            shown = "\n".join("       " + " | ".join(row[1:5]) for row in log.rows())
            raise Failure(f"The log has no row {missing()}, but\n{shown}") from None

    def _picture(self, name: str, crop: str | None = None) -> tuple[int, int, int, float]:
        self._desk.take_picture(self._pictures / name, crop)
        return measure(self._pictures / name)

    def _dark_picture(self, light: float) -> tuple[int, int, int, float] | None:
        dark = self._picture("window-dark.png")
        return dark if dark[3] < 0.3 < 0.6 < light else None

    def _curl(self, path: str, body: dict | None = None) -> dict:
        sent = ["-H", "Content-Type: application/json", "-d", json.dumps(body)] if body else []
        told = subprocess.run(["curl", "-sS", "--fail-with-body", "--max-time", "20", *sent, self._url + path],
                              capture_output=True, text=True, check=False)
        expect(told.returncode == 0, f"curl {path} ended with {told.returncode}: {told.stdout}{told.stderr}")
        return json.loads(told.stdout)


def tell(story: Story) -> bool:
    """Runs the steps in order; prints each, and how many passed and failed."""
    steps = [story.opens_the_starter_agent, story.changes_one_line_from_the_form, story.saves_it,
             story.starts_the_server, story.streams_an_answer_with_a_tool_card, story.shows_what_happened_in_the_log,
             story.takes_pictures_in_both_themes, story.answers_curl_from_outside,
             story.tries_a_new_command_alone, story.stops_and_quits]
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


def main() -> int:
    arguments = argparse.ArgumentParser(description="The main job from end to end, with the real program.")
    arguments.add_argument("program", help="slipway-desktop")
    arguments.add_argument("--picture", type=pathlib.Path, help="keep the picture of the light window here")
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
            return 0 if tell(Story(processes, home, options)) else 1
        except Failure as failure:  # before the first step
            print(f"FAILED {failure}\n0 passed, 1 failed")
            return 1
        finally:
            signal.alarm(0)
            processes.end()


if __name__ == "__main__":
    sys.exit(main())
