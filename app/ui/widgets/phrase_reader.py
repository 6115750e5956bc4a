# SPDX-License-Identifier: EUPL-1.2
"""PhraseReader: the archive phrase word by word in large letters, spelled, with what the listener repeated (R32)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.phrase import ARCHIVE_WORDS
from app.ui import accessibility
from app.ui import wording_handover as wording
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.letters import Letters
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.spoken_words import SpokenWords
from app.workflow.handover import Word

HIDDEN = ("",) * ARCHIVE_WORDS
"""As many masked tiles as a phrase has words."""


class PhraseReader(Card):
    """Hidden, it holds no word; which words were repeated stays known until another phrase comes.

    ``acted``: the reader is being used. The marks are a help to who reads aloud and are kept nowhere.
    """

    words_requested = Signal()
    hide_requested = Signal()
    acted = Signal()

    def __init__(self, notice: str = "") -> None:
        super().__init__(look="accent")
        self._words: tuple[Word, ...] = ()
        self._current = 0
        self._spells = False
        self._repeated: frozenset[int] = frozenset()
        self.tiles = SpokenWords("passphrase_words", masked_name=self.tr("De wachtzin is verborgen"))
        self.tiles.moved.connect(self._move)
        self.tiles.repeated.connect(self._repeat)
        self.progress = PlainLabel(role="step")
        self.progress.setObjectName("word_progress")
        self.word = PlainLabel(role="word", wrap=False)
        self.word.setObjectName("present_word")
        self.letters = Letters()
        self.before = PlainLabel(
            self.tr("Klopt de referentie? Toon dan de wachtzin van het bestand en lees ze woord voor woord voor.")
        )
        self.told = PlainLabel(role="strong")
        self.told.setObjectName("phrase_told")
        self.keys = PlainLabel(
            self.tr(
                "Met de pijltjes ga je van woord naar woord, met de spatiebalk zet je ‘herhaald’. "
                "Na 30 seconden zonder toets of klik verbergen we de woorden."
            ),
            role="small",
        )
        self._make_buttons()
        if notice:
            self.add(PlainLabel(notice, role="note"))
        present = QVBoxLayout()
        present.setSpacing(0)
        present.addWidget(self.progress)
        present.addWidget(self.word)
        self.add(self.before, self.tiles)
        self.body.addLayout(present)
        self.add(self.letters, self.told)
        self.add(ButtonRow(left=(self.show_button, self.repeat_button, self.spell_button, self.hide_button)), self.keys)
        self.body.addStretch(1)
        self.begin_anew()

    def _make_buttons(self) -> None:
        self.show_button = Button(
            self.tr("Toon de wachtzin"),
            "show_passphrase",
            icon=Icon.EYE,
            kind="primary",
            clicked=self.words_requested.emit,
        )
        self.repeat_button = Button(self.tr("Herhaald"), "word_repeated", clicked=self._repeat)
        self.spell_button = Button(self.tr("Spel dit woord"), "spell_word", clicked=self._spell_next)
        self.hide_button = Button(self.tr("Verberg"), "hide_passphrase", kind="quiet", clicked=self.hide_requested.emit)

    @property
    def repeated(self) -> frozenset[int]:
        """Positions of the words that the listener repeated."""
        return self._repeated

    def begin_anew(self) -> None:
        """Another phrase: nothing was read yet."""
        self._current, self._repeated = 0, frozenset()
        self.hide_words()

    def show_words(self, words: tuple[Word, ...]) -> None:
        """Show the phrase, at the word where the reader was."""
        self._words = words
        self.tiles.set_masked(False)
        self.tiles.show_words(tuple(word.text for word in words), "-".join(word.text for word in words))
        self.tiles.setAccessibleDescription(self.keys.text())
        self._refresh()

    def hide_words(self, told: str = "") -> None:
        """Hide the words and forget them; ``told`` says how to go on."""
        self._words, self._spells = (), False
        self.tiles.set_masked(True)
        self.tiles.show_words(HIDDEN, "")
        self.tiles.setAccessibleDescription("")
        self._refresh()
        self.told.show_text(told)
        if told:
            accessibility.announce(self.told, told)

    # --- word by word ---

    def _move(self, position: int) -> None:
        """To this word, with its letters beside it."""
        self._current, self._spells = position, True
        self._acted()
        accessibility.announce(self.tiles, self._said())

    def _repeat(self) -> None:
        """The listener repeated this word: mark it and go on to the next; once more takes the mark away."""
        if not self._words:
            return
        before = self._current
        self._repeated ^= {before}
        heard = before in self._repeated
        if heard:
            self._current = min(before + 1, len(self._words) - 1)
        self._acted()
        mark = self.tr("Woord {n}: herhaald.") if heard else self.tr("Woord {n}: nog niet herhaald.")
        said = [mark.format(n=before + 1), self._said() if self._current != before else "", self.told.text()]
        accessibility.announce(self.tiles, " ".join(filter(None, said)))

    def _spell_next(self) -> None:
        """Spell this word; once it is spelled, the next."""
        if not self._words:
            return
        if self._spells:
            self._current = (self._current + 1) % len(self._words)
        self._spells = True
        self._acted()
        accessibility.announce(self.letters, wording.spelled(self._words[self._current]))

    def _acted(self) -> None:
        self._refresh()
        self.acted.emit()

    def _said(self) -> str:
        """The present word, for who listens to the screen."""
        return f"{self.progress.text()}: {self.word.text()}."

    def _refresh(self) -> None:
        word = self._words[self._current] if self._words else None
        self.tiles.show_state(self._current, self._repeated)
        told = self.tr("Woord {n} van {of}").format(n=self._current + 1, of=ARCHIVE_WORDS)
        self.progress.show_text(told if word else "")
        self.word.show_text(word.text if word else "")
        self.letters.show_letters(wording.letters(word) if word and self._spells else ())
        self.letters.setVisible(word is not None and self._spells)
        self._offer(is_shown=word is not None)
        everything = self.tr("Alle woorden zijn herhaald. Nu kan je ‘Doorgegeven’ kiezen.")
        self.told.show_text(everything if word and len(self._repeated) == ARCHIVE_WORDS else "")

    def _offer(self, *, is_shown: bool) -> None:
        for widget in (self.before, self.show_button):
            widget.setVisible(not is_shown)
        for widget in (self.repeat_button, self.spell_button, self.hide_button, self.keys):
            widget.setVisible(is_shown)
        again = self._current in self._repeated
        self.repeat_button.set_text(self.tr("Toch niet herhaald") if again else self.tr("Herhaald"))
        self.spell_button.set_text(self.tr("Spel het volgende woord") if self._spells else self.tr("Spel dit woord"))
