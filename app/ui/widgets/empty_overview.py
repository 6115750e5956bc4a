# SPDX-License-Identifier: EUPL-1.2
"""EmptyOverview: nothing is open; what a referral is, in four steps, and where to begin or practise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import tokens
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.mark import Mark
from app.ui.widgets.plain_label import PlainLabel


class EmptyOverview(Card):
    """``practise`` stands under the steps; the verb that begins for real stays in the footer, as on every page."""

    def __init__(self, practise: Button) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE["m"])
        words.addWidget(PlainLabel(self.tr("Er staan geen doorverwijzingen open."), role="heading"))
        words.addWidget(PlainLabel(self.tr("Wil een gezin hulp van het OCMW? Zo gaat het:")))
        words.addLayout(self._steps())
        words.addWidget(PlainLabel(self.tr("Reken op drie minuten. Wat je typt, wordt vanzelf bewaard."), role="muted"))
        words.addWidget(ButtonRow(left=(practise,)))
        self._drawing = Mark(Icon.BEGIN, tokens.ICON["drawing"], QPalette.ColorRole.Link)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["xxl"])
        row.addLayout(words, 1)
        row.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def _steps(self) -> QGridLayout:
        """Each step in a few words, with the drawing that its verb carries too."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE["m"])
        grid.setVerticalSpacing(tokens.SPACE["s"])
        grid.setColumnStretch(1, 1)
        steps: tuple[tuple[Icon, str], ...] = (
            (Icon.SUCCESS, self.tr("Je vertelt de cliënt wat er gebeurt en vraagt toestemming.")),
            (Icon.EDIT, self.tr("Je vult de naam en de contactgegevens in.")),
            (Icon.LOCK, self.tr("Eén klik maakt het beveiligde bestand en zet de e-mail klaar.")),
            (Icon.PHONE, self.tr("Je belt het OCMW en leest de wachtzin van het bestand voor.")),
        )
        for row, (drawing, text) in enumerate(steps):
            mark: QWidget = Mark(drawing, tokens.ICON["notice"], QPalette.ColorRole.Link)
            grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(text), row, 1)
        return grid
