# SPDX-License-Identifier: EUPL-1.2
"""Field: label, input, help, inline problem, accessible name; no predictive text, nothing cut off silently."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.ui import accessibility, clipboard, tokens
from app.ui.widgets.plain_label import PlainLabel

HARD_LIMIT = 1_000_000
"""Far above every field's own limit: too much text is shown with a problem, never silently cut at 32,767 signs."""

HINTS = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PrivateLineEdit(QLineEdit):
    """A line of text that keyboards must not learn and that leaves by the guarded clipboard only (R33)."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(HARD_LIMIT)
        self.setInputMethodHints(HINTS)
        self.setDragEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and cut go through the guarded clipboard."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_guarded()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut_guarded()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, whose copy and cut are guarded too."""
        self.guarded_menu().popup(event.globalPos())

    def guarded_menu(self) -> QMenu:
        """The menu of the right mouse button."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in ("edit-copy", "edit-cut"):
                self._guard(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the user went on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def copy_guarded(self) -> None:
        """Copy the selection; never from a hidden passphrase."""
        if self.hasSelectedText() and self.echoMode() == QLineEdit.EchoMode.Normal:
            clipboard.put(self.selectedText())

    def cut_guarded(self) -> None:
        """Cut the selection; never from a hidden passphrase."""
        if self.hasSelectedText() and self.echoMode() == QLineEdit.EchoMode.Normal and not self.isReadOnly():
            clipboard.put(self.selectedText())
            self.del_()

    def _guard(self, action: QAction) -> None:
        action.triggered.disconnect()
        copies = action.objectName() == "edit-copy"
        action.triggered.connect(self.copy_guarded if copies else self.cut_guarded)


class Field(QWidget):
    """One input with everything around it.

    ``edited`` carries each change, ``left`` comes when the focus goes on, ``entered`` on the Enter key. The problem
    text is the input's accessible description. ``label`` may mark its shortcut letter with ``&``.
    """

    edited = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(
        self, object_name: str, label: str, *, help_text: str = "", required: bool = False, max_length: int = 0
    ) -> None:
        super().__init__()
        self.max_length = max_length
        self._help = help_text
        self.label = PlainLabel(label + (" *" if required else ""), role="label")
        self.input = PrivateLineEdit()
        self.label.setBuddy(self.input)
        accessibility.name(self.input, object_name, label, help_text)
        self.help = PlainLabel(help_text, role="small")
        self.problem = PlainLabel(role="problem")
        self.note = PlainLabel(role="note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        for widget in (self.label, self.help, self.input, self.problem, self.note):
            column.addWidget(widget)
        column.addStretch(1)
        self.help.setVisible(bool(help_text))
        self.problem.hide()
        self.note.hide()
        self.input.textChanged.connect(self.edited)  # not textEdited: dictation and on-screen keyboards set the text
        self.input.left.connect(self.left)
        self.input.returnPressed.connect(self.entered)

    def text(self) -> str:
        """What stands in the input, exactly."""
        return self.input.text()

    def set_text(self, text: str) -> None:
        """Fill the input; says nothing through ``edited``."""
        blocker = QSignalBlocker(self.input)
        self.input.setText(text)
        blocker.unblock()

    def fix(self, text: str, why: str) -> None:
        """A value that nobody types: it can be read and copied, and ``why`` stands in place of the help."""
        self.set_text(text)
        self.input.setReadOnly(True)
        self._help = why
        self.help.show_text(why)
        self.input.setAccessibleDescription(why)

    def set_problem(self, sentence: str) -> None:
        """Show what is wrong beside the input, or nothing."""
        self.problem.show_text(sentence)
        self.input.setAccessibleDescription(" ".join(part for part in (sentence, self._help) if part))
        if bool(self.input.property("problem")) != bool(sentence):
            self.input.setProperty("problem", bool(sentence))
            restyle(self.input)

    def set_note(self, sentence: str) -> None:
        """Show something worth knowing that is not wrong (for instance what cleaning took away)."""
        self.note.show_text(sentence)

    def focus(self) -> None:
        """Put the cursor here once the page is laid out."""
        QTimer.singleShot(0, self.input, self.input.setFocus)


def roomy(box: QAbstractSpinBox) -> None:
    """Give the text of a number or date the same room at its left as in a line of text; style sheets cannot."""
    edit = box.findChild(QLineEdit)
    if edit is not None:
        edit.setTextMargins(tokens.SPACE["s"], 0, 0, 0)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look again at a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
