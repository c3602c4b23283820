#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every template can be shown without a key and without a network: templates_test.py SLIPWAY TEMPLATES [--record]

With --record nothing is tested: the demo.cassette of each template is recorded anew, with the offline demo."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.request
from pathlib import Path

SLIPWAY = ""
TEMPLATES = Path()
CASSETTE = "demo.cassette"


class Templates(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)
        self.world = {"HOME": str(Path(self.home.name) / "home"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        os.mkdir(self.world["HOME"])

    def copy(self, name: str) -> Path:
        folder = Path(self.home.name) / name
        shutil.copytree(TEMPLATES / name, folder)
        return folder / "agent.yaml"

    def names(self) -> list[str]:
        return sorted(path.parent.name for path in TEMPLATES.glob("*/agent.yaml"))

    def run_slipway(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run([SLIPWAY, *words], env=self.world, capture_output=True, text=True, timeout=100)

    def test_every_one_is_listed(self):
        listed = self.run_slipway("templates").stdout
        for name in self.names():
            self.assertRegex(listed, rf"(?m)^\s*{name}\b")

    def test_every_case_is_as_expected(self):
        for name in self.names():
            with self.subTest(name):
                agent = self.copy(name)
                checked = self.run_slipway("validate", str(agent))
                self.assertRegex(checked.stdout, r"agent.yaml: ok, agent ")
                if name == "blank":  # it has no tools yet
                    continue
                done = self.run_slipway("call", str(agent), "--cases")
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertRegex(done.stdout, r"(?m)^([2-9]) of \1 cases passed$")

    def test_every_cassette_replays(self):
        for name in self.names():
            with self.subTest(name):
                agent = self.copy(name)
                before = (agent.parent / CASSETTE).read_bytes()
                with Served(agent, self.world, "--replay", str(agent.parent / CASSETTE), "--speed", "1000") as served:
                    for prompt in prompts(agent):
                        answer = served.ask(prompt)
                        self.assertEqual(answer["status"], "completed", answer)
                        self.assertEqual([call["outcome"] for call in answer["tool_calls"]].count("ok"),
                                         len(answer["tool_calls"]))
                        self.assertEqual(bool(answer["tool_calls"]), name != "blank")
                self.assertEqual((agent.parent / CASSETTE).read_bytes(), before)

    def test_the_server_of_a_template_is_talked_to(self):
        with Served(self.copy("mcp_server"), self.world) as served:
            call, = served.ask("List my todos")["tool_calls"]
        self.assertEqual((call["tool_name"], call["outcome"]), ("todo__list_todos", "ok"))
        self.assertIn("1. [x] Read the agent file", call["result"])


class Served:
    """A template that is served, and talked to."""

    def __init__(self, agent: Path, world: dict[str, str], *options: str) -> None:
        self._server = subprocess.Popen([SLIPWAY, "serve", str(agent), "--port", "0", *options], env=world, text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        first = self._server.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", first)
        if not address:
            raise AssertionError(first + self._server.communicate(timeout=20)[0])
        self._address = address[0]

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.communicate(timeout=20)

    def ask(self, prompt: str) -> dict:
        request = urllib.request.Request(f"{self._address}/invoke", json.dumps({"prompt": prompt}).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=50) as answer:
            return json.load(answer)


def prompts(agent: Path) -> list[str]:
    """The first two conversation starters; one of the MCP template, whose second asks a person first."""
    starters = re.search(r"conversation_starters:\n((?:  - .*\n)+)", agent.read_text())
    if not starters:
        return ["Hello"]
    return [line[4:] for line in starters[1].splitlines()][:1 if agent.parent.name == "mcp_server" else 2]


def record() -> None:
    for template in sorted(TEMPLATES.glob("*/agent.yaml")):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / template.parent.name
            shutil.copytree(template.parent, folder)
            (folder / CASSETTE).unlink(missing_ok=True)
            world = {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OLLAMA_HOST": "127.0.0.1:9"}
            with Served(folder / "agent.yaml", world, "--record", str(folder / CASSETTE), "--record-tools") as served:
                for prompt in prompts(folder / "agent.yaml"):
                    served.ask(prompt)
            shutil.copy(folder / CASSETTE, template.parent / CASSETTE)


if __name__ == "__main__":
    TEMPLATES = Path(sys.argv.pop(2))
    SLIPWAY = sys.argv.pop(1)
    if "--record" in sys.argv:
        record()
    else:
        unittest.main()
