# SPDX-License-Identifier: EUPL-1.2
"""Message and MessageBar: information, success, warnings and errors inside the window, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui import accessibility, icons, tokens
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.field import restyle
from app.ui.widgets.plain_label import PlainLabel

_ICONS = {"info": Icon.INFO, "success": Icon.SUCCESS, "warning": Icon.WARNING, "error": Icon.ERROR}


@dataclass(frozen=True, slots=True)
class Action:
    """A button in a message: a verb, its object name and what it does."""

    text: str
    object_name: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """What the bar says. ``kind`` is info, success, warning or error; ``sticky`` stays when the page changes.

    ``is_damage``: stored data turned out damaged; the window adds the way out.
    """

    kind: str
    text: str
    actions: tuple[Action, ...] = ()
    sticky: bool = False
    is_damage: bool = False


class MessageBar(QFrame):
    """One message at a time, until it is closed, replaced, or another page comes."""

    def __init__(self, colours: Callable[[], tokens.Colours], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._message: Message | None = None
        self._buttons: list[Button] = []
        self._mark = PlainLabel(wrap=False)
        self._text = PlainLabel()
        self._text.setObjectName("message_text")
        self._close = Button(self.tr("Sluit bericht"), "message_close", kind="quiet", clicked=self.clear)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.SPACE["xl"], tokens.SPACE["s"], tokens.SPACE["l"], tokens.SPACE["s"])
        self._row.setSpacing(tokens.SPACE["m"])
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        accessibility.name(self, "message_bar", "")
        self.hide()

    @property
    def message(self) -> Message | None:
        """What is shown now."""
        return self._message

    def show_message(self, message: Message) -> None:
        """Show and speak it; an error or warning interrupts what is being read aloud."""
        self.clear()
        self._message = message
        self.setProperty("message", message.kind)
        restyle(self)
        self._text.setText(message.text)
        self.setAccessibleName(message.text)
        self.recolour()
        for action in message.actions:
            button = Button(action.text, action.object_name, clicked=action.run)
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self.show()
        accessibility.announce(self, message.text, urgent=message.kind in ("warning", "error"))

    def clear(self) -> None:
        """Say nothing."""
        self._message = None
        self.hide()
        self.setAccessibleName("")
        self._text.setText("")
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()  # deleted only when the event loop comes round
            button.deleteLater()
        self._buttons.clear()

    def recolour(self) -> None:
        """Draw the mark in the colour of the message, also after a change between light and dark."""
        if self._message is not None:
            kind = self._message.kind
            colour = {"info": "accent_text", "success": "success", "warning": "warning"}.get(kind, "danger")
            picture = icons.pixmap(_ICONS[kind], getattr(self._colours(), colour), 22, self.devicePixelRatioF())
            self._mark.setPixmap(picture)


class Banner(QFrame):
    """A line that stays above every page, for instance the practice mode or an ending protocol."""

    def __init__(self, object_name: str, kind: str, text: str) -> None:
        super().__init__()
        self.setProperty("message", kind)
        accessibility.name(self, object_name, text)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE["xl"], tokens.SPACE["s"], tokens.SPACE["xl"], tokens.SPACE["s"])
        row.addWidget(PlainLabel(text))
