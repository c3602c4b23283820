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
import pathlib
import shutil
import subprocess
import sys
from typing import Callable

from desk import SIZE
from processes import Failure, Processes, until
from story import ROOT, Story, expect, run

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


class MainJob(Story):
    def __init__(self, processes: Processes, home: pathlib.Path, options: argparse.Namespace) -> None:
        super().__init__(processes, home, options)
        if options.picture:
            self.serve_on(8000)
        self._file = self._desk.data / "slipway/agents/starter/agent.yaml"

    def steps(self) -> list[Callable[[], None]]:
        return [self.opens_the_starter_agent, self.changes_one_line_from_the_form, self.saves_it,
                self.starts_the_server, self.streams_an_answer_with_a_tool_card, self.shows_what_happened_in_the_log,
                self.takes_pictures_in_both_themes, self.answers_curl_from_outside,
                self.tries_a_new_command_alone, self.stops_and_quits]

    def opens_the_starter_agent(self) -> None:
        # Nothing listens there: the demo answers on every machine.
        self.open(environment={} if self._options.picture else {"OLLAMA_HOST": "127.0.0.1:9"})
        self._screen.find("page tab", "Starter")
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
        self.save_to(self._file)

    def starts_the_server(self) -> None:
        address = self._screen.find("text", "Server address")
        self.start_server()
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
        self.save_to(self._file)

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

    def _dark_picture(self, light: float) -> tuple[int, int, int, float] | None:
        dark = self._picture("window-dark.png")
        return dark if dark[3] < 0.3 < 0.6 < light else None

if __name__ == "__main__":
    options = argparse.ArgumentParser(description="The main job from end to end, with the real program.")
    options.add_argument("--picture", type=pathlib.Path, help="keep the picture of the light window here")
    sys.exit(run(MainJob, options))
