# SPDX-License-Identifier: EUPL-1.2
"""The archive phrase in large letters, spelled, masked again after 30 s; never copied (R31–R33, product.md 7.4)."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout

from app.domain.phrase import ARCHIVE_WORDS
from app.ui import accessibility, tokens, wording
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.field import restyle
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.words import WordTiles
from app.workflow.handover import Word

VISIBLE_MS = 30_000
HIDDEN = ("",) * ARCHIVE_WORDS
"""As many masked tiles as a phrase has words."""


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
    """Asks for the words only when *Toon de wachtzin* is pressed, and forgets them when it hides or goes away.

    ``notice`` stands above everything: that this is practice, or a test.
    """

    words_requested = Signal(str)
    passed_on = Signal(str)
    nobody_answered = Signal(str)

    def __init__(self, notice: str = "") -> None:
        super().__init__("phrase_page", "", width=980)
        self._notice = notice
        self._reference = ""
        self._words: tuple[Word, ...] = ()
        self._spelled = -1
        self.timer = QTimer(self, singleShot=True, interval=VISIBLE_MS)
        self.timer.timeout.connect(self._mask_by_time)
        self.tiles = WordTiles("passphrase_words", masked_name=self.tr("De wachtzin is verborgen"))
        self.spelling = PlainLabel(role="heading")
        self.spelling.setObjectName("spelling")
        self.show_button = Button(self.tr("Toon de wachtzin"), "show_passphrase", kind="primary", clicked=self._ask)
        self.spell_button = Button(self.tr("Spel dit woord"), "spell_word", clicked=self._spell_next)
        self.hide_button = Button(self.tr("Verberg"), "hide_passphrase", clicked=self.hide_words)
        self.passed = Button(
            self.tr("Doorgegeven aan een maatschappelijk werker"), "confirm_spoken", clicked=self._pass_on
        )
        self._script = QGridLayout()
        self._call = PlainLabel(role="strong")
        self._control = PlainLabel(role="small")
        self._lay_out()

    def _lay_out(self) -> None:
        if self._notice:
            notice = Card(look="warning", spacing="s")
            notice.add(PlainLabel(self._notice, role="strong"))
            self.body.addWidget(notice)
        self.body.addWidget(self._call)
        who = Card(self.tr("Zeg dit aan de telefoon"), look="quiet", spacing="s")
        self._script.setHorizontalSpacing(tokens.SPACE["m"])
        self._script.setVerticalSpacing(tokens.SPACE["s"])
        self._script.setColumnStretch(1, 1)
        who.body.addLayout(self._script)
        card = Card(look="accent")
        card.add(self.tiles, self.spelling)
        card.add(ButtonRow(left=(self.show_button, self.spell_button, self.hide_button)))
        self.body.addWidget(who)
        self.body.addWidget(card)
        self.body.addWidget(self._control)
        self.first_focus = self.show_button
        self.set_footer(
            left=(
                Button(self.tr("Terug"), "phrase_back", kind="quiet", clicked=self.back_requested.emit),
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
        """Show the phrase for 30 seconds."""
        self._words = words
        self._spelled = -1
        self.tiles.set_masked(False)
        self.tiles.show_words(tuple(word.text for word in words), "-".join(word.text for word in words))
        self.spelling.show_text("")
        self._buttons(visible=True)
        self.spell_button.setFocus()
        self.timer.start()

    def hide_words(self) -> None:
        """Hide the words and forget them."""
        self.timer.stop()
        self._words = ()
        self._spelled = -1
        self.tiles.set_masked(True)
        self.tiles.show_words(HIDDEN, "")
        self.spelling.show_text("")
        self._buttons(visible=False)

    def flush(self) -> None:
        """The page goes away: so do the words."""
        self.hide_words()

    def _ask(self) -> None:
        self.words_requested.emit(self._reference)

    def _pass_on(self) -> None:
        self.passed.setEnabled(False)  # a double click is one conversation
        self.passed_on.emit(self._reference)

    def _mask_by_time(self) -> None:
        self.hide_words()
        told = self.tr("Verborgen. Klik op ‘Toon de wachtzin’ om verder te lezen.")
        self.spelling.show_text(told)
        accessibility.announce(self.spelling, told)
        self.show_button.setFocus()

    def _spell_next(self) -> None:
        """Spell the next word; each press gives 30 seconds more."""
        if not self._words:
            return
        self._spelled = (self._spelled + 1) % len(self._words)
        told = wording.spelled(self._words[self._spelled])
        self.spelling.show_text(told)
        accessibility.announce(self.spelling, told)
        self.area.ensureWidgetVisible(self.spelling)
        self.spell_button.set_text(self.tr("Spel het volgende woord"))
        self.timer.start()

    def _buttons(self, *, visible: bool) -> None:
        """One primary verb: showing the words, and once they are shown, saying that they were passed on."""
        self.show_button.setVisible(not visible)
        self.spell_button.setVisible(visible)
        self.hide_button.setVisible(visible)
        self.spell_button.set_text(self.tr("Spel dit woord"))
        self.passed.setProperty("kind", "primary" if visible else "secondary")
        restyle(self.passed)
