# SPDX-License-Identifier: EUPL-1.2
"""The archive phrase in large letters, spelled, masked again after 30 s; never copied (R31–R33, product.md 7.4)."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout

from app.ui import texts, tokens, wording
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.words import WordTiles
from app.workflow.handover import HandoverView, Word

VISIBLE_MS = 30_000


class PhrasePage(Page):
    """Asks for the words only when *Toon de wachtzin* is pressed, and forgets them when it hides or goes away."""

    words_requested = Signal(str)
    passed_on = Signal(str)
    nobody_answered = Signal(str)

    def __init__(self) -> None:
        super().__init__("phrase_page", "", width=980)
        self._reference = ""
        self._words: tuple[Word, ...] = ()
        self._spelled = -1
        self._timer = QTimer(self, singleShot=True, interval=VISIBLE_MS)
        self._timer.timeout.connect(self._mask_by_time)
        self.tiles = WordTiles("phrase_words", masked_name=self.tr("De wachtzin is verborgen"))
        self.spelling = PlainLabel(role="heading")
        self.spelling.setObjectName("spelling")
        self.show_button = Button(self.tr("Toon de wachtzin"), "show_phrase", kind="primary", clicked=self._ask)
        self.spell_button = Button(self.tr("Spel dit woord"), "spell_word", clicked=self._spell_next)
        self.hide_button = Button(self.tr("Verberg"), "hide_phrase", kind="quiet", clicked=self.hide_words)
        self._script = QGridLayout()
        self._control = PlainLabel(role="small")
        self._lay_out()

    def _lay_out(self) -> None:
        who = Card(self.tr("Zeg dit aan de telefoon"), look="quiet")
        self._script.setHorizontalSpacing(tokens.SPACE["m"])
        self._script.setVerticalSpacing(tokens.SPACE["xs"])
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
                Button(self.tr("Niemand nam op"), "nobody_answered",
                       clicked=lambda: self.nobody_answered.emit(self._reference)),
            ),
            right=(
                Button(self.tr("Doorgegeven aan een maatschappelijk werker"), "confirm_spoken", kind="primary",
                       clicked=lambda: self.passed_on.emit(self._reference)),
            ),
        )

    @property
    def reference(self) -> str:
        """The referral whose phrase is asked for."""
        return self._reference

    def show_view(self, view: HandoverView) -> None:
        """Show the script; the words stay away until they are asked for."""
        self.hide_words()
        self._reference = view.reference
        self.set_title(
            self.tr("Wachtzin van het bestand – referentie {ref}").format(ref=view.full_reference),
            wording.call(view.desk, view.phone) + " " + self.tr(
                "Lees de wachtzin alleen voor. Zet ze nooit in een e-mail of bericht en schrijf ze niet op een briefje."
            ),
        )
        clear(self._script)
        for row, (who, what) in enumerate(wording.script(view.user, view.full_reference)):
            self._script.addWidget(PlainLabel(who, role="muted", wrap=False), row, 0)
            self._script.addWidget(PlainLabel(what), row, 1)
        self._control.setText(self.tr(
            "Vraagt het OCMW of dit het juiste bestand is? Lees deze controlecode voor: {code}."
        ).format(code=" ".join((view.control_code[:4], view.control_code[4:]))))

    def show_words(self, words: tuple[Word, ...]) -> None:
        """Show the phrase for 30 seconds."""
        self._words = words
        self._spelled = -1
        self.tiles.show_words(tuple(word.text for word in words), "-".join(word.text for word in words))
        self.tiles.set_masked(False)
        self.spelling.show_text("")
        self._buttons(visible=True)
        self._timer.start()

    def hide_words(self) -> None:
        """Hide the words and forget them."""
        self._timer.stop()
        count = len(self._words)
        self._words = ()
        self._spelled = -1
        self.tiles.show_words(("",) * count, "")
        self.tiles.set_masked(True)
        self.spelling.show_text("")
        self._buttons(visible=False)

    def flush(self) -> None:
        """The page goes away: so do the words."""
        self.hide_words()

    def _ask(self) -> None:
        self.words_requested.emit(self._reference)

    def _mask_by_time(self) -> None:
        self.hide_words()
        self.spelling.show_text(self.tr("Verborgen. Klik op ‘Toon de wachtzin’ om verder te lezen."))
        self.show_button.setFocus()

    def _spell_next(self) -> None:
        """Spell the next word; each press gives 30 seconds more."""
        if not self._words:
            return
        self._spelled = (self._spelled + 1) % len(self._words)
        word = self._words[self._spelled]
        self.spelling.show_text(f"{self._spelled + 1}. {word.text}: {', '.join(word.spelling)}")
        self._timer.start()

    def _buttons(self, *, visible: bool) -> None:
        self.show_button.setVisible(not visible)
        self.spell_button.setVisible(visible)
        self.hide_button.setVisible(visible)
        self.tiles.setVisible(visible)
