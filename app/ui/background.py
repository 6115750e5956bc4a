# SPDX-License-Identifier: EUPL-1.2
"""One lane for vault and export, one for mail programs: work in the background, answers on the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

T = TypeVar("T")
_Job = tuple[Callable[..., Any], tuple[Any, ...], Callable[[Any], None] | None, Callable[[Exception], None] | None]
_Entry = _Job | threading.Event | None

BUSY_AFTER_MS = 300


class Lane(QObject):
    """Runs one job at a time, in the order they were given, on a thread of its own.

    ``busy`` says True when work lasts over 300 ms, and False when that work is over. ``failed`` gets every error that
    no caller wanted to handle itself. ``done`` and ``failed`` callbacks run on the GUI thread; when they belong to a
    widget that is gone by then, the answer is dropped.
    """

    busy = Signal(bool)
    failed = Signal(object)
    _answered = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._jobs: SimpleQueue[_Entry] = SimpleQueue()
        self._open = 0
        self._said_busy = False
        self._closed = False
        self._timer = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._timer.timeout.connect(self._say_busy)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread: threading.Thread | None = None

    def run(
        self,
        fn: Callable[..., T],
        *args: object,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do ``fn(*args)`` behind what was asked before; call only from the GUI thread."""
        if self._closed:
            return
        if self._thread is None:
            # A daemon: a mail program that hangs must not keep the process alive; drain() waits for what matters.
            self._thread = threading.Thread(target=self._work, name=self.objectName(), daemon=True)
            self._thread.start()
        self._open += 1
        if self._open == 1:
            self._timer.start()
        self._jobs.put((fn, args, done, failed))

    def drain(self, seconds: float = 30.0) -> bool:
        """Wait until everything asked so far is done and its answers are delivered; False when time ran out."""
        if self._thread is None or self._closed:
            return True
        reached = threading.Event()
        self._jobs.put(reached)
        if not reached.wait(seconds):
            return False
        QCoreApplication.sendPostedEvents(self, int(QEvent.Type.MetaCall.value))
        return True

    def close(self, seconds: float = 30.0) -> bool:
        """Finish what was asked, then take no more."""
        finished = self.drain(seconds)
        self._closed = True
        self._jobs.put(None)
        return finished

    def _work(self) -> None:
        while (entry := self._jobs.get()) is not None:
            if isinstance(entry, threading.Event):
                entry.set()
                continue
            fn, args, done, failed = entry
            callback: Callable[[Any], None] | None
            answer: Any
            try:
                callback, answer = done, fn(*args)
            except Exception as error:  # noqa: BLE001 - every error is an answer; none may end the lane
                callback, answer = failed or self.failed.emit, error
            if not shiboken6.isValid(self):
                return
            self._answered.emit(callback, answer)
            del fn, args, done, failed, entry, callback, answer  # an idle lane keeps no passphrase alive

    @Slot()
    def _say_busy(self) -> None:
        self._said_busy = True
        self.busy.emit(True)

    @Slot(object, object)
    def _deliver(self, callback: Callable[[Any], None] | None, answer: object) -> None:
        self._open -= 1
        if self._open == 0:
            self._timer.stop()
            if self._said_busy:
                self._said_busy = False
                self.busy.emit(False)
        if callback is not None and _alive(callback):
            callback(answer)


def _alive(callback: Callable[..., object]) -> bool:
    """False when the callback belongs to a Qt object that was deleted meanwhile."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
