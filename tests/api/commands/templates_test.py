#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every template can be shown without a key and without a network: templates_test.py SLIPWAY TEMPLATES"""
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

    def test_the_server_of_a_template_is_talked_to(self):
        agent = self.copy("mcp_server")
        server = subprocess.Popen([SLIPWAY, "serve", str(agent), "--port", "0"], env=self.world, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())[0]
            request = urllib.request.Request(f"{address}/invoke", json.dumps({"prompt": "List my todos"}).encode(),
                                             {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=50) as answer:
                call, = json.load(answer)["tool_calls"]
        finally:
            server.terminate()
            server.communicate(timeout=20)
        self.assertEqual((call["tool_name"], call["outcome"]), ("todo__list_todos", "ok"))
        self.assertIn("1. [x] Read the agent file", call["result"])


if __name__ == "__main__":
    TEMPLATES = Path(sys.argv.pop(2))
    SLIPWAY = sys.argv.pop(1)
    unittest.main()
