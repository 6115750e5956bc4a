# SPDX-License-Identifier: EUPL-1.2
"""A whole referral with the keyboard alone: no mouse, no action of the accessibility tree; that is only read (R60)."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.end_to_end import other_programs
from tests.end_to_end.atspi import Gone, Widget
from tests.end_to_end.desktop import press_until, wait, window_titled
from tests.end_to_end.running import desk
from tests.end_to_end.story import Colleague
from tests.end_to_end.thunderbird_profile import register

FURTHEST = 60
"""More Tab keys than a page has stops."""


@dataclass
class AtTheKeyboard(Colleague):
    """Does what a colleague does, with Tab, the arrows, the space bar and the letters."""

    def focused(self) -> Widget | None:
        """Where the keyboard is now."""
        try:
            return next((widget for widget in self.screen.walk() if widget.is_focusable and widget.has_focus), None)
        except Gone:
            return None

    def reach(self, name: str) -> None:
        """Go on with the Tab key, or with the arrow among the answers to one question, until the keyboard is there."""
        target = self.screen.usable(name)
        self.in_front()
        for _ in range(FURTHEST):
            here = wait(self.focused, 10, "something has the keyboard")
            assert here is not None
            if target.has_focus:
                return
            beside = here.role == target.role == "radio button" and _question(here.id) == _question(name)
            self.key("Right" if beside else "Tab")
            wait(partial(_left, here), 5, f"the key goes on from {here.id}")
        raise AssertionError(f"the Tab key never came to {name}")

    def press(self, name: str) -> None:
        """Space, as on every button."""
        self.reach(name)
        self.key("space")

    def tick(self, name: str) -> None:
        """Space, unless the arrow chose it already."""
        self.reach(name)
        widget = self.screen.usable(name)
        if not widget.is_ticked:
            self.key("space")
        wait(lambda: widget.is_ticked, 10, f"{name} ticked")

    def type(self, name: str, text: str) -> None:
        """Go there, and type."""
        self.reach(name)
        super().type(name, text)

    def fill(self, name: str, text: str) -> None:
        """Nothing is put anywhere at once."""
        self.type(name, text)

    def _put_cursor(self, widget: Widget) -> bool:
        return widget.has_focus


def _question(answer: str) -> str:
    return answer.rpartition("_")[0]


def _left(widget: Widget) -> bool:
    try:
        return not widget.has_focus
    except Gone:
        return True


@pytest.mark.posix
@pytest.mark.real_program
@pytest.mark.timeout(400)
def test_R60_a_whole_referral_goes_by_keyboard_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN the program on a desk without a mouse, whose accessibility tree can be read but does nothing
    def refused(*_: object) -> None:
        raise AssertionError("not with the keyboard")

    for action in ("press", "focus", "fill"):
        monkeypatch.setattr(Widget, action, refused)
    with desk(tmp_path / "home") as here:
        sent = here.home / "sent.json"
        register(here.home, "thunderbird", f"{sys.executable} {other_programs.__file__} mail {sent} %u")
        _, screen = here.start()
        me = AtTheKeyboard(here.env, screen)
        # WHEN a colleague does everything, from the first start to 'Klaar'
        me.start_fresh()
        me.consent()
        me.client()
        me.to_review()
        me.export()
        mail = window_titled(here.env, other_programs.MAIL_TITLE, 60, prefix=True)
        press_until(here.env, mail, "ctrl+Return", sent.exists)
        wait(lambda: me.said().startswith("Kijk in je mailprogramma"), 30, "the program knows that the mail is open")
        me.declare_sent()
        me.read_phrase()
        me.finish()
        # THEN the mail left with its one attachment, and nothing of the client is open any more
        assert len(json.loads(sent.read_text("utf-8"))["attachments"]) == 1
        me.press("done_overview")
        me.arrives("overview_page")
        assert me.screen.find("continue_referral") is None
