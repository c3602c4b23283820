#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `slipway openapi` prints, writes and refuses: openapi_test.py SLIPWAY DOCUMENT"""
import http.server
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

SLIPWAY = DOCUMENT = ""


def openapi(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run([SLIPWAY, "openapi", *arguments], capture_output=True, text=True, timeout=30)
    return done.returncode, done.stdout, done.stderr


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.path == "/shop.yaml"
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(Path(DOCUMENT).read_bytes() if found else b"")

    def log_message(self, *_):
        pass


class OpenApi(unittest.TestCase):
    def test_lists_the_operations(self):
        status, output, complaints = openapi(DOCUMENT, "--list")
        self.assertEqual(status, 0)
        self.assertIn("listPlants", output.split())
        self.assertIn("left out: PUT /plants/{plant id}/photo", complaints)

    def test_prints_tools_from_an_address(self):
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
            threading.Thread(target=server.serve_forever).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            status, output, _ = openapi(address + "shop.yaml", "--operation", "listPlants")
            missing = openapi(address + "none.yaml")
            server.shutdown()
        self.assertEqual(status, 0)
        self.assertTrue(output.startswith("tools:\n  - name: listPlants\n    description: List the plants"), output)
        self.assertEqual(output.count("- name:"), 1)
        self.assertEqual(missing[0], 1)
        self.assertIn("none.yaml answered 404", missing[2])

    def test_adds_to_an_agent_file_or_leaves_it_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            agent = Path(folder) / "agent.yaml"
            agent.write_text("# mine\nprovider: demo\n")
            self.assertEqual(openapi(DOCUMENT, "--operation", "changeNote", "--into", str(agent))[0], 0)
            text = agent.read_text()
            self.assertTrue(text.startswith("# mine\nprovider: demo\ntools:\n  - name: changeNote\n"), text)
            status, _, complaint = openapi(DOCUMENT, "--into", str(agent))
            self.assertEqual(status, 1)
            self.assertIn('there is already a tool named "changeNote"', complaint)
            self.assertEqual(agent.read_text(), text)

    def test_says_what_is_wrong(self):
        self.assertEqual(openapi()[0], 2)
        status, _, complaint = openapi(DOCUMENT, "--operation", "nothing")
        self.assertEqual(status, 2)
        self.assertIn('no operation "nothing"', complaint)
        status, _, complaint = openapi("/nonexistent.yaml")
        self.assertEqual(status, 1)
        self.assertIn("/nonexistent.yaml", complaint)


if __name__ == "__main__":
    SLIPWAY, DOCUMENT = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
