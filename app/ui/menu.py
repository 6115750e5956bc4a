# SPDX-License-Identifier: EUPL-1.2
"""Menu: every action with its object name and shortcut; usable only while the vault is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

ALWAYS = ("action_breach", "action_help", "action_about", "action_quit")
"""Also while the vault is locked: a breach must be reported at once."""


class Menu(QObject):
    """``chosen`` carries the object name of the action; nothing is done here."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("menu")
        self.bar = QMenuBar(parent)
        self.bar.setObjectName("menu_bar")
        self.bar.setAccessibleName(self.tr("Menu"))
        self.bar.setNativeMenuBar(False)
        self.actions: dict[str, QAction] = {}
        self._fill()
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        """Locked, only a few actions can be used."""
        for name, action in self.actions.items():
            action.setEnabled(is_open or name in ALWAYS)

    @property
    def is_open(self) -> bool:
        """Can everything be used?"""
        return self.actions["action_overview"].isEnabled()

    @property
    def letters(self) -> str:
        """The letters that open a menu with Alt: no page may use them."""
        return "".join(action.text().partition("&")[2][:1] for action in self.bar.actions())

    def set_visible(self, object_name: str, visible: bool) -> None:
        """Leave out what this computer cannot do."""
        self.actions[object_name].setVisible(visible)

    def _fill(self) -> None:
        work = self._menu("menu_referral", self.tr("&Doorverwijzing"))
        self._action(work, "action_overview", self.tr("&Overzicht"), "Ctrl+O")
        self._action(work, "action_new", self.tr("&Nieuwe doorverwijzing"), "Ctrl+N")
        self._action(work, "action_info_sheet", self.tr("&Infoblad voor de cliënt"), "Ctrl+I")
        work.addSeparator()
        self._action(work, "action_lock", self.tr("Op &slot"), "Ctrl+L")
        self._action(work, "action_quit", self.tr("Sl&uiten"), "Ctrl+Q")
        after = self._menu("menu_after", self.tr("&Opvolgen"))
        self._action(after, "action_withdraw", self.tr("De cliënt wil &stoppen"))
        self._action(after, "action_ocmw_report", self.tr("&Melding van het OCMW"))
        self._action(after, "action_correct", self.tr("Gegevens &verbeteren"))
        self._action(after, "action_access", self.tr("De cliënt vraagt welke &gegevens je hebt"))
        after.addSeparator()
        self._action(after, "action_register", self.tr("&Register"), "Ctrl+R")
        self._action(after, "action_test_sending", self.tr("&Proefzending"))
        settings = self._menu("menu_settings", self.tr("&Instellingen"))
        self._action(settings, "action_settings", self.tr("&Instellingen"), "Ctrl+,")
        self._action(settings, "action_allow_screen_share", self.tr("&Laat scherm delen toe tot de app opnieuw start"))
        settings.addSeparator()
        self._action(settings, "action_restore_copy", self.tr("&Zet een kopie terug"))
        helping = self._menu("menu_help", self.tr("&Hulp"))
        self._action(helping, "action_breach", self.tr("Meld een &lek"), "Ctrl+Shift+L")
        helping.addSeparator()
        self._action(helping, "action_help", self.tr("&Hulp"), "F1")
        self._action(helping, "action_practice", self.tr("&Oefen met een verzonnen cliënt"))
        self._action(helping, "action_about", self.tr("&Over Doorverwijzing"))

    def _menu(self, object_name: str, text: str) -> QMenu:
        menu = self.bar.addMenu(text)
        menu.setObjectName(object_name)
        menu.setAccessibleName(text.replace("&", ""))
        return menu

    def _action(self, menu: QMenu, object_name: str, text: str, shortcut: str = "") -> None:
        action = menu.addAction(text)
        action.setObjectName(object_name)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: self.chosen.emit(object_name))
        self.actions[object_name] = action
