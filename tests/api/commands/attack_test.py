#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attacks a server, and one that lets everything in: attack_test.py SLIPWAY"""
import os
import re
import subprocess
import sys
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SLIPWAY = ""


class Careless(BaseHTTPRequestHandler):
    """Lets everybody do everything, and says it to everybody."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = b"root:x:0:0: welcome\n"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "text/html")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    do_GET = do_POST = do_OPTIONS = do_CONNECT = do_TRACE = answer

    def log_message(self, *_):
        pass


class CarelessServer(ThreadingHTTPServer):
    def handle_error(self, *_):
        pass  # a client that left


def attack(address: str) -> tuple[int, list[str]]:
    done = subprocess.run([SLIPWAY, "attack", address], stdout=subprocess.PIPE, text=True, timeout=100)
    return done.returncode, done.stdout.splitlines()


class Attack(unittest.TestCase):
    def served(self, *options: str) -> str:
        home = tempfile.TemporaryDirectory()
        self.addCleanup(home.cleanup)
        server = subprocess.Popen([SLIPWAY, "serve", "starter", "--port", "0", *options], text=True,
                                  env={"HOME": home.name, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        return re.search(r"serving at (http://127\.0\.0\.1:\d+)", server.stdout.readline()).group(1)

    def test_is_withstood(self):
        for options in ([], ["--require-token"]):
            with self.subTest(options):
                status, lines = attack(self.served(*options))
                self.assertEqual([line for line in lines[:-1] if not line.startswith("withstood ")], [])
                self.assertEqual(status, 0)
                self.assertGreaterEqual(len(lines) - 1, 80)
                self.assertRegex(lines[-1], r"^(\d+) attacks: \1 withstood, 0 not$")

    def test_tells_what_a_careless_server_lets_in(self):
        server = CarelessServer(("127.0.0.1", 0), Careless)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(server.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(server.shutdown)
        status, lines = attack(f"http://127.0.0.1:{server.server_port}")
        self.assertEqual(status, 1)
        found = {line[28:] for line in lines if line.startswith("OPEN ")}
        for name in ("a Host of another name", "no Host", "a page of another origin", "a page that asks whether it may",
                     "an answer for everybody", "a form sent as plain text", "the owner's routes without a token",
                     "all runs", "a length and pieces", "TRACE", "a path out of the folder", "a script in a path",
                     "JSON nested without end"):
            self.assertIn(name, found)

    def test_says_who_does_not_answer(self):
        rows = {"http://127.0.0.1:9": 1, "https://127.0.0.1:9": 2, "127.0.0.1:9": 2, "http://": 2}
        for address, wanted in rows.items():
            with self.subTest(address):
                done = subprocess.run([SLIPWAY, "attack", address], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                      text=True, timeout=100)
                self.assertEqual(done.returncode, wanted)
                self.assertTrue(done.stderr.startswith("slipway attack: "), done.stderr)


if __name__ == "__main__":
    SLIPWAY = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
