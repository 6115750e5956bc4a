# SPDX-License-Identifier: EUPL-1.2
"""The archive phrase in large letters, spelled, masked again after 30 s; never copied (R31–R33, product.md 7.4)."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout

from app.ui import tokens
from app.ui import wording_handover as wording
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.page import Page, clear
from app.ui.widgets.phrase_reader import PhraseReader
from app.ui.widgets.plain_label import PlainLabel
from app.workflow.handover import Word

VISIBLE_MS = 30_000
"""How long the words stay without a key or a click."""

NARROW = 470
"""Width below which what to say and the words come below each other."""


class Call(Protocol):
    """What the page tells about one file and whom to call: a hand-over, or a test sending."""

    @property
    def reference(self) -> str: ...
    @property
    def full_reference(self) -> str: ...
    @property
    def desk(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def user(self) -> str: ...
    @property
    def control_code(self) -> str: ...


class PhrasePage(Page):
    """What to say stands beside the words; they are asked for by *Toon de wachtzin* and forgotten when they hide.

    ``notice`` says that this is practice, or a test.
    """

    words_requested = Signal(str)
    passed_on = Signal(str)
    nobody_answered = Signal(str)

    def __init__(self, notice: str = "") -> None:
        super().__init__("phrase_page", "", width="whole", dense=True)
        self._reference = ""
        self._file = ("", "")
        self.timer = QTimer(self, singleShot=True, interval=VISIBLE_MS)
        self.timer.timeout.connect(self._mask_by_time)
        self.reader = PhraseReader(notice)
        self.reader.words_requested.connect(lambda: self.words_requested.emit(self._reference))
        self.reader.hide_requested.connect(self._hide_on_request)
        self.reader.acted.connect(self._acted)
        self.passed = Button(
            self.tr("Doorgegeven aan een maatschappelijk werker"),
            "confirm_spoken",
            icon=Icon.PHONE,
            clicked=self._pass_on,
        )
        self._script = QGridLayout()
        self._call = PlainLabel(role="strong")
        self._control = PlainLabel(role="small")
        self._lay_out()

    def _lay_out(self) -> None:
        who = Card(self.tr("Zeg dit aan de telefoon"), look="quiet", spacing="s")
        self._script.setHorizontalSpacing(tokens.SPACE["m"])
        self._script.setVerticalSpacing(tokens.SPACE["s"])
        self._script.setColumnStretch(1, 1)
        who.add(self._call)
        who.body.addLayout(self._script)
        who.body.addStretch(1)
        self.reader.add(self._control)
        self.body.addWidget(Row((who, self.reader), stretch=(4, 7), narrow=NARROW))
        self.first_focus = self.reader.show_button
        self.set_footer(
            left=(
                self.back_button("phrase_back"),
                Button(
                    self.tr("Niemand nam op"),
                    "nobody_answered",
                    kind="quiet",
                    clicked=lambda: self.nobody_answered.emit(self._reference),
                ),
            ),
            right=(self.passed,),
        )

    @property
    def reference(self) -> str:
        """The referral whose phrase is asked for."""
        return self._reference

    def show_view(self, view: Call, *, call: str = "", script: tuple[tuple[str, str], ...] = ()) -> None:
        """Show the script; the words stay away until they are asked for. A test has a call and script of its own."""
        self.hide_words()
        self._reference = view.reference
        if self._file != (view.full_reference, view.control_code):  # another file, so another phrase
            self._file = (view.full_reference, view.control_code)
            self.reader.begin_anew()
        self.passed.setEnabled(True)
        self.set_title(
            self.tr("Wachtzin van het bestand – referentie {ref}").format(ref=view.full_reference),
            self.tr(
                "Bel eerst. Lees de wachtzin alleen voor. Zet ze nooit in een e-mail of bericht "
                "en schrijf ze niet op een briefje."
            ),
        )
        self._call.setText(call or wording.call(view.desk, view.phone))
        clear(self._script)
        for row, (who, what) in enumerate(script or wording.script(view.user, view.full_reference)):
            self._script.addWidget(PlainLabel(who, role="step", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            self._script.addWidget(PlainLabel(what), row, 1)
        self._control.setText(
            self.tr("Vraagt het OCMW of dit het juiste bestand is? Lees deze controlecode voor: {code}.").format(
                code=" ".join((view.control_code[:4], view.control_code[4:]))
            )
        )

    def show_words(self, words: tuple[Word, ...]) -> None:
        """Show the phrase for 30 seconds; the arrow keys work at once."""
        self.reader.show_words(words)
        self._weigh(is_shown=True)
        self.reader.tiles.setFocus()
        self._acted()

    def hide_words(self) -> None:
        """Hide the words and forget them."""
        self._hide("")

    def flush(self) -> None:
        """The page goes away: so do the words."""
        self.hide_words()

    def _hide(self, told: str) -> None:
        self.timer.stop()
        self.reader.hide_words(told)
        self._weigh(is_shown=False)

    def _acted(self) -> None:
        """Each key and each step gives 30 seconds more."""
        self.timer.start()
        QTimer.singleShot(0, self, self._look_at_the_word)  # once the letters have their place

    def _look_at_the_word(self) -> None:
        """In a small window the present word is in sight, and as many of its letters as fit."""
        self.area.ensureWidgetVisible(self.reader.letters, 0, tokens.SPACE["s"])
        self.area.ensureWidgetVisible(self.reader.progress, 0, tokens.SPACE["s"])
        self.area.ensureWidgetVisible(self.reader.word, 0, tokens.SPACE["s"])

    def _pass_on(self) -> None:
        self.passed.setEnabled(False)  # a double click is one conversation
        self.passed_on.emit(self._reference)

    def _hide_on_request(self) -> None:
        self.hide_words()
        self.reader.show_button.setFocus()

    def _mask_by_time(self) -> None:
        self._hide(self.tr("Verborgen. Klik op ‘Toon de wachtzin’ om verder te lezen."))
        self.reader.show_button.setFocus()

    def _weigh(self, *, is_shown: bool) -> None:
        """One primary verb: showing the words, and once they are shown, saying that they were passed on."""
        self.passed.set_kind("primary" if is_shown else "secondary")
