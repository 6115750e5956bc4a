# SPDX-License-Identifier: EUPL-1.2
"""Page: what every page shares: step, title, a column that scrolls when it must, and a footer with the verbs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui import accessibility, texts, tokens
from app.ui.icons import Icon
from app.ui.tab_order import follow_layout
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.message_bar import Action, Message
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.stepper import Stepper


class Page(QWidget):
    """Base of all pages. A page decides nothing: it shows values, calls verbs on its lane and tells facts.

    ``said`` carries a Message for the message bar. Subclasses fill ``self.body`` and call ``self.set_footer``; what
    stands above the title, if anything, goes into ``self.top``. A ``centred`` page stands in the middle of the window;
    a ``dense`` one has much to show and leaves less room around it. ``width`` names one of ``tokens.WIDTH``.
    """

    said = Signal(object)
    back_requested = Signal()

    def __init__(
        self,
        object_name: str,
        title: str,
        *,
        intro: str = "",
        width: str = "text",
        centred: bool = False,
        dense: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.first_focus: QWidget | None = None
        self._stepper: Stepper | None = None
        self._step_room = QVBoxLayout()
        self.title = PlainLabel(title, role="title")
        self.title.setObjectName("page_title")
        self.intro = PlainLabel(intro, role="muted")
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.SPACE["m"])
        self.top = QVBoxLayout()
        self._width = tokens.WIDTH[width]
        self._columns: list[QWidget] = []
        self._centred, self._dense = centred, dense
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self.area = self._scroll_area()
        self._outer.addWidget(self.area, 1)
        self.area.verticalScrollBar().rangeChanged.connect(self._align_footer)
        self._footer: QFrame | None = None
        self.intro.setVisible(bool(intro))

    def set_steps(self, names: tuple[str, ...], number: int) -> None:
        """Say where the user is among the named steps, counted from 1; without names, nothing is said."""
        if self._stepper is not None:
            self._stepper.hide()
            self._stepper.deleteLater()
            self._stepper = None
        if names:
            self._stepper = Stepper(names)
            self._stepper.show_step(number)
            self._step_room.addWidget(self._stepper)
            self._fit_stepper()

    def set_title(self, title: str, intro: str = "") -> None:
        """Change what the page is called; the window title never changes (R37)."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.intro.show_text(intro)
        self._fit_stepper()

    def set_footer(self, left: tuple[QWidget, ...] = (), right: tuple[QWidget, ...] = ()) -> None:
        """The verbs, always in sight: quiet ones left, the primary one last on the right."""
        if self._footer is not None:
            self._footer.hide()
            self._footer.deleteLater()
            del self._columns[1:]
        self._footer = QFrame()
        self._footer.setObjectName("page_footer")
        self._footer.setLayout(self._column(ButtonRow(left, right), tokens.SPACE["s" if self._dense else "m"]))
        self._outer.addWidget(self._footer)
        self._align_footer()

    def back_button(self, object_name: str) -> Button:
        """The quiet way out, the same on every page."""
        return Button(self.tr("&Terug"), object_name, kind="quiet", icon=Icon.BACK, clicked=self.back_requested.emit)

    def set_width(self, name: str) -> None:
        """Make the column as wide as this name of ``tokens.WIDTH`` says."""
        self._width = tokens.WIDTH[name]
        for widget in self._columns:
            widget.setMaximumWidth(self._width)
        self._fit_stepper()

    def say(self, kind: str, text: str, *actions: Action, sticky: bool = False) -> None:
        """Show a message in the bar: info, success, warning or error."""
        self.said.emit(Message(kind, text, actions, sticky))

    def fail(self, error: Exception) -> None:
        """Show the Dutch sentence of an error; use it as ``failed`` of the lane."""
        self.said.emit(Message("error", texts.sentence(error), is_damage=texts.is_damage(error)))

    def flush(self) -> None:
        """Hand everything typed to the lane now; called before lock, sleep, log-off and closing."""

    def is_saved(self) -> bool:
        """Is everything typed on this page stored? Asked after ``flush``, when the lanes are empty."""
        return True

    def idle_warning(self) -> str:
        """What to say one minute before the lock."""
        return texts.IDLE_WARNING

    def showEvent(self, event: QShowEvent) -> None:
        """Start at the top, with the cursor where the work begins."""
        super().showEvent(event)
        if not event.spontaneous():
            self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read on with the keyboard, also where nothing below can take the focus."""
        bar = self.area.verticalScrollBar()
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = bar.pageStep() if event.key() == Qt.Key.Key_PageDown else -bar.pageStep()
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - the name that Qt gives it
        """The Tab key goes as the eye does, also through what came later."""
        follow_layout(self)
        return super().focusNextPrevChild(next)

    def begin(self) -> None:
        """Scroll up, put the cursor in ``first_focus`` and say the title."""
        self.area.verticalScrollBar().setValue(0)
        if self.first_focus is not None:
            self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)
        accessibility.announce(self, self.title.text())

    def _align_footer(self) -> None:
        """Keep the verbs under the column, whether or not a scroll bar stands beside it."""
        bar = self.area.verticalScrollBar()
        if self._footer is not None:
            room = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
            self._footer.setContentsMargins(0, 0, room, 0)

    def _scroll_area(self) -> QScrollArea:
        self.content = content = QWidget()
        inner = QVBoxLayout()
        inner.setSpacing(0 if self._dense else tokens.SPACE["xs"])
        if self._centred:
            inner.addStretch(2)
        inner.addLayout(self.top)
        if self._dense:
            inner.addLayout(self._head())
        else:
            inner.addLayout(self._step_room)
            inner.addWidget(self.title)
        inner.addWidget(self.intro)
        inner.addSpacing(tokens.SPACE["xs" if self._dense else "m"])
        inner.addLayout(self.body)
        inner.addStretch(3)
        holder = QWidget()
        holder.setLayout(inner)
        inner.setContentsMargins(0, 0, 0, 0)
        content.setLayout(self._column(holder, tokens.SPACE["s" if self._dense else "l"]))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def _head(self) -> QHBoxLayout:
        """Title and step beside each other: a dense page has no line to spare."""
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["xl"])
        row.addWidget(self.title, 1)
        row.addLayout(self._step_room)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names of the steps need room."""
        super().resizeEvent(event)
        self._fit_stepper()

    def _fit_stepper(self) -> None:
        if self._stepper is not None:
            room = min(self.width(), self._width) - 4 * tokens.SPACE["xl"]  # both sides, between, and a scroll bar
            beside = self.title.fontMetrics().horizontalAdvance(self.title.text()) if self._dense else 0
            self._stepper.fit(room - beside)

    def _column(self, widget: QWidget, vertical: int) -> QHBoxLayout:
        """A centred column of readable width."""
        widget.setMaximumWidth(self._width)
        self._columns.append(widget)
        row = QHBoxLayout()
        row.setContentsMargins(tokens.SPACE["xl"], vertical, tokens.SPACE["xl"], vertical)
        row.addStretch(1)
        row.addWidget(widget, 1000)
        row.addStretch(1)
        return row


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout that is filled anew."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
