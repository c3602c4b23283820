# SPDX-License-Identifier: GPL-3.0-or-later
"""The page in the window, over the Chrome DevTools Protocol: https://chromedevtools.github.io/devtools-protocol/."""

import base64
import json
import os
import socket
import struct
import urllib.error
import urllib.request
from typing import Any

from processes import Failure, until


class WebSocket:
    """As much of RFC 6455 as a client on the same machine needs."""

    def __init__(self, address: str) -> None:
        place, _, path = address.removeprefix("ws://").partition("/")
        host, _, port = place.partition(":")
        self._socket = socket.create_connection((host, int(port)), timeout=20)
        self._stream = self._socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall((f"GET /{path} HTTP/1.1\r\nHost: {place}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        status = self._stream.readline()
        if b" 101 " not in status:
            raise Failure(f"The page's debugging port answered {status!r}")
        while self._stream.readline().strip():
            pass

    def send(self, text: str) -> None:
        payload = text.encode()
        mask = os.urandom(4)
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", 0x81, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x81, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x81, 0x80 | 127, size)
        self._socket.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload)))

    def receive(self) -> str:
        """The next message; frames that are no text (pings) are passed over."""
        message = b""
        while True:
            first, size = self._read(2)
            if size == 126:
                size = struct.unpack("!H", self._read(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self._read(8))[0]
            payload = self._read(size)
            kind = first & 0x0F
            if kind == 8:
                raise Failure("The page closed its debugging port")
            if kind > 8:
                continue
            message += payload
            if first & 0x80:
                return message.decode()

    def _read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if len(data) < size:
            raise Failure("The page went away")
        return data

    def close(self) -> None:
        self._stream.close()
        self._socket.close()


class Page:
    """The page whose address begins with `address`."""

    def __init__(self, debugging_port: int, address: str) -> None:
        def target() -> str | None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{debugging_port}/json/list", timeout=5) as listed:
                    pages = json.load(listed)
            except (urllib.error.URLError, ConnectionError):
                return None
            return next((page["webSocketDebuggerUrl"] for page in pages if page["url"].startswith(address)), None)

        self._socket = WebSocket(until(f"The window shows {address}", target, 30))
        self._number = 0

    def command(self, method: str, **parameters: Any) -> dict:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.receive())
            if answer.get("id") != self._number:
                continue  # an event
            if "error" in answer:
                raise Failure(f"The page refused {method}: {answer['error']['message']}")
            return answer["result"]

    def evaluate(self, script: str) -> Any:
        answer = self.command("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise Failure(f"Script in the page failed: {answer['exceptionDetails']['exception']['description']}")
        return answer["result"].get("value")

    def place_of(self, selector: str) -> tuple[float, float, float, float]:
        """The centre of an element and the size of the whole page, in pixels."""
        return tuple(self.evaluate(f"""(() => {{
            const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2, window.innerWidth, window.innerHeight];
        }})()"""))

    def close(self) -> None:
        self._socket.close()
