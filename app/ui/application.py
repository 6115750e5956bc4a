# SPDX-License-Identifier: EUPL-1.2
"""QApplication: Dutch Qt texts, fonts and style; an uncaught error becomes a message with a code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from string import Template
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import resource
from app.ui import icons, tokens
from app.ui.tokens import Colours
from app.ui.widgets.buttons import Button

NAME = "Doorverwijzing"


class Look(QObject):
    """Style sheet and palette, renewed when the system changes between light, dark and high contrast."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("look")
        self._application = application
        self.colours = tokens.LIGHT
        application.styleHints().colorSchemeChanged.connect(self.refresh)
        application.styleHints().accessibility().contrastPreferenceChanged.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Follow the system."""
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            self.use(from_system(self._application.style().standardPalette()))
        else:
            self.use(tokens.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else tokens.LIGHT)

    def use(self, colours: Colours) -> None:
        """Show this scheme."""
        self.colours = colours
        self._application.setPalette(palette_of(colours))
        self._application.setStyleSheet(style_sheet(colours))
        for window in self._application.topLevelWidgets():
            for button in window.findChildren(Button):
                button.colour_icon()
        self.changed.emit()


def make_application(arguments: Sequence[str]) -> tuple[QApplication, Look]:
    """The one QApplication, ready to show windows."""
    application = QApplication(list(arguments))
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("doorverwijzing")
    application.setWindowIcon(icons.app_icon())
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Belgium))
    translate_qt(application)
    return application, dress(application)


def dress(application: QApplication) -> Look:
    """Give an application our fonts, shapes and colours."""
    load_fonts()
    application.setStyle("Fusion")  # the same shapes on every system; our style sheet is drawn upon it
    application.setFont(QFont(tokens.FONT_FAMILY, tokens.TYPE["body"]))
    return Look(application)


def translate_qt(application: QApplication) -> None:
    """Without this, Qt's own menus and buttons stay English; our own file has the few that Qt's lacks."""
    folders = {
        "qtbase_nl": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        "qt_nl": str(resource("texts")),
    }
    for name, folder in folders.items():
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)


def load_fonts() -> None:
    """Our own font, so that the window looks the same on every computer."""
    for file in sorted(resource("fonts").glob("NotoSans-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def style_sheet(colours: Colours) -> str:
    """The style sheet with every token filled in; an unknown token raises."""
    dark = tokens.luminance(colours.window) < 0.2
    values = tokens.style_values(colours, resource("icons").as_posix(), "dark" if dark else "light")
    return Template(resource("style", "app.qss").read_text(encoding="utf-8")).substitute(values)


def palette_of(colours: Colours) -> QPalette:
    """The same colours for what Qt draws without the style sheet."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in {
        roles.Window: colours.window,
        roles.WindowText: colours.text,
        roles.Base: colours.surface,
        roles.AlternateBase: colours.sunken,
        roles.Text: colours.text,
        roles.Button: colours.surface,
        roles.ButtonText: colours.text,
        roles.Highlight: colours.accent,
        roles.HighlightedText: colours.on_accent,
        roles.ToolTipBase: colours.surface,
        roles.ToolTipText: colours.text,
        roles.Link: colours.accent_text,
        roles.PlaceholderText: colours.muted,
        roles.Accent: colours.accent,
        roles.BrightText: colours.on_danger,
    }.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    return made


def from_system(palette: QPalette) -> Colours:
    """High contrast: only the user's own system colours, whatever they are."""

    def of(role: QPalette.ColorRole, group: QPalette.ColorGroup = QPalette.ColorGroup.Active) -> str:
        return palette.color(group, role).name()

    roles = QPalette.ColorRole
    text, window, chosen = of(roles.WindowText), of(roles.Window), of(roles.Highlight)
    on_chosen, link = of(roles.HighlightedText), of(roles.Link)
    disabled = of(roles.WindowText, QPalette.ColorGroup.Disabled)
    return Colours(
        window=window,
        surface=of(roles.Base),
        sunken=window,
        border=text,
        border_strong=text,
        text=text,
        muted=text,
        accent=chosen,
        accent_hover=chosen,
        accent_pressed=chosen,
        on_accent=on_chosen,
        accent_soft=window,
        accent_edge=text,
        accent_text=link,
        success=text,
        success_soft=window,
        warning=text,
        warning_soft=window,
        warning_edge=text,
        danger=text,
        danger_soft=window,
        on_danger=window,
        disabled=disabled,
        disabled_soft=window,
    )


class UncaughtErrors(QObject):
    """Shows every uncaught error as a message with a code; never a traceback, which may hold typed text."""

    happened = Signal(str)

    def __init__(self, code_of: Callable[[BaseException], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("uncaught_errors")
        self._code_of = code_of

    def install(self) -> None:
        """From now on, nothing is printed."""
        sys.excepthook = self._caught

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.happened.emit(self._code_of(error))
