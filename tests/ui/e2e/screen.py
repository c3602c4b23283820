# SPDX-License-Identifier: GPL-3.0-or-later
"""What an assistive technology sees of the program: roles, names, texts, tables, actions (AT-SPI 2)."""

import subprocess
from typing import Callable, Iterator

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (a version must be chosen before the import)

from processes import Failure, until  # noqa: E402

OPAQUE = ("table", "list", "tree", "document web")  # their cells are asked for one by one


class Control:
    """One thing on the screen. Calls of a control that is gone give nothing."""

    def __init__(self, accessible: Atspi.Accessible) -> None:
        self._accessible = accessible

    @property
    def role(self) -> str:
        return self._accessible.get_role_name()

    @property
    def pid(self) -> int:
        return self._accessible.get_process_id()

    @property
    def name(self) -> str:
        return self._accessible.get_name() or ""

    def has(self, state: str) -> bool:
        return self._accessible.get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    @property
    def text(self) -> str:
        return Atspi.Text.get_text(self._accessible, 0, Atspi.Text.get_character_count(self._accessible))

    @property
    def area(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        place = self._accessible.get_extents(Atspi.CoordType.SCREEN)
        return place.x, place.y, place.width, place.height

    @property
    def centre(self) -> tuple[int, int]:
        left, top, width, height = self.area
        return left + width // 2, top + height // 2

    def press(self) -> None:
        for action in range(self._accessible.get_n_actions()):
            if Atspi.Action.get_action_name(self._accessible, action) in ("Press", "Toggle"):
                Atspi.Action.do_action(self._accessible, action)
                return
        raise Failure(f'The {self.role} "{self.name}" cannot be pressed')

    def focus(self) -> None:
        self._accessible.grab_focus()

    def cell(self, row: int, column: int) -> "Control":
        return Control(Atspi.Table.get_accessible_at(self._accessible, row, column))

    def rows(self) -> list[list[str]]:
        """The texts of a table's cells."""
        count = Atspi.Table.get_n_rows(self._accessible)
        columns = Atspi.Table.get_n_columns(self._accessible)
        return [[self.cell(row, column).name for column in range(columns)] for row in range(count)]

    def children(self) -> Iterator["Control"]:
        for index in range(self._accessible.get_child_count()):
            if child := self._accessible.get_child_at_index(index):
                yield Control(child)

    def everything(self) -> Iterator["Control"]:
        """This and what is shown below it."""
        if not self.has("showing"):
            return
        yield self
        if self.role in OPAQUE:
            return
        for child in self.children():
            yield from child.everything()


class Screen:
    """The windows of one program."""

    def __init__(self, program: subprocess.Popen) -> None:
        Atspi.init()
        Atspi.set_timeout(15000, 15000)  # ms; a busy machine may take its time
        Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.NONE)  # always ask: nobody tells of every change
        self._process = program
        until("The program tells assistive technologies about itself", self._root, 30)

    def _root(self) -> Control | None:
        if self._process.poll() is not None:
            raise Failure("The program is not running any more")
        desktop = Control(Atspi.get_desktop(0))
        return next((child for child in desktop.children() if child.pid == self._process.pid), None)

    def everything(self) -> Iterator[Control]:
        if root := self._root():
            yield from root.everything()

    def look_for(self, role: str, name: str, where: Callable[[Control], bool] = lambda _: True) -> Control | None:
        try:
            return next((control for control in self.everything()
                         if control.role == role and control.name == name and where(control)),
                        None)
        except GLib.Error:  # something went away while it was looked at
            return None

    def find(self, role: str, name: str, where: Callable[[Control], bool] = lambda _: True) -> Control:
        return until(f'There is a {role} "{name}"', lambda: self.look_for(role, name, where))
