# SPDX-License-Identifier: EUPL-1.2
"""Run inside the installed program's own Python: a colleague's hand in the real window, by the names of the widgets.

python.exe walk.py first PICTURE   first start, consent, client, export, until the mail program has the draft
python.exe walk.py again PICTURE   unlock what an earlier version made, and find the referral there
Each step prints a line; exit 0 when the last one was reached.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.main import main
from app.ui.icons import Icon, pixmap
from app.ui.program import Program

PASSPHRASE = "vlinder trapt zeven keer op blauwe kiezel"
SENDER = {
    "staff_name": "Annelies Vercammen",
    "team_name": "Lokaal team Kempen",
    "team_phone": "014 12 34 56",
}
CLIENT = {"first_name": "Zoë", "last_name": "D'Hondt-Çelik", "phone": "0470 12 34 56", "email": "zoe@example.org"}
TICKS = [f"consent_{kind}{nr}" for kind, last in (("i", 6), ("t", 4)) for nr in range(1, last + 1)]
LONGEST = 1200
"""Looks of a tenth of a second each before a step counts as lost."""

Step = Callable[[], bool]


def shown(name: str) -> QWidget | None:
    """The visible widget of this name."""
    for widget in QApplication.allWidgets():
        if widget.objectName() == name and widget.isVisible():
            return widget
    return None


def usable(name: str) -> Step:
    """Visible, and not greyed."""
    return lambda: (found := shown(name)) is not None and found.isEnabled()


def fixed(name: str) -> Step:
    """A field that the policy of this computer filled in."""
    return lambda: isinstance(found := shown(name), QLineEdit) and found.isReadOnly()


def press(name: str) -> None:
    """A button, tick or answer."""
    found = shown(name)
    assert isinstance(found, QAbstractButton), name
    found.click()


def put(name: str, text: str) -> None:
    """Type letter by letter, as the keyboard does."""
    found = shown(name)
    assert isinstance(found, QLineEdit), name
    found.setFocus()
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(found, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
    assert found.text() == text, name


def words(name: str) -> str:
    """What a label says."""
    found = shown(name)
    assert found is not None, name
    return found.accessibleName() or (found.text() if isinstance(found, QLabel) else "")


def introduce() -> Iterator[Step]:
    """First start: who, passphrase, recovery code."""
    # the page is shown before its answer is there, which would wipe what is typed; the policy's mailbox comes with it
    yield fixed("team_email")
    for name, text in SENDER.items():
        put(name, text)
    press("secrecy_statement")
    press("setup_next")
    yield usable("new_passphrase")
    put("new_passphrase", PASSPHRASE)
    put("new_passphrase_repeat", PASSPHRASE)
    press("passphrase_next")
    yield usable("recovery_check_1")
    groups = words("recovery_code").split("-")
    for name in ("recovery_check_1", "recovery_check_2"):
        put(name, groups[int(words(name).removeprefix("Groep ")) - 1])
    press("recovery_done")
    yield usable("to_overview")
    press("to_overview")


def refer() -> Iterator[Step]:
    """One referral, until the draft stands in the mail program."""
    yield usable("new_referral")
    press("new_referral")
    yield usable("consent_i1")
    for name in (*TICKS, "consent_route_conversation", "interpreter_no"):
        press(name)
    yield usable("consent_yes")
    press("consent_yes")
    yield usable("first_name")
    for name, text in CLIENT.items():
        put(name, text)
    press("place_lichtaart")
    yield usable("client_next")
    press("client_next")
    yield usable("export")
    press("export")
    yield usable("mail_opened_yes")
    yield usable("confirm_sent")


def open_again() -> Iterator[Step]:
    """The vault of an earlier version, with its referral."""
    yield usable("unlock_passphrase")
    put("unlock_passphrase", PASSPHRASE)
    press("unlock_button")
    yield lambda: shown("unlock_page") is None and (usable("confirm_sent")() or usable("new_referral")())


def first() -> Iterator[Step]:
    """The whole way of a newcomer."""
    yield from introduce()
    yield from refer()


class Walk(QObject):
    """Looks ten times a second whether the next step may begin."""

    def __init__(self, window: QWidget, steps: Iterator[Step], picture: str) -> None:
        super().__init__(window)
        self._window, self._steps, self._picture = window, steps, picture
        self._ready: Step = lambda: True
        self._looked = self.done = 0
        timer = QTimer(self, interval=100)
        timer.timeout.connect(self._look)
        timer.start()

    def _look(self) -> None:
        self._looked += 1
        if self._looked > LONGEST:
            self._end("lost", 1)
        elif self._ready():
            self._looked = 0
            try:
                self._ready = next(self._steps)
                self.done += 1
                print("step", self.done, flush=True)
            except StopIteration:
                self._end("arrived", 0)
            except Exception as error:  # noqa: BLE001 - whatever it is, the walk ends here and says so
                self._end(repr(error), 1)

    def _end(self, what: str, code: int) -> None:
        self._window.grab().save(self._picture)
        if pixmap(Icon.LOCK, "#000000", 16).isNull():
            what, code = "the drawings are missing", 1
        print(what, flush=True)
        QApplication.exit(code)


def walk(arguments: list[str]) -> int:
    """Start the program as its launcher does, with a hand in it."""
    steps = {"first": first, "again": open_again}[arguments[0]]()
    real = Program.start

    def start(program: Program) -> None:
        real(program)
        Walk(program.window, steps, arguments[1])

    Program.start = start  # type: ignore[method-assign, assignment]
    return main([])


if __name__ == "__main__":
    sys.exit(walk(sys.argv[1:]))
