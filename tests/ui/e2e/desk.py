# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk of one's own for the program: a display, a window manager, a bus, a home folder. And its mouse,
keyboard and camera."""

import importlib.util
import os
import pathlib
import select
import shutil
import socket
import subprocess

from processes import Failure, Processes, until

SIZE = (1600, 1000)
PACKAGES = {  # what is needed of which package
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "identify": "imagemagick",
    "curl": "curl",
    "dbus-daemon": "dbus-daemon",
    "/usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core",
}
WINDOW_RULES = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
  <application type="normal"><decor>no</decor><maximized>yes</maximized></application>
</applications></openbox_config>
"""


def check_programs() -> None:
    missing = {package for needed, package in PACKAGES.items() if not (shutil.which(needed) or os.path.exists(needed))}
    if importlib.util.find_spec("gi") is None:
        missing |= {"python3-gi", "gir1.2-atspi-2.0"}
    else:
        import gi

        if not gi.Repository.get_default().enumerate_versions("Atspi"):
            missing.add("gir1.2-atspi-2.0")
    if missing:
        raise Failure(f"This test needs packages that are not here: apt-get install {' '.join(sorted(missing))}")


def free_port() -> int:
    """A port nobody listens on, neither by IPv4 nor by IPv6."""
    for _ in range(50):
        with socket.socket() as four, socket.socket(socket.AF_INET6) as six:
            four.bind(("127.0.0.1", 0))
            port = four.getsockname()[1]
            try:
                six.bind(("::1", port))
            except OSError as error:
                if error.errno == 98:  # EADDRINUSE; without IPv6 it is another one, and IPv4 decides
                    continue
            return port
    raise Failure("There is no free port on this machine")


class Desk:
    def __init__(self, processes: Processes, home: pathlib.Path) -> None:
        self._processes = processes
        self._home = home
        self.config = home / "config"
        self.data = home / "data"
        run = home / "run"
        for folder in (self.config, self.data, run):
            folder.mkdir(mode=0o700)
        # Nothing of the person's own environment: no keys, no settings, no other programs.
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "XDG_CONFIG_HOME": str(self.config), "XDG_DATA_HOME": str(self.data),
            "XDG_CACHE_HOME": str(home / "cache"), "XDG_RUNTIME_DIR": str(run), "GSETTINGS_BACKEND": "memory",
        }
        self._start_bus()
        self._start_display()
        self._start_window_manager()

    def _start_bus(self) -> None:
        bus = self._home / "bus"
        self._processes.start(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address=unix:path={bus}"], self.environment)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
        until("The message bus starts", bus.exists)

    def _start_display(self) -> None:
        answer, told = os.pipe()
        self._processes.start(
            ["Xvfb", "-displayfd", str(told), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"],
            self.environment, (told,))
        os.close(told)
        with os.fdopen(answer, "rb", buffering=0) as pipe:
            readable = select.select([pipe], [], [], 20)[0]
            number = pipe.readline().strip() if readable else b""
        if not number:
            raise Failure(f"Xvfb did not start: {self._processes.log('Xvfb').read_text().strip()}")
        self.environment["DISPLAY"] = f":{number.decode()}"

    def _start_window_manager(self) -> None:
        rules = self._home / "rc.xml"
        rules.write_text(WINDOW_RULES)
        started = self._home / "openbox-started"
        self._processes.start(
            ["openbox", "--sm-disable", "--config-file", str(rules), "--startup", f"touch {started}"],
            self.environment)
        until("The window manager starts", started.exists)

    def press(self, *keys: str) -> None:
        """Keys as xdotool names them, for example "ctrl+s"."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "5", text)

    def click(self, place: tuple[int, int]) -> None:
        self._xdotool("mousemove", "--sync", *map(str, place), "click", "1")

    def scroll_down(self, place: tuple[int, int], notches: int) -> None:
        self._scroll(place, notches, "5")

    def scroll_up(self, place: tuple[int, int], notches: int) -> None:
        self._scroll(place, notches, "4")

    def _scroll(self, place: tuple[int, int], notches: int, button: str) -> None:
        # Not --sync: it waits in vain for a mouse that is there already.
        self._xdotool("mousemove", *map(str, place), "click", "--repeat", str(notches), "--delay", "20", button)

    def put_mouse_away(self) -> None:
        self._xdotool("mousemove", str(SIZE[0] - 1), str(SIZE[1] - 1))

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True, timeout=20)

    def take_picture(self, file: pathlib.Path, crop: str | None = None) -> None:
        """`crop` is a part of the screen as ImageMagick writes it: 400x300+10+20."""
        subprocess.run(["import", "-window", "root", *(["-crop", crop, "+repage"] if crop else []), str(file)],
                       env=self.environment, check=True, timeout=20)


def measure(picture: pathlib.Path) -> tuple[int, int, int, float]:
    """Width, height, number of colours, and lightness from 0 to 1."""
    told = subprocess.run(["identify", "-format", "%w %h %k %[fx:mean]", str(picture)],
                          capture_output=True, text=True, check=True, timeout=20).stdout.split()
    return int(told[0]), int(told[1]), int(told[2]), float(told[3])
