# SPDX-License-Identifier: EUPL-1.2
"""A lock file, and a watched file that asks the first window to come forward; no socket is needed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal, Slot


class SingleInstance(QObject):
    """One window per data folder. ``raise_requested`` comes when a second start found this one."""

    raise_requested = Signal()

    def __init__(self, lock_file: Path, raise_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("single_instance")
        self._raise_file = raise_file
        self._lock = QLockFile(str(lock_file))
        self._lock.setStaleLockTime(0)  # only the death of its process makes a lock stale, not its age
        self._watcher: QFileSystemWatcher | None = None

    def acquire(self, wait_ms: int = 0) -> bool:
        """Become the one window; False when another has this data folder open, here or in another session."""
        if not self._lock.tryLock(wait_ms):
            return False
        self._raise_file.touch()
        self._watcher = QFileSystemWatcher([str(self._raise_file)], self)
        self._watcher.fileChanged.connect(self._asked)
        return True

    def ask_first(self) -> None:
        """Ask the window that holds the lock to come forward."""
        self._raise_file.write_bytes(b"+")

    def release(self) -> None:
        """Let the next process in; before a locked process is started."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._lock.unlock()

    @Slot(str)
    def _asked(self, path: str) -> None:
        if self._watcher is not None and path not in self._watcher.files():
            self._watcher.addPath(path)
        self.raise_requested.emit()
