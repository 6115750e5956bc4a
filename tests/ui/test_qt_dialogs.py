# SPDX-License-Identifier: EUPL-1.2
"""The windows that Qt draws itself, to save, to print and to ask, speak Dutch (product.md 7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QMessageBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.paths import resource
from app.ui.application import translate_qt
from app.ui.widgets.confirm import ask

SAME_IN_DUTCH = {"Printer", "Type", "Type:", "&Type"}
SAID = ("text", "title", "placeholderText", "windowTitle", "toolTip", "accessibleName", "accessibleDescription")


@contextmanager
def speaking_dutch(application: QApplication, *, dutch: bool) -> Iterator[None]:
    """With the translators of the program, or with none at all."""
    before = application.findChildren(QTranslator)
    for translator in before:
        application.removeTranslator(translator)
    if dutch:
        translate_qt(application)
    mine = [translator for translator in application.findChildren(QTranslator) if translator not in before]
    try:
        yield
    finally:
        for translator in mine:
            application.removeTranslator(translator)
            translator.deleteLater()
        for translator in before:
            application.installTranslator(translator)


def save_dialog(folder: Path) -> QDialog:
    """As ``getSaveFileName`` shows it where the system has no window of its own for this."""
    dialog = QFileDialog(None, "x", str(folder), "PDF (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return dialog


def print_dialog(folder: Path) -> QDialog:
    """With all its options."""
    printer = QPrinter()
    printer.setOutputFileName(str(folder / "x.pdf"))
    dialog = QPrintDialog(printer)
    dialog.setProperty("printer", printer)
    return dialog


def question(_folder: Path) -> QDialog:
    """A standard question of Qt's."""
    buttons = QMessageBox.StandardButton
    return QMessageBox(QMessageBox.Icon.Question, "x", "x", buttons.Yes | buttons.No | buttons.Cancel | buttons.Close)


def labels(window: QWidget) -> set[str]:
    """Everything with a word in it that a person can read or hear, without the user's own folders."""
    found: set[str] = set()
    for widget in [window, *window.findChildren(QWidget)]:
        found |= {str(getattr(widget, name)()) for name in SAID if hasattr(widget, name)}
        found |= {action.text() for action in widget.actions()}
        if isinstance(widget, QComboBox) and widget.objectName() != "lookInCombo":
            found |= {widget.itemText(row) for row in range(widget.count())}
        if isinstance(widget, QTabWidget):
            found |= {widget.tabText(tab) for tab in range(widget.count())}
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            heads = range(model.columnCount())
            found |= {str(model.headerData(column, Qt.Orientation.Horizontal)) for column in heads}
    return {text for text in found if re.search(r"[A-Za-z]{2}", text) and "/" not in text and "(*." not in text}


@pytest.mark.posix
@pytest.mark.parametrize("make", [save_dialog, print_dialog, question])
def test_R61_no_english_label_is_left_in_a_window_that_qt_draws(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, make: Callable[[Path], QDialog]
) -> None:
    # GIVEN a window as Qt makes it in English, and the same in this program
    read = []
    for dutch in (False, True):
        with speaking_dutch(qapp, dutch=dutch):
            dialog = make(tmp_path)
            qtbot.addWidget(dialog)
            read.append(labels(dialog))
    english, ours = read
    # THEN no label is the same in both, but words that are
    assert len(english) >= 4
    assert len(ours) >= len(english) - len(SAME_IN_DUTCH)
    assert (english & ours) - SAME_IN_DUTCH == set()


def test_R61_the_programs_own_question_has_no_word_of_qt(qtbot: QtBot) -> None:
    # GIVEN the only question of the program
    parent = QWidget()
    qtbot.addWidget(parent)
    box = ask(parent, "Wil je dit wissen?", do="Wis nu", keep="Laat staan", on_yes=lambda: None)
    # THEN it says what was given, and nothing else
    assert labels(box) - {parent.window().windowTitle()} == {"Wil je dit wissen?", "Wis nu", "Laat staan"}
    box.close()


def test_what_qt_lacks_is_said_as_our_file_says_it(qapp: QApplication) -> None:
    # GIVEN our own texts, as a person writes them
    contexts = ElementTree.parse(resource("texts", "qt_nl.ts")).getroot().findall("context")
    # WHEN each is asked from the file that is made of them
    with speaking_dutch(qapp, dutch=True):
        wrong = [
            source
            for context in contexts
            for message in context.findall("message")
            for source in [message.findtext("source", "")]
            if QCoreApplication.translate(context.findtext("name", ""), source, message.findtext("comment"))
            != message.findtext("translation")
        ]
    # THEN it is the same; when this fails, the head of the file says how to make the other one anew
    assert len(contexts) == 3
    assert wrong == []
