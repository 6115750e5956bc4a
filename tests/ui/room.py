# SPDX-License-Identifier: EUPL-1.2
"""A window over a desk: the real pages and flows upon the real verbs, driven by object names like a person would."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.export.pdf import paint
from app.ui import tokens
from app.ui.access_flow import AccessFlow
from app.ui.breach_flow import BreachFlow
from app.ui.correction_flow import CorrectionFlow
from app.ui.handover_flow import HandoverFlow
from app.ui.help_flow import HelpFlow
from app.ui.journey import RETURN_TO, Journey
from app.ui.main_window import MainWindow
from app.ui.practice_flow import PracticeFlow
from app.ui.register_flow import RegisterFlow
from app.ui.side_flow import SideFlow
from app.ui.stage import Stage
from app.ui.trial_flow import TrialFlow
from app.ui.withdrawal_flow import WithdrawalFlow
from app.workflow.tasks import Task, TaskKind
from tests.ui.doubles import InstantLane
from tests.workflow.desk import Desk

TICKS = (*(f"consent_i{n}" for n in range(1, 7)), *(f"consent_t{n}" for n in range(1, 5)))
CLIENT = {
    "first_name": "Zoë",
    "last_name": "D'Hondt-Çelik",
    "street": "Pastoor Theo Verbeelenstraat",
    "house_number": "5A",
    "box": "2",
    "phone": "0470 12 34 56",
    "email": "zoe.celik@example.org",
}


def type_into(field: QWidget, text: str) -> None:
    """Press a key for each sign; QTest knows none for ë."""
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


class Room:
    """``desk`` holds the vault; the lanes work at once, so that a story reads from top to bottom."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.target = ""  # where a file is saved, instead of the dialog of the system
        self.lane = InstantLane()
        self.window = MainWindow((self.lane,), lambda: tokens.LIGHT)
        practice = desk.profiles[0].practice
        self.stage = Stage(self.window, desk.flow, self.lane, self.lane, desk.clock, paint, practice)
        self.side, handover = SideFlow(self.stage), HandoverFlow(self.stage)
        self.withdrawal = WithdrawalFlow(self.stage)
        self.journey = Journey(self.stage, handover, self.side, self.withdrawal)
        handover.stop_requested.connect(self.withdrawal.stop)
        self.correction = CorrectionFlow(self.stage, self.journey, handover)
        self.breach = BreachFlow(self.stage, RETURN_TO)
        self.correction.breach_requested.connect(lambda ref: self.breach.report((ref,)))
        self.breach.overview_requested.connect(self.journey.show_overview)
        self.access = AccessFlow(self.stage)
        self.access.overview_requested.connect(self.journey.show_overview)
        self.withdrawal.breach_first.connect(lambda ref, then: self.breach.report((ref,), then))
        self.trial, self.practice = TrialFlow(self.stage), PracticeFlow(self.stage)
        self.trial.overview_requested.connect(self.journey.show_overview)
        handover.practised.connect(self.practice.show_end)
        self.practice.begun.connect(self.journey.show_overview)
        self.practice.again_requested.connect(self.journey.begin)
        self.journey.task_chosen.connect(self._go_on_with)
        self.help = HelpFlow(self.stage)
        self.side.help_requested.connect(self.help.topic)
        self.help.about_requested.connect(self.side.about)
        self.register = RegisterFlow(self.stage, lambda *_: self.target)
        self.register.back_requested.connect(self.journey.show_overview)
        self.window.show()

    def _go_on_with(self, task: Task) -> None:
        {
            TaskKind.REPORT: self.correction.go_on,
            TaskKind.INCIDENT: self.breach.follow,
            TaskKind.TRIAL: self.trial.go_on,
        }[task.kind](task)

    # --- looking ---

    @property
    def page(self) -> str:
        """Which page is shown."""
        return self.window.current.objectName() if self.window.current is not None else ""

    @property
    def said(self) -> str:
        """What the message bar says."""
        return self.window.bar.message.text if self.window.bar.message is not None else ""

    def all(self, name: str) -> list[QWidget]:
        """Every visible widget of this name."""
        QApplication.processEvents()  # what was just put on a page is shown now
        return [found for found in self.window.findChildren(QWidget, name) if found.isVisible()]

    def see(self, name: str) -> QWidget:
        """The one visible widget of this name."""
        found = self.all(name)
        assert len(found) == 1, f"{len(found)} widgets are called {name}"
        return found[0]

    def name_of(self, name: str) -> str:
        """What a screen reader says."""
        return self.see(name).accessibleName()

    def texts(self) -> str:
        """Every visible label of the page."""
        QApplication.processEvents()
        labels = self.window.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    # --- acting ---

    def press(self, name: str, times: int = 1) -> None:
        """Press a button or tick a box that can be used; again and again, like a double click."""
        button = self.see(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), f"{name} cannot be used"
        for _ in range(times):
            button.click()

    def type(self, name: str, text: str) -> None:
        """Type into a field and go on to the next."""
        field = self.see(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.clear()
        type_into(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)

    # --- the steps of a referral ---

    def consent(self) -> None:
        """Everything was said and asked."""
        self.journey.begin()
        for name in TICKS:
            self.press(name)
        self.press("consent_route_conversation")
        self.press("consent_yes")

    def fill_in(self, **changes: str) -> None:
        """Type what the client wants to share."""
        for name, text in (CLIENT | changes).items():
            self.type(name, text)
        self.press("place_tielen")

    def to_handover(self) -> str:
        """Consent, client, review, export; returns the reference."""
        self.consent()
        self.fill_in()
        self.press("client_next")
        self.press("export")
        return next(iter(self.references()))

    def references(self) -> Iterator[str]:
        """The references of this vault."""
        return (referral.reference for referral in self.desk.store.referrals.all())
