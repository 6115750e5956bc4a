# SPDX-License-Identifier: EUPL-1.2
"""The help: its contents, a search, nothing found, the page on what is not protected, and a page with a picture."""

from __future__ import annotations

from app.content import manual
from app.domain.accountability import values
from app.paths import resource
from app.ui.pages.help import HelpPage
from tests.factory import the_profile

PICTURE_SIZE = (1100, 600)
"""A picture of the help is a page in a window of this size: as on a laptop, and readable beside the contents."""
LARGEST_PICTURE = 45_000
"""Bytes: they go along in every installation."""


def help_at(topic: str) -> HelpPage:
    """The help at this page."""
    page = HelpPage(manual().filled(values(the_profile())), lambda name: resource("help", "pictures", f"{name}.png"))
    page.open_at(topic)
    return page


def searched(typed: str) -> HelpPage:
    """The help after a search."""
    page = help_at("drie_minuten")
    page.search.input.setText(typed)
    return page


PAGES = {
    "help_contents": lambda: help_at("drie_minuten"),
    "help_picture": lambda: help_at("wachtzin"),
    "help_hits": lambda: searched("wachtzin vergeten"),
    "help_many_hits": lambda: searched("bellen"),
    "help_nothing": lambda: searched("xylofoon"),
    "help_risk": lambda: help_at("niet_beschermd"),
    "help_keys": lambda: help_at("sneltoetsen"),
}
