# SPDX-License-Identifier: EUPL-1.2
"""Colours that everybody can read, in light, dark and high contrast; Dutch texts of Qt itself."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import resource
from app.ui import icons, tokens
from app.ui.application import Look, UncaughtErrors, from_system, palette_of, style_sheet, translate_qt
from tests.ui.contrast_theme import CHOSEN, DISABLED, yellow_on_black

SCHEMES = {"light": tokens.LIGHT, "dark": tokens.DARK}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", tokens.TEXT_PAIRS, ids=" on ".join)
def test_R60_text_stands_out_at_least_4_5_to_1(scheme: str, pair: tuple[str, str]) -> None:
    colours = asdict(SCHEMES[scheme])
    assert tokens.contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", tokens.SHAPE_PAIRS, ids=" on ".join)
def test_R60_edges_stand_out_at_least_3_to_1(scheme: str, pair: tuple[str, str]) -> None:
    colours = asdict(SCHEMES[scheme])
    assert tokens.contrast(colours[pair[0]], colours[pair[1]]) >= 3


def test_contrast_is_the_one_of_wcag() -> None:
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tokens.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert tokens.contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_token_of_the_style_sheet_is_known_and_every_colour_is_a_token(scheme: str) -> None:
    sheet = style_sheet(SCHEMES[scheme])
    assert "$" not in sheet
    raw = resource("style", "app.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{6}\b", raw) == []
    for file in re.findall(r'url\("([^"]+)"\)', sheet):
        assert QColor(file).isValid() is False
        assert re.search(r"/(tick|up|down)-(light|dark)\.svg$", file)
        assert resource("icons", file.rsplit("/", 1)[1]).is_file()


def test_R60_high_contrast_uses_only_the_users_own_colours() -> None:
    # GIVEN what somebody chose in the system, WHEN it is followed
    colours = from_system(yellow_on_black())
    # THEN no colour of ours is left, and the sheet can be filled with them
    ours = set(asdict(tokens.LIGHT).values()) | set(asdict(tokens.DARK).values())
    assert colours.text == "#ffff00"
    assert colours.window == "#000000"
    assert set(asdict(colours).values()) <= {*CHOSEN.values(), DISABLED}
    assert not set(asdict(colours).values()) & ours
    assert style_sheet(colours)


def test_the_window_follows_a_change_of_scheme(qapp: QApplication) -> None:
    # GIVEN
    before = qapp.styleSheet()
    look = Look(qapp)
    try:
        # WHEN
        look.use(tokens.DARK)
        # THEN
        assert tokens.DARK.window in qapp.styleSheet()
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.DARK.window)
        assert palette_of(tokens.LIGHT).color(QPalette.ColorRole.Window) == QColor(tokens.LIGHT.window)
    finally:
        qapp.setStyleSheet(before)
        look.deleteLater()


def test_qt_itself_speaks_dutch(qapp: QApplication) -> None:
    translate_qt(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuleren"


@pytest.mark.parametrize("which", list(icons.Icon))
def test_every_icon_is_drawn(qapp: QApplication, which: icons.Icon) -> None:
    picture = icons.pixmap(which, "#0f6863", 24, 2.0)
    assert not picture.isNull()
    assert picture.width() in (48, 64)  # the program's own mark keeps its size


def test_R31_R37_an_uncaught_error_shows_a_code_and_prints_nothing(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # GIVEN
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    codes: list[str] = []
    errors = UncaughtErrors(lambda error: f"{type(error).__name__}@place")
    errors.happened.connect(codes.append)
    errors.install()
    # WHEN an error with a client's name in it reaches the top
    error = ValueError("Zoë D'Hondt-Çelik")
    sys.excepthook(ValueError, error, None)
    # THEN
    assert codes == ["ValueError@place"]
    assert capsys.readouterr() == ("", "")
