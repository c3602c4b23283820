#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the commands of the program SLIPWAY print and how they end: commands_test.py SLIPWAY"""
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

SLIPWAY = MCP_SERVER = ""


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


class LogFile(unittest.TestCase):
    def test_holds_what_happened_and_nothing_private(self):
        with tempfile.TemporaryDirectory() as home:
            log = Path(home) / "activity.log"
            server = subprocess.Popen([SLIPWAY, "serve", "starter", "--port", "0", "--log-file", str(log)], text=True,
                                      env={"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self.addCleanup(server.stdout.close)
            self.addCleanup(server.wait)
            self.addCleanup(server.terminate)
            address = re.search(r"serving at (http://127\.0\.0\.1:\d+)", server.stdout.readline()).group(1)
            request = urllib.request.Request(address + "/invoke", json.dumps({"prompt": "What is 17% of 2340?"}).encode(),
                                             {"Content-Type": "application/json", "X-Request-Id": "mine"})
            with urllib.request.urlopen(request, timeout=50) as answer:
                self.assertEqual(answer.status, 200)
            while '"mine"' not in log.read_text():
                time.sleep(0.01)
            lines = [json.loads(line) for line in log.read_text().splitlines()]
            self.assertEqual([line["message"] for line in lines if line["source"] == "calculator"], ["call", "ok"])
            self.assertEqual([line["status"] for line in lines if line.get("request") == "mine"], [200])
            for word in ("2340", "397"):
                self.assertNotIn(word, log.read_text())


class Tokens(unittest.TestCase):
    def test_gives_out_lists_and_revokes(self):
        with tempfile.TemporaryDirectory() as home:
            world = {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

            def tokens(*arguments: str) -> tuple[int, str, str]:
                done = subprocess.run([SLIPWAY, "tokens", *arguments], env=world, capture_output=True, text=True,
                                      timeout=50)
                return done.returncode, done.stdout, done.stderr

            self.assertEqual(tokens()[0], 0)
            status, token, _ = tokens("add", "Open WebUI", "--scope", "chat", "--per-minute", "60")
            self.assertEqual(status, 0)
            self.assertRegex(token, r"^slipway_[\w-]{43}\n$")
            status, listed, _ = tokens()
            self.assertRegex(listed.splitlines()[1], r"^Open WebUI +chat +60 +20\d\d-\d\d-\d\d$")
            self.assertNotIn(token.strip(), listed)
            rows = {("add", "Open WebUI"): 1, ("add", ""): 2, ("add", "a", "--scope", "chatt"): 2, ("add",): 2,
                    ("add", "a", "--per-minute", "many"): 2, ("remove", "a"): 2, ("revoke", "a"): 1}
            for arguments, wanted in rows.items():
                with self.subTest(arguments):
                    status, _, complaint = tokens(*arguments)
                    self.assertEqual(status, wanted)
                    self.assertTrue(complaint.startswith("slipway tokens: "), complaint)
            self.assertEqual(tokens("revoke", "Open WebUI")[0], 0)
            self.assertNotIn("Open WebUI  ", tokens()[1])


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


WEATHER = """
name: Weather
provider: openai
model: never-asked
tools:
  - evaluate_expression
  - write_file
  - read_file
  - unit_convert
  - {toolbox: list_files, enabled: false}
  - name: get_weather
    description: The weather in a city.
    parameters:
      type: object
      properties:
        city: {type: string}
        days: {type: integer}
        tags: {type: array, items: {type: string}}
        place: {type: object}
      required: [city]
    mock:
      - {when: {city: Atlantis}, error: "There is no {city}."}
      - {when: {city: Slow}, text: Late., delay: 60}
      - json: {place: "City of {city}", days: "{days}", tags: "{tags}", at: "{place}"}
policy:
  tools:
    read_file: {action: deny, message: Not today.}
    unit_convert: {action: mock, message: "{value} of them"}
mcp_servers:
  files: {command: /nonexistent/server}
"""


class Call(unittest.TestCase):
    """slipway tools and slipway call, with neither key nor network."""

    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)
        self.folder = Path(self.home.name)
        self.agent = self.folder / "weather.yaml"
        self.agent.write_text(WEATHER)

    def world(self):
        return {"HOME": self.home.name, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

    def call(self, *words: str, typed: str = "") -> subprocess.CompletedProcess:
        return subprocess.run([SLIPWAY, "call", str(self.agent), *words], env=self.world(), input=typed,
                              capture_output=True, text=True, timeout=50)

    def json_of(self, *words: str) -> dict:
        return json.loads(self.call(*words).stdout)

    def test_lists_the_tools(self):
        self.agent.write_text(WEATHER[:WEATHER.index("mcp_servers")])
        def tools(*words: str) -> str:
            return subprocess.run([SLIPWAY, "tools", str(self.agent), *words], env=self.world(), check=True,
                                  capture_output=True, text=True, timeout=50).stdout
        rows = [line.split(maxsplit=3) for line in tools().splitlines()]
        self.assertEqual(rows[0], ["NAME", "KIND", "LABEL", "DESCRIPTION"])
        self.assertEqual(rows[2][:3], ["write_file", "toolbox", "writes"])
        self.assertEqual(rows[5], ["get_weather", "mock", "none", "The weather in a city."])
        self.assertEqual(len(rows), 6)
        listed = json.loads(tools("--json"))["tools"]
        self.assertEqual(listed[4]["parameters"]["required"], ["city"])

    def test_gives_the_result_on_standard_output_and_the_steps_beside_it(self):
        done = self.call("evaluate_expression", '{"expression": "6 * 7"}')
        self.assertEqual((done.returncode, done.stdout), (0, "6 * 7 = 42\n"))
        steps = done.stderr.splitlines()
        self.assertEqual(steps[:2], ['call      evaluate_expression {"expression":"6 * 7"}', "started"])
        self.assertRegex(steps[2], r"^finished  ok, \d+ ms$")
        self.assertEqual(os.listdir(self.folder), ["weather.yaml"])  # no usage is counted

    def test_takes_arguments_as_json_words_or_input(self):
        rows = {
            ('{"city": "Rome", "days": "3"}',): {"place": "City of Rome", "days": 3, "tags": None, "at": None},
            ("city=a=b", "tags=x", "tags=y z"): {"place": "City of a=b", "days": None, "tags": ["x", "y z"], "at": None},
            ("city=1", 'tags=["x"]', 'place={"a": 1}'): {"place": "City of 1", "days": None, "tags": ["x"],
                                                         "at": {"a": 1}},
            ('city:="Rome"', "days:=4"): {"place": "City of Rome", "days": 4, "tags": None, "at": None},
        }
        for words, result in rows.items():
            with self.subTest(words):
                self.assertEqual(json.loads(self.call("get_weather", *words).stdout), result)
        done = self.call("get_weather", "-", typed='{"city": "Oslo"}')
        self.assertEqual(json.loads(done.stdout)["place"], "City of Oslo")

    def test_refuses_what_is_wrongly_called(self):
        rows = {
            (): "name an agent and a tool",
            ("get_weathr", "city=x"): 'There is no tool "get_weathr"; did you mean "get_weather"?',
            ("list_files",): 'The tool "list_files" is disabled',
            ("get_weather",): 'get_weather needs the argument "city"',
            ("get_weather", "Rome"): '"Rome" is no argument; write name=value',
            ("get_weather", "city=a", "city=b"): '"city" is given twice',
            ("get_weather", "city=a", "place={"): '"place" must be JSON',
            ("get_weather", "city:=a"): '"city:=" takes JSON',
            ("get_weather", "[1]"): '"[1]" is no argument',
            ("get_weather", '{"city"'): "The arguments are not JSON",
            ("get_weather", "city=a", "days=soon"): '"days" must be a whole number, not "soon"',
        }
        for words, sentence in rows.items():
            with self.subTest(words):
                done = self.call(*words)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(sentence, done.stderr)

    def test_ends_with_1_when_the_tool_fails(self):
        done = self.call("get_weather", "city=Atlantis")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("There is no Atlantis.", done.stderr)
        answer = self.json_of("get_weather", "city=Atlantis", "--json")
        self.assertEqual((answer["outcome"], answer["result"]), ("error", "There is no Atlantis."))

    def test_obeys_the_policy(self):
        denied = self.call("read_file", "filepath=x")
        self.assertEqual(denied.returncode, 1)
        line = WEATHER[:WEATHER.index("{action: deny")].count("\n") + 1
        self.assertIn(f"weather.yaml:{line}:16: error: Tool 'read_file' denied by policy: Not today.", denied.stderr)
        mocked = self.call("unit_convert", "value=3", "from_unit=km", "to_unit=m")
        self.assertEqual(mocked.stdout, "3 of them\n")
        self.assertIn("mocked", mocked.stderr)
        written = self.call("write_file", "filepath=x.txt", "content=yes")
        self.assertEqual(written.returncode, 0)
        self.assertIn("\nasked ", written.stderr)
        self.assertEqual((self.folder / "x.txt").read_text(), "yes")

    def test_starts_a_server_for_its_own_tools_only(self):
        self.assertEqual(self.call("evaluate_expression", "expression=1").returncode, 0)
        done = self.call("files__list")
        self.assertEqual(done.returncode, 1)
        self.assertIn('The MCP server "files"', done.stderr)

    def test_stops_at_ctrl_c(self):
        running = subprocess.Popen([SLIPWAY, "call", str(self.agent), "get_weather", "city=Slow"], env=self.world(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while running.stderr.readline() != "started\n":
            pass
        running.send_signal(signal.SIGINT)
        out, steps = running.communicate(timeout=20)
        self.assertEqual((running.returncode, out), (1, ""))
        self.assertIn("finished  cancelled", steps)

    def test_names_what_a_tool_gives_beside_its_text(self):
        self.agent.write_text(f"provider: demo\nmcp_servers:\n  probe: {{command: {MCP_SERVER}, cwd: /}}\n")
        self.assertIn("\nattached  image/png\n", self.call("probe__draws").stderr)
        self.assertEqual(self.json_of("probe__draws", "--json")["attachments"],
                         [{"media_type": "image/png", "data": "iVBORw0KGgo=", "name": ""}])

    def test_goes_to_the_edges_of_a_schema(self):
        done = self.call("get_weather", "--edges")
        lines = re.sub(r"\d+ ms", "0 ms", done.stdout).splitlines()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(lines[0], "ok         only what is required (0 ms)")
        missing = lines.index("refused    without city (0 ms)")
        self.assertEqual(lines[missing + 1], '           get_weather needs the argument "city"')
        self.assertIn("ok         city: empty text (0 ms)", lines)
        self.assertIn("refused    days: no whole number (0 ms)", lines)
        counted = re.fullmatch(r"(\d+) of (\d+) edge cases as the schema says", lines[-1])
        self.assertEqual(counted[1], counted[2])

    def test_goes_to_the_edges_of_what_a_person_gives(self):
        answer = self.json_of("get_weather", "city=Atlantis", "days=3", "--edges", "--json")
        outcomes = {case["name"]: (case["valid"], case["outcome"]) for case in answer["cases"]}
        self.assertEqual(outcomes["only what is required"], (True, "error"))
        self.assertEqual(outcomes["days: zero"], (True, "error"))
        self.assertEqual(outcomes["without city"], (False, "refused"))
        self.assertEqual(answer["cases"][1]["arguments"]["days"], 3)
        self.assertEqual((answer["tool"], answer["failed"]), ("get_weather", 0))
        self.assertEqual(answer["passed"], len(answer["cases"]))

    def test_tells_why_edges_cannot_be_tried(self):
        rows = {("get_weather", "days=many"): "must be a whole number, not \"many\". What is not given is made up", ("get_wether",): "did you mean",
                ("list_files",): "is disabled"}
        for words, sentence in rows.items():
            with self.subTest(words):
                done = self.call(*words, "--edges")
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(sentence, done.stderr)

    def test_carries_out_no_edge_case_that_the_policy_denies(self):
        done = self.call("read_file", "--edges")
        self.assertEqual(done.returncode, 0)
        self.assertIn("denied     only what is required (0 ms)\n           Tool 'read_file' denied by policy: Not today.", done.stdout)
        self.assertIn("refused    without filepath (0 ms)", done.stdout)

    def write_cases(self, *cases: dict):
        (self.folder / "weather.cases.yaml").write_text(json.dumps(cases))

    def test_runs_named_cases(self):
        self.write_cases(
            {"name": "right", "tool": "get_weather", "arguments": {"city": "Rome", "days": 2},
             "expect": {"json": {"/days": 2}, "contains": "City of Rome"}},
            {"name": "denied", "tool": "read_file", "arguments": {"filepath": "x"}, "expect": {"outcome": "denied"}},
            {"name": "wrong", "tool": "get_weather", "arguments": {"city": "Rome"},
             "expect": {"json": {"/place": "City of Paris"}, "equals": {"place": "City of Rome"}}},
        )
        done = self.call("--cases")
        self.assertEqual(done.returncode, 1)
        text = re.sub(r"\d+ ms", "0 ms", done.stdout)
        self.assertEqual(text.splitlines()[:3], ["ok      right (0 ms)", "ok      denied (0 ms)", "FAILED  wrong (0 ms)"])
        self.assertIn('        json /place:\n          expected  "City of Paris"\n          got       "City of Rome"\n', text)
        self.assertIn('\n          +     "days": null,\n', text)
        self.assertEqual(text.splitlines()[-1], "2 of 3 cases passed")
        some = self.call("--cases", "denied", "right")
        self.assertEqual((some.returncode, some.stdout.splitlines()[-1]), (0, "2 of 2 cases passed"))
        self.assertIn('did you mean "right"?', self.call("--cases", "rigt").stderr)
        self.assertEqual(self.call("--cases", "rigt").returncode, 2)
        answer = self.json_of("--cases", "--json")
        self.assertEqual((answer["passed"], answer["failed"]), (2, 1))
        self.assertEqual(answer["cases"][2]["mismatches"][1],
                         {"what": "json /place", "expected": '"City of Paris"', "got": '"City of Rome"'})

    def test_names_the_faults_of_a_cases_file(self):
        self.assertIn("weather.cases.yaml", self.call("--cases").stderr)
        self.write_cases({"name": "a", "tool": "get_wether"})
        fault = ':1:24: error: the agent has no tool "get_wether"; did you mean "get_weather"?'
        done = self.call("--cases")
        self.assertEqual(done.returncode, 1)
        self.assertIn("weather.cases.yaml" + fault, done.stderr)
        def validate(name: str) -> subprocess.CompletedProcess:
            return subprocess.run([SLIPWAY, "validate", str(self.folder / name)], env=self.world(),
                                  capture_output=True, text=True, timeout=50)
        checked = validate("weather.cases.yaml")
        self.assertEqual(checked.returncode, 1)
        self.assertIn(fault, checked.stdout)
        self.write_cases({"name": "a", "tool": "get_weather"})
        self.assertIn("ok, cases: 1", validate("weather.cases.yaml").stdout)
        self.assertIn("has cases in weather.cases.yaml", validate("weather.yaml").stdout)


class Serve(unittest.TestCase):
    def test_follows_the_agent_files_that_its_agent_asks(self):
        with tempfile.TemporaryDirectory() as home:
            helper = Path(home) / "helper.yaml"
            helper.write_text("provider: demo\n")
            agent = Path(home) / "agent.yaml"
            agent.write_text("provider: demo\ntools: [{name: ask, agent: ./helper.yaml}]\n")
            world = {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
            server = subprocess.Popen([SLIPWAY, "serve", str(agent), "--port", "0"], env=world, text=True,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            try:
                self.await_line(server, "Press Ctrl+C")
                helper.write_text("provider: demo\nmodle: x\n")
                self.assertIn('helper.yaml:2:1: error: unknown key "modle"', self.await_line(server, "error"))
                self.await_line(server, "The last good agent keeps serving.")
                helper.write_text("provider: demo\nmodel: x\n")
                self.await_line(server, "Reloaded")
            finally:
                server.send_signal(signal.SIGINT)
                server.communicate(timeout=20)
            self.assertEqual(server.returncode, 0)

    def await_line(self, server: subprocess.Popen, text: str) -> str:
        for line in server.stdout:
            if text in line:
                return line
        self.fail(f"the server ended before it wrote \"{text}\"")


if __name__ == "__main__":
    SLIPWAY = sys.argv.pop(1)
    MCP_SERVER = sys.argv.pop(1)
    unittest.main()
