# SPDX-License-Identifier: EUPL-1.2
"""StepCard: one numbered step of a to-do list: done, to be done now, or later; said in words, not only by colour."""

from __future__ import annotations

from app.ui.widgets.containers import Card
from app.ui.widgets.plain_label import PlainLabel


class StepCard(Card):
    """``active`` is the step to do now; a done step says so."""

    def __init__(self, number: int, heading: str, *, done: bool = False, active: bool = False) -> None:
        super().__init__(look="accent" if active else "quiet", spacing="s")
        title = f"{number}. {heading}"
        if done:
            title = self.tr("{title} – gedaan").format(title=title)
        elif active:
            title = self.tr("{title} – nu").format(title=title)
        self.add(PlainLabel(title, role="heading"))
        self.setAccessibleName(title)
