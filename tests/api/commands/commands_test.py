#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the commands of the program SLIPWAY print and how they end: commands_test.py SLIPWAY"""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SLIPWAY = ""


def run(command: str, agent_file: str) -> tuple[int, list[str]]:
    """The exit status, and the lines of its output with single spaces, for this agent file."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "agent.yaml"
        path.write_text(agent_file)
        world = {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        done = subprocess.run([SLIPWAY, command, str(path)], env=world, stdout=subprocess.PIPE, text=True, timeout=50)
        return done.returncode, [" ".join(line.replace(home, "HOME").split()) for line in done.stdout.splitlines()]


class Validate(unittest.TestCase):
    def summary(self, agent_file: str) -> str:
        status, lines = run("validate", "name: A\nprovider: demo\n" + agent_file)
        self.assertEqual(status, 0)
        return lines[-1]

    def test_counts_the_tools_and_the_servers_that_bring_more(self):
        server = "  {0}: {{command: /nonexistent/server}}\n"
        rows = {
            "": "tools: 0",
            "tools: [read_file, unit_convert]\n": "tools: 2",
            "mcp_servers:\n" + server.format("a"): "tools: 0, and those of 1 MCP server",
            "tools: [read_file]\nmcp_servers:\n" + server.format("a") + server.format("b"):
                "tools: 1, and those of 2 MCP servers",
            "mcp_servers:\n  a: {command: /nonexistent/server, disabled: true}\n": "tools: 0",
        }
        for agent_file, tools in rows.items():
            with self.subTest(tools):
                self.assertEqual(self.summary(agent_file), 'HOME/agent.yaml: ok, agent "A", ' + tools)


class Doctor(unittest.TestCase):
    def check(self, agent_file: str) -> tuple[int, list[str]]:
        """The exit status, and what it says of the models."""
        status, lines = run("doctor", agent_file)
        return status, lines[next(i for i, line in enumerate(lines) if " tools " in line):]

    def test_checks_everybody_who_may_answer_and_nobody_twice(self):
        status, lines = self.check("""
name: Front desk
provider: demo
tools: [unit_convert]
fallbacks:
  - provider: demo
  - {provider: anthropic, model: claude-haiku-4-5, base_url: "http://127.0.0.1:1", api_key: "${NO_SUCH_KEY}"}
agents:
  clerk: {provider: local, model: echo-1}
  quiet: {description: Says no provider.}
  twin: {provider: demo}
""")
        self.assertEqual(status, 1)
        heads = [line for line in lines if line.startswith(("ok tools", "ok provider", "ok fallback", "ok agent"))]
        self.assertEqual([head.split(". ")[0] for head in heads], [
            "ok tools 1 ready",
            "ok provider demo slipway-demo",
            "ok fallback 1 demo slipway-demo, as with provider",
            "ok fallback 2 anthropic claude-haiku-4-5",
            "ok agent clerk local echo-1",
            "ok agent twin demo slipway-demo, as with provider",
        ])
        self.assertIn("The agent file asks for the server at 127.0.0.1:1.", heads[3])
        broken = lines[lines.index(heads[3]) + 1]
        self.assertRegex(broken, "^FAIL key .*NO_SUCH_KEY")
        after = lines[lines.index(heads[4]) + 1:]
        self.assertTrue(any(line.startswith("ok model echo-1 answered") for line in after), after)

    def test_names_the_tool_that_cannot_be_made(self):
        status, lines = self.check("name: A\nprovider: demo\nmcp_servers:\n  files: {command: /nonexistent/server}\n")
        self.assertEqual(status, 1)
        self.assertRegex(lines[0], '^FAIL tools The MCP server "files"')
        self.assertTrue(any(line.startswith("ok model slipway-demo answered") for line in lines), lines)


if __name__ == "__main__":
    SLIPWAY = sys.argv.pop(1)
    unittest.main()
