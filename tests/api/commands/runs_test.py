#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left of runs when `slipway serve` ends, in whatever way: runs_test.py SLIPWAY"""
import json
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

SLIPWAY = ""

TALKER = """
name: Talker
provider: scripted
script: {repeat: true, turns: [{text: [Good, ' ', evening]}]}
"""
# The tool leaves a line each time it is called, and then takes its time.
WORKER = """
name: Worker
provider: scripted
script: {turns: [{tool_calls: [{name: work}]}, {text: Done.}]}
policy: {others: live}
tools:
  - name: work
    description: Works for long.
    command: {program: sh, args: [-c, 'echo called >> calls; sleep 60'], writes: true}
"""


class World:
    """A home of its own, with an agent file and the runs that are kept in it."""

    def __init__(self, case: unittest.TestCase, agent: str) -> None:
        home = tempfile.TemporaryDirectory()
        case.addCleanup(home.cleanup)
        self.path = Path(home.name)
        self.agent = self.path / "agent" / "agent.yaml"
        self.agent.parent.mkdir()
        self.agent.write_text(agent)
        self.runs = self.path / "data" / "runs.sqlite"

    def serve(self, *options: str) -> "Server":
        return Server(self, *options)


class Server:
    def __init__(self, world: World, *options: str) -> None:
        self.said = world.path / "said"
        environment = {"HOME": str(world.path / "home"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                       "SLIPWAY_RUNS": str(world.runs)}
        with self.said.open("w") as said:
            self._process = subprocess.Popen([SLIPWAY, "serve", str(world.agent), "--port", "0", *options],
                                             env=environment, stdout=said, stderr=said)
        self._address = await_that(lambda: re.search(r"http://127\.0\.0\.1:\d+", self.said.read_text()))[0]

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.end(signal.SIGTERM)

    def end(self, how: signal.Signals) -> None:
        self._process.send_signal(how)
        self._process.wait(timeout=20)

    def open(self, path: str, body: dict | None = None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._address + path, data, {"Content-Type": "application/json"})
        return urllib.request.urlopen(request, timeout=20)

    def ask(self, path: str, body: dict | None = None) -> dict:
        with self.open(path, body) as answer:
            return json.load(answer)

    def status(self, path: str) -> int:
        try:
            with self.open(path) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code


def await_that(question):
    """What `question` gives as soon as that is something."""
    for _ in range(400):
        answer = question()
        if answer:
            return answer
        time.sleep(0.05)
    raise AssertionError("it did not happen in 20 s")


def first_event(stream) -> dict:
    for line in stream:
        if line.startswith(b"data: "):
            return json.loads(line[6:])
    raise AssertionError("the stream ended")


def await_line(stream, word: bytes) -> None:
    for line in stream:
        if word in line:
            return
    raise AssertionError("the stream ended")


class Runs(unittest.TestCase):
    def test_what_was_answered_survives_a_kill(self):
        world = World(self, TALKER)
        with world.serve() as server:
            answers = [server.ask("/invoke", {"prompt": f"Hello {i}", "session_id": "s"}) for i in range(20)]
            server.end(signal.SIGKILL)
        with world.serve() as server:
            for i, answer in enumerate(answers):
                run = server.ask("/runs/" + answer["run_id"])
                self.assertEqual((run["state"], run["prompt"], run["session_id"]), ("completed", f"Hello {i}", "s"))
                self.assertEqual(run["result"], answer)

    def test_what_was_streamed_to_its_end_survives_a_kill(self):
        world = World(self, TALKER)
        with world.serve() as server:
            with server.open("/stream", {"prompt": "Hello"}) as stream:
                events = [json.loads(line[6:]) for line in stream if line.startswith(b"data: {")]
            server.end(signal.SIGKILL)
        with world.serve() as server:
            run = server.ask("/runs/" + events[0]["run_id"])
            self.assertEqual(run["result"], {key: events[-1][key] for key in events[-1] if key != "type"})

    def test_a_run_that_was_cut_off_has_failed_and_nothing_is_done_again(self):
        world = World(self, WORKER)
        with world.serve() as server:
            stream = server.open("/stream", {"prompt": "Work"})
            self.addCleanup(stream.close)
            run = "/runs/" + first_event(stream)["run_id"]
            await_that((world.agent.parent / "calls").exists)
            server.end(signal.SIGKILL)
        with world.serve() as server:
            cut_off = server.ask(run)
            self.assertEqual(cut_off["state"], "failed")
            with server.open(run + "/events") as stream:
                told = [json.loads(line[6:]) for line in stream if line.startswith(b"data: {")]
            self.assertEqual([event["type"] for event in told],
                             ["start", "tool_call", "tool_result", "suspended", "error"])
            self.assertEqual((told[2]["outcome"], told[3]["reason"]), ("unknown", "shutdown"))
            self.assertIn("program ended", cut_off["error"]["message"])
            self.assertTrue(cut_off["finished_at"])
            self.assertEqual(server.ask(run), cut_off)
        self.assertEqual((world.agent.parent / "calls").read_text(), "called\n")

    def test_the_end_of_a_cut_off_run_is_told_to_who_has_seen_more_than_was_kept(self):
        world = World(self, TALKER.replace("{text:", "{pause_ms: 1000, text:").replace("Good, ", "a, b, c, d, e, "))
        with world.serve() as server:
            stream = server.open("/stream", {"prompt": "Hello"})
            self.addCleanup(stream.close)
            run = "/runs/" + first_event(stream)["run_id"]
            await_line(stream, b"chunk")
            await_line(stream, b"chunk")
            server.end(signal.SIGKILL)
        with world.serve() as server, server.open(run + "/events?after=100") as stream:
            told = [json.loads(line[6:]) for line in stream if line.startswith(b"data: {")]
            self.assertEqual([event["type"] for event in told], ["suspended", "error"])

    def test_what_was_accepted_survives_a_kill(self):
        world = World(self, TALKER)
        with world.serve() as server:
            runs = [server.ask("/invoke", {"prompt": "Hello", "background": True})["run_id"] for _ in range(20)]
            server.end(signal.SIGKILL)
        with world.serve() as server:
            for run in runs:
                self.assertIn(server.ask("/runs/" + run)["state"], ("completed", "failed"))

    def test_a_second_server_leaves_the_runs_of_the_first_alone(self):
        world = World(self, WORKER)
        with world.serve() as server:
            stream = server.open("/stream", {"prompt": "Work"})
            run = "/runs/" + first_event(stream)["run_id"]
            with world.serve() as second:
                await_that(lambda: second.status(run) == 200)
                self.assertEqual(second.ask(run)["state"], "running")
            self.assertEqual(server.ask(run)["state"], "running")
            stream.close()

    def test_a_damaged_file_stops_nobody_and_is_kept(self):
        world = World(self, TALKER)
        world.runs.parent.mkdir()
        world.runs.write_bytes(b"no database " * 1000)
        with world.serve() as server:
            answer = server.ask("/invoke", {"prompt": "Hello"})
            self.assertEqual(answer["content"], "Good evening")
            self.assertEqual(server.ask("/runs/" + answer["run_id"])["result"], answer)
            self.assertIn("is damaged", server.said.read_text())
        aside, = world.runs.parent.glob("runs.sqlite.damaged-*")
        self.assertEqual(aside.read_bytes(), b"no database " * 1000)
        with world.serve() as server:
            self.assertEqual(server.ask("/runs/" + answer["run_id"])["result"], answer)

    def test_nothing_is_kept_where_nothing_is_to_be(self):
        world = World(self, TALKER)
        with world.serve("--keep-runs", "0") as server:
            answer = server.ask("/invoke", {"prompt": "Hello"})
            self.assertEqual(server.status("/runs/" + answer["run_id"]), 404)
        self.assertFalse(world.runs.parent.exists())


if __name__ == "__main__":
    SLIPWAY = sys.argv.pop(1)
    unittest.main()
