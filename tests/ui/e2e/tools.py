#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools made in the real window from nothing: an HTTP tool, a JavaScript tool and an MCP server. Each is tried alone on
the bench, and used by the agent from the embedded playground; the file that comes of it is compared line by line.

    tests/ui/e2e/tools.py PROGRAM --mcp-server PROGRAM

PROGRAM is slipway-desktop, and a server that has a tool "echo". Pictures go to $SLIPWAY_ARTIFACTS/e2e, or
build/artifacts/e2e. The steps build on each other, so the first that fails ends the test.
"""

from __future__ import annotations

import argparse
import http.server
import pathlib
import sys
import threading
from typing import TYPE_CHECKING, Callable

from desk import SIZE
from processes import Failure, Processes, until
from story import Story, expect, run

if TYPE_CHECKING:
    from page import Page
    from screen import Control

SCRIPT = """\
- tool_calls: [{ name: forecast, arguments: { city: Oslo } }]
- text: It rains.
- tool_calls: [{ name: shout, arguments: { text: ahoy } }]
- text: Shouted.
- tool_calls: [{ name: probe__echo, arguments: { text: hello } }]
- text: Echoed.
"""
BEGINNING = """\
name: Workshop
provider: scripted
script: script.yaml
"""
MADE = """\
tools:
  - name: forecast
    description: Tell the weather of a city.
    http:
      method: GET
      url: %(weather)s/forecast/{city}
    parameters:
      type: object
      properties:
        city:
          type: string
      required:
        - city
  - name: shout
    description: Say it louder.
    parameters:
      type: object
      properties:
        text:
          type: string
      required:
        - text
    javascript:
      code: |
        return args.text.toUpperCase() + "!";
mcp_servers:
  probe:
    command: %(server)s
"""
USES = {  # what is asked, the card of the tool, and what the agent says then
    "How is the weather?": ("forecast Done", "It rains."),
    "Say it louder": ("shout Done", "Shouted."),
    "Is there an echo?": ("probe__echo Done", "Echoed."),
}
CARDS = """
    [...document.querySelectorAll('.answer details.tool')].map((card) =>
        [card.querySelector('.tool-name').textContent, card.querySelector('.tool-state').innerText].join(' '))
"""
ALLOW = """
    [...document.querySelectorAll('button')].find((button) => button.innerText.trim() === 'Allow')?.click()
"""


class Weather(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'{"weather": "rain"}' if self.path == "/forecast/Oslo" else b"{}"
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Workshop(Story):
    def __init__(self, processes: Processes, home: pathlib.Path, options: argparse.Namespace) -> None:
        super().__init__(processes, home, options)
        self._server = pathlib.Path(options.mcp_server).resolve()
        weather = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Weather)
        threading.Thread(target=weather.serve_forever, daemon=True).start()
        self._weather = f"http://127.0.0.1:{weather.server_address[1]}"
        self._file = home / "workshop/agent.yaml"

    def steps(self) -> list[Callable[[], None]]:
        return [self.opens_an_agent_without_tools, self.makes_an_http_tool, self.makes_a_javascript_tool,
                self.makes_an_mcp_server, self.has_written_what_a_person_would, self.starts_the_server,
                self.tries_the_http_tool_alone, self.tries_the_javascript_tool_alone,
                self.lists_and_tries_what_the_mcp_server_has, self.uses_each_from_the_playground, self.stops_and_quits]

    def opens_an_agent_without_tools(self) -> None:
        self._file.parent.mkdir()
        self._file.write_text(BEGINNING)
        (self._file.parent / "script.yaml").write_text(SCRIPT)
        self.open(str(self._file))
        self._screen.find("page tab", "Workshop")

    def makes_an_http_tool(self) -> None:
        self._add_tool(1)
        self._fill("Name", "http_request", "forecast")
        self._fill("Description", "Say when the model should use it", "Tell the weather of a city.")
        self._fill("URL", "https://example.org/", f"{self._weather}/forecast/{{city}}")
        self._screen.find("push button", "Add parameter").press()
        self._fill("Name of parameter 1", "parameter", "city")
        self._screen.find("check box", "Parameter 1 is required").press()
        until("The parameter is required", lambda: "      required:" in self._yaml.text)

    def makes_a_javascript_tool(self) -> None:
        self._add_tool(3)
        self._fill("Name", "run_script", "shout")
        self._fill("Description", "Say when the model should use it", "Say it louder.")
        self._fill("Body of a function of args", "return args.text.toUpperCase();",
                   'return args.text.toUpperCase() + "!";')

    def makes_an_mcp_server(self) -> None:
        before = self._yaml.text
        self._desk.press("ctrl+k")
        self._desk.type("Add MCP server")
        self._desk.press("Return", "Down", "Return")
        until("The YAML has the server", lambda: self._yaml.text != before)
        self._fill("Name", "server", "probe")
        self._fill("Program", "npx", str(self._server))
        for number in (2, 1):
            self._screen.find("push button", f"Remove argument {number}").press()
        until("The arguments are gone", lambda: "args:" not in self._yaml.text.partition("mcp_servers:")[2])

    def has_written_what_a_person_would(self) -> None:
        expected = (BEGINNING + MADE % {"weather": self._weather, "server": self._server}).split("\n")
        written = self._yaml.text.split("\n")
        for number, (line, wanted) in enumerate(zip(written, expected), 1):
            expect(line == wanted, f"Line {number} is {line!r} and not {wanted!r}")
        expect(len(written) == len(expected), f"There are {len(written)} lines and not {len(expected)}")
        self.save_to(self._file)

    def starts_the_server(self) -> None:
        self.start_server()

    def tries_the_http_tool_alone(self) -> None:
        self._try("forecast", '{city: "Oslo"}', '"rain"')

    def tries_the_javascript_tool_alone(self) -> None:
        self._try("shout", '{text: "ahoy"}', "AHOY!")

    def lists_and_tries_what_the_mcp_server_has(self) -> None:
        self._screen.find("push button", "Connect").press()
        tree = self._screen.find("tree", "What the server has")
        echo = until("The tree has the tool", lambda: next((c for c in tree.children() if c.name == "echo"), None))
        self._scroll_to(echo)
        self._desk.click(echo.centre)
        self._screen.find("push button", "Try tool").press()
        self._run('{text: "hello"}', "hello")
        self._desk.take_picture(self._pictures / "tools.png")

    def uses_each_from_the_playground(self) -> None:
        from page import Page

        page = Page(self._debugging, f"{self._url}/playground")
        until("The playground knows its agent", lambda: page.evaluate(
            "document.querySelector('h1')?.textContent === 'Workshop' && document.querySelector('#message') !== null"))
        self._desk.click(self._on_screen(page.place_of("#message")))
        until("The field takes the focus", lambda: page.evaluate("document.activeElement.id === 'message'"))
        for number, (question, (_, answer)) in enumerate(USES.items(), 1):
            self._desk.type(question)
            until("The message is typed", lambda: page.evaluate("document.querySelector('#message').value") == question)
            self._desk.press("Return")
            until("The answer is complete", lambda: self._answers(page) == number, 30)
            text = page.evaluate("[...document.querySelectorAll('.answer')].pop().innerText")
            expect(answer in text, f"{answer} is not in the answer: {text}")
        cards = page.evaluate(CARDS)
        expect(cards == [card for card, _ in USES.values()], f"The tool cards are not there, but {cards}")
        page.close()

    @staticmethod
    def _answers(page: Page) -> int:
        """How many there are. What waits for a person is allowed: the echo, for it runs a program."""
        page.evaluate(ALLOW)
        return page.evaluate("document.querySelectorAll('.answer-footer').length")

    def _add_tool(self, place: int) -> None:
        """Adds the one at this place of the menu."""
        before = self._yaml.text
        self._desk.press("ctrl+shift+a")
        self._desk.press(*["Down"] * place, "Return")
        until("The YAML has the tool", lambda: self._yaml.text != before)

    def _fill(self, name: str, held: str, text: str) -> None:
        """Types over what a field holds."""
        field = self._screen.find("text", name, lambda control: control.text == held)
        field.focus()
        until(f"The field {name} takes the focus", lambda: field.has("focused"))
        before = self._yaml.text
        self._desk.press("ctrl+a")
        self._desk.type(text)
        until(f"The field {name} shows what was typed", lambda: field.text == text)
        self._desk.press("Tab")
        until(f"The YAML takes what was typed into {name}", lambda: self._yaml.text != before)

    def _try(self, tool: str, arguments: str, expected: str) -> None:
        tools = self._screen.find("table", "Tools")
        row = [cells[0] for cells in tools.rows()].index(tool)
        self._scroll_to(tools.cell(row, 0))
        self._desk.click(tools.cell(row, 0).centre)
        self._desk.press("ctrl+k")
        self._desk.type("Try tool")
        self._desk.press("Return")
        self._run(arguments, expected)

    def _run(self, arguments: str, expected: str) -> None:
        field = until("There is a bench", lambda: self._last("Arguments as JSON"))
        field.focus()
        until("The field takes the focus", lambda: field.has("focused"))
        self._desk.press("ctrl+a")
        self._desk.type(arguments)
        self._desk.press("ctrl+Return")
        until(f"The result has {expected}", lambda: (shown := self._last("Result")) and expected in shown.text)

    def _last(self, name: str) -> Control | None:
        """The text of this name that stands lowest: each bench has one."""
        found = [one for one in self._screen.everything() if one.role == "text" and one.name == name]
        return found[-1] if found else None

    def _scroll_to(self, control: Control) -> None:
        """Brings something of the form into sight."""
        left = self._screen.find("label", "Tools").area[0]
        while not SIZE[1] // 8 < (height := control.centre[1]) < SIZE[1] * 3 // 4:
            scroll = self._desk.scroll_up if height <= SIZE[1] // 8 else self._desk.scroll_down
            scroll((left - 8, SIZE[1] // 3), 2)
            until("The form scrolls", lambda: control.centre[1] != height)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Tools made in the real window from nothing.")
    options.add_argument("--mcp-server", required=True, help="a server that has a tool \"echo\"")
    sys.exit(run(Workshop, options))
