# SPDX-License-Identifier: EUPL-1.2
"""The information sheet with a translation beside it, and the tick card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.languages import LANGUAGES
from app.domain.profile import Sheet, SheetSection
from app.ui.pages.sheet import SheetPage
from app.ui.pages.tick_card import TickCardPage
from app.ui.widgets.page import Page
from app.workflow.paper import fill, sheet_values
from tests.factory import a_sender, the_profile


def filled(language: str) -> Sheet:
    """A sheet as the client sees it."""
    sheet = the_profile().sheet(language)
    assert sheet is not None
    values = sheet_values(the_profile(), a_sender(), "23/11/2026", language)
    sections = tuple(SheetSection(part.heading, fill(part.body, values)) for part in sheet.sections)
    return replace(sheet, sections=sections, footer=fill(sheet.footer, values))


def beside(language: str, validated_by: str = "") -> Callable[[], Page]:
    """Dutch with this language."""

    def make() -> Page:
        page = SheetPage()
        page.show_sheet(filled("nl"), replace(filled(language), validated_by=validated_by), tuple(LANGUAGES))
        return page

    return make


def tick_card() -> TickCardPage:
    """The card for a home visit."""
    page = TickCardPage()
    page.show_card(the_profile())
    return page


PAGES: dict[str, Callable[[], Page]] = {
    "sheet_fr": beside("fr"),
    "sheet_ar": beside("ar"),
    "sheet_uk": beside("uk"),
    "sheet_ps": beside("ps"),
    "sheet_checked": beside("en", "sociaal tolk Engels"),
    "tick_card": tick_card,
}
