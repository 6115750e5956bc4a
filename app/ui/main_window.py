# SPDX-License-Identifier: EUPL-1.2
"""Page stack, menu, message bar and banners; closing saves, never asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.ui import accessibility, texts, tokens
from app.ui.background import Lane
from app.ui.icons import Icon
from app.ui.menu import Menu
from app.ui.mnemonics import Mnemonics
from app.ui.widgets.mark import Mark
from app.ui.widgets.message_bar import Action, Banner, Message, MessageBar
from app.ui.widgets.page import Page
from app.ui.widgets.plain_label import PlainLabel

TITLE = "Doorverwijzing"
"""The window title: the same on every page, so that it never holds client data (R37)."""


class MainWindow(QMainWindow):
    """The one window. ``closed`` comes after everything typed was handed to the lanes and the lanes are empty.

    ``besides`` are lanes that hold nothing of the user's: a mail program that hangs never keeps the program from
    locking or closing.
    """

    closed = Signal()
    page_shown = Signal(str)
    restore_requested = Signal()

    def __init__(
        self, lanes: Sequence[Lane], colours: Callable[[], tokens.Colours], *, besides: Sequence[Lane] = ()
    ) -> None:
        super().__init__()
        self._lanes = tuple(lanes)
        self._pages: dict[str, Page] = {}
        self._makers: dict[str, Callable[[], Page]] = {}
        self._banners: dict[str, Banner] = {}
        self._save_failed = False
        self._gave_up = False
        self._closed = False
        self.setWindowTitle(TITLE)
        accessibility.name(self, "main_window", TITLE)
        self.setMinimumSize(480, 320)
        self.resize(1080, 720)
        self.menu = Menu(self)
        self.bar = MessageBar(colours)
        self.save_state = PlainLabel(role="small", wrap=False)
        accessibility.name(self.save_state, "save_state", "")
        self._busy = PlainLabel(self.tr("Even geduld …"), role="small", wrap=False)
        accessibility.name(self._busy, "busy_state", self._busy.text())
        self._busy.hide()
        self._lay_out()
        self._mnemonics = Mnemonics(self, self.menu.letters, self._places)
        self._mnemonics.watch(self.bar, self._stack)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keep_in_sight)
        for lane in (*self._lanes, *besides):
            lane.busy.connect(self._show_busy)
            lane.failed.connect(self.show_error)

    # --- pages ---

    def add_page(self, name: str, maker: Callable[[], Page]) -> None:
        """Announce a page; it is made when it is first shown, so that the window comes up at once."""
        self._makers[name] = maker

    def page(self, name: str) -> Page:
        """The page with this name, made now if need be."""
        if name not in self._pages:
            page = self._makers[name]()
            page.said.connect(self.show_message)
            self._pages[name] = page
            self._stack.addWidget(page)
            self._mnemonics.watch(page, page.content)
        return self._pages[name]

    def show_page(self, name: str) -> Page:
        """Bring a page to the front; what the page before it held is handed to the lane first."""
        before = self._stack.currentWidget()
        if isinstance(before, Page):
            before.flush()
        page = self.page(name)
        if self.bar.message is not None and not self.bar.message.sticky:
            self.bar.clear()
        if before is page:
            page.begin()
        self._stack.setCurrentWidget(page)
        self._mnemonics.renew()
        self.page_shown.emit(name)
        return page

    def _places(self) -> tuple[QWidget, ...]:
        page = self.current
        return (self.bar,) if page is None else (self.bar, page)

    @property
    def current(self) -> Page | None:
        """The page on screen."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    # --- saying things ---

    @Slot(object)
    def show_message(self, message: Message) -> None:
        """Say something in the bar; about damage with the way out, which the locked pages offer on their own."""
        if message.is_damage and self.menu.is_open:
            way_out = Action(self.tr("Zet een kopie terug"), "offer_restore", self.restore_requested.emit)
            message = Message(message.kind, message.text, (*message.actions, way_out), sticky=True)
        self.bar.show_message(message)

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Say in Dutch what went wrong; also told when closing, which then waits."""
        self._save_failed = True
        self.show_message(Message("error", texts.sentence(error), sticky=True, is_damage=texts.is_damage(error)))

    def show_uncaught(self, code: str) -> None:
        """Say that something unexpected happened, with its code."""
        self.bar.show_message(Message("error", texts.uncaught(code), sticky=True))

    def warn_of_lock(self, keep_working: Callable[[], object], text: str = "") -> None:
        """One minute before the lock; ``text`` replaces what the page would say."""
        text = text or (self.current.idle_warning() if self.current is not None else texts.IDLE_WARNING)
        action = Action(self.tr("Blijf verder werken"), "keep_working", keep_working)
        self.bar.show_message(Message("warning", text, (action,), sticky=True))

    def end_warning(self) -> None:
        """The user is there: take the warning away."""
        if self.bar.message is not None and any(a.object_name == "keep_working" for a in self.bar.message.actions):
            self.bar.clear()

    def set_banner(self, object_name: str, kind: str = "", text: str = "") -> None:
        """A line above every page until it is set again; an empty text takes it away."""
        old = self._banners.pop(object_name, None)
        if old is not None:
            old.hide()
            old.deleteLater()
        if text:
            banner = Banner(object_name, kind, text)
            self._banners[object_name] = banner
            self._top.addWidget(banner)
            banner.show()

    @Slot(str)
    def set_save_state(self, text: str) -> None:
        """ "Opgeslagen om 14:05" or nothing; only after the vault said so."""
        self.save_state.setText(text)
        self.save_state.setAccessibleName(text)

    # --- leaving ---

    def save_all(self) -> bool:
        """Hand over what is typed, wait until it is stored; False when something could not be stored."""
        self._save_failed = False
        for page in self._pages.values():
            page.flush()
        drained = [lane.drain() for lane in self._lanes]
        saved = [page.is_saved() for page in self._pages.values()]
        return all(drained) and all(saved) and not self._save_failed

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and go. What cannot be saved keeps the window open once, with the reason; no question is asked."""
        if not self._closed and not self.save_all() and not self._gave_up:
            self._gave_up = True
            event.ignore()
            return
        event.accept()
        if not self._closed:
            self._closed = True
            self.closed.emit()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        if busy:
            accessibility.announce(self._busy, self._busy.text())

    @Slot(QWidget, QWidget)
    def _keep_in_sight(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What gets the focus is on screen, also when no Tab key brought it there."""
        page = self.current
        if now is not None and page is not None and page.area.isAncestorOf(now):
            page.area.ensureWidgetVisible(now, 0, tokens.SPACE["xxl"])

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("window_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.bar)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self.setMenuWidget(self._top_bar())

    def _top_bar(self) -> QWidget:
        """The menu, and beside it what the program is doing: a corner of the menu bar is hidden from screen readers."""
        self.top_bar = QFrame()
        self.top_bar.setObjectName("top_bar")
        row = QHBoxLayout(self.top_bar)
        row.setContentsMargins(tokens.SPACE["l"], 0, tokens.SPACE["l"], 0)
        row.setSpacing(tokens.SPACE["s"])
        row.addWidget(Mark(Icon.APP, tokens.ICON["notice"]), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.menu.bar, 1)
        row.addWidget(self._busy, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.save_state, 0, Qt.AlignmentFlag.AlignVCenter)
        return self.top_bar
