# SPDX-License-Identifier: EUPL-1.2
"""The running program as a screen reader sees it: found by accessible id, pressed, filled and read from outside."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.end_to_end.desktop import Environment, wait

_CHECKED, _SENSITIVE, _FOCUSABLE, _FOCUSED, _VISIBLE = 4, 24, 11, 12, 30
_ATSPI = "org.a11y.atspi"
_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = f"{_ATSPI}.Registry"
_PATIENCE = 20.0


class Gone(Exception):
    """What was asked is not on screen any more, or its program has ended."""


class Bus:
    """Asks one message bus and waits for each answer."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(bus=address)

    def call(
        self, owner: str, path: str, interface: str, method: str, signature: str | None = None, body: Any = ()
    ) -> Any:
        """The first value of the answer, or None; Gone when there is no answer."""
        message = new_method_call(DBusAddress(path, bus_name=owner, interface=interface), method, signature, body)
        try:
            answer = self._connection.send_and_get_reply(message, timeout=_PATIENCE)
        except (OSError, TimeoutError) as error:
            raise Gone(f"{path}.{method}") from error
        if answer.header.message_type is MessageType.error:
            raise Gone(f"{path}.{method}")
        return answer.body[0] if answer.body else None

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@dataclass(frozen=True)
class Widget:
    """One thing on screen, for as long as it is there."""

    bus: Bus = field(repr=False)
    owner: str
    path: str

    def _ask(self, interface: str, method: str, signature: str | None = None, body: Any = ()) -> Any:
        return self.bus.call(self.owner, self.path, f"{_ATSPI}.{interface}", method, signature, body)

    def _property(self, interface: str, name: str) -> Any:
        names = (f"{_ATSPI}.{interface}", name)
        return self.bus.call(self.owner, self.path, "org.freedesktop.DBus.Properties", "Get", "ss", names)[1]

    @property
    def id(self) -> str:
        """The object name: the last part of what Qt hands out."""
        return str(self._property("Accessible", "AccessibleId")).rpartition(".")[2]

    @property
    def name(self) -> str:
        """What a screen reader says first."""
        return str(self._property("Accessible", "Name"))

    @property
    def description(self) -> str:
        """What a screen reader says next: help, or what is wrong."""
        return str(self._property("Accessible", "Description"))

    @property
    def role(self) -> str:
        """For instance ``push button``."""
        return str(self._ask("Accessible", "GetRoleName"))

    @property
    def text(self) -> str:
        """What stands in a line of text."""
        return str(self._ask("Text", "GetText", "ii", (0, -1)))

    @property
    def length(self) -> int:
        """How many signs stand in a line of text, also when it hides them."""
        return int(self._property("Text", "CharacterCount"))

    def _is(self, number: int) -> bool:
        states = self._ask("Accessible", "GetState")
        return bool(states[number // 32] >> number % 32 & 1)

    @property
    def is_visible(self) -> bool:
        """On the page that is shown, possibly scrolled out of sight."""
        return self._is(_VISIBLE)

    @property
    def is_usable(self) -> bool:
        """Not greyed out."""
        return self._is(_SENSITIVE)

    @property
    def is_ticked(self) -> bool:
        """A tick or a choice that is on."""
        return self._is(_CHECKED)

    @property
    def is_focusable(self) -> bool:
        """Reachable with the keyboard."""
        return self._is(_FOCUSABLE)

    @property
    def has_focus(self) -> bool:
        """Where the keyboard types now."""
        return self._is(_FOCUSED)

    def children(self) -> Iterator[Widget]:
        """What lies within."""
        for owner, path in self._ask("Accessible", "GetChildren"):
            yield Widget(self.bus, owner, path)

    def press(self) -> None:
        """Do what this is for: press a button, turn a tick, choose from a menu."""
        self._ask("Action", "DoAction", "i", (0,))

    def focus(self) -> None:
        """Put the keyboard here."""
        self._ask("Component", "GrabFocus")

    def fill(self, text: str) -> None:
        """Replace the text, as dictation and on-screen keyboards do."""
        self._ask("EditableText", "SetTextContents", "s", (text,))


@dataclass(frozen=True)
class Screen:
    """All widgets of one running program."""

    pid: int
    root: Widget

    def walk(self, *, hidden: bool = False) -> Iterator[Widget]:
        """Every visible widget, from the window down; with ``hidden`` also those in closed menus and other pages."""
        waiting = list(self.root.children())
        while waiting:
            widget = waiting.pop(0)
            with contextlib.suppress(Gone):
                if hidden or widget.is_visible:
                    yield widget
                    waiting[:0] = widget.children()

    def find(self, name: str, *, hidden: bool = False) -> Widget | None:
        """The visible widget with this object name."""
        with contextlib.suppress(Gone):
            for widget in self.walk(hidden=hidden):
                with contextlib.suppress(Gone):
                    if widget.id == name:
                        return widget
        return None

    def shows(self, name: str, seconds: float = _PATIENCE) -> Widget:
        """The same, once it is there."""
        found = wait(lambda: self.find(name), seconds, f"{name} on screen; there is: {', '.join(self.names())}")
        assert found is not None
        return found

    def usable(self, name: str, seconds: float = _PATIENCE) -> Widget:
        """The same, once a person can use it."""

        def found() -> Widget | None:
            widget = self.find(name)
            with contextlib.suppress(Gone):
                return widget if widget is not None and widget.is_usable else None
            return None

        widget = wait(found, seconds, f"{name} usable")
        assert widget is not None
        return widget

    def press(self, name: str, seconds: float = _PATIENCE) -> None:
        """Press a button, or turn a tick, once it can be used."""
        self.usable(name, seconds).press()

    def choose(self, action: str) -> None:
        """Choose from the menu, closed as it is."""
        found = wait(lambda: self.find(action, hidden=True), _PATIENCE, f"{action} in the menu")
        assert found is not None
        found.press()

    def names(self) -> list[str]:
        """Object names of everything that has one, for the message of a failed test."""
        found = []
        with contextlib.suppress(Gone):
            for widget in self.walk():
                with contextlib.suppress(Gone):
                    found.append(widget.id)
        return [name for name in found if name and name == name.lower() and not name.startswith("qt_")]


class Accessibility:
    """The accessibility bus of a desktop, and the programs on it."""

    def __init__(self, env: Environment) -> None:
        session = Bus(env["DBUS_SESSION_BUS_ADDRESS"])
        address = str(session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress"))
        session.close()
        self._bus = Bus(address)

    def screens(self) -> dict[int, Screen]:
        """Every program that can be read, by process number."""
        found = {}
        with contextlib.suppress(Gone):
            for owner, path in self._bus.call(_REGISTRY, _ROOT, f"{_ATSPI}.Accessible", "GetChildren"):
                with contextlib.suppress(Gone):
                    widget = Widget(self._bus, owner, path)
                    if widget.name == "Doorverwijzing":
                        pid = self._pid(owner)
                        found[pid] = Screen(pid, widget)
        return found

    def screen(self, *, besides: int = 0, seconds: float = _PATIENCE) -> Screen:
        """The program with a window, once it is there; not the one that is named."""

        def found() -> Screen | None:
            ready = (s for pid, s in self.screens().items() if pid != besides and s.find("main_window"))
            return next(ready, None)

        screen = wait(found, seconds, "a window of the program")
        assert screen is not None
        return screen

    def close(self) -> None:
        """Hang up."""
        self._bus.close()

    def _pid(self, owner: str) -> int:
        dbus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        return int(self._bus.call(*dbus, "GetConnectionUnixProcessID", "s", (owner,)))
