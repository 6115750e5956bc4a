# SPDX-License-Identifier: EUPL-1.2
"""Two small windows beside the program, in a process of their own: a mail to send, and the file of a client.

As a script: ``mail SENT DRAFT`` shows a draft and keeps what was sent; ``dossier NOTES`` keeps what was pasted.
"""

from __future__ import annotations

import email.policy
import json
import sys
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

MAIL_TITLE = "Write: "
DOSSIER_TITLE = "Dossier"


def mail_window(sent: Path, draft: Path) -> QWidget:
    """The draft with its recipient and attachment; Ctrl+Enter sends it, as in most mail programs."""
    message = message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    names = [part.get_filename() for part in message.iter_attachments()]
    window = QWidget()
    window.setWindowTitle(f"{MAIL_TITLE}{message['Subject']}")
    layout = QVBoxLayout(window)
    for line in (message["To"], message["Subject"], *names):
        layout.addWidget(QLabel(str(line)))

    def send() -> None:
        sent.write_text(json.dumps({"to": message["To"], "attachments": names}), "utf-8")
        window.close()

    QShortcut(QKeySequence("Ctrl+Return"), window).activated.connect(send)
    return window


def dossier_window(notes: Path) -> QWidget:
    """An empty page that is kept as it is written."""
    page = QPlainTextEdit()
    page.setWindowTitle(DOSSIER_TITLE)
    page.textChanged.connect(lambda: notes.write_text(page.toPlainText(), "utf-8"))
    return page


def main(kind: str, *files: str) -> int:
    """Show one of them until it is closed."""
    application = QApplication([kind])
    made: dict[str, Callable[[], QWidget]] = {
        "mail": lambda: mail_window(Path(files[0]), Path(files[-1])),
        "dossier": lambda: dossier_window(Path(files[0])),
    }
    window = made[kind]()
    window.resize(600, 300)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
