# SPDX-License-Identifier: EUPL-1.2
"""RegisterFlow: the register on screen, saved as CSV for the officer, and the documents saved as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget  # noqa: TID251 - the register and the documents hold no client data

from app.ui import wording_register
from app.ui.pages.register import RegisterPage
from app.ui.stage import Stage
from app.workflow.register import RegisterView

AskWhere = Callable[[QWidget, str, str, str], str]
"""Parent, title, name offered and kind of file → the path the user chose, empty when none."""


def ask_where(parent: QWidget, title: str, name: str, kind: str) -> str:
    """The file dialog of the system, in the user's documents: a program may have been started anywhere."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(documents, name)), kind)
    return chosen


class RegisterFlow(QObject):
    """Opened from the menu; *Terug* leads to the overview."""

    back_requested = Signal()

    def __init__(self, stage: Stage, ask: AskWhere = ask_where) -> None:
        super().__init__(stage.window)
        self.setObjectName("register_flow")
        self._stage, self._ask = stage, ask
        self._verbs = stage.workflow.register
        stage.window.add_page("register", self._make_page)

    def show(self) -> None:
        """The register, read anew."""
        self._stage.vault_lane.run(self._verbs.show, done=self._show)

    def _show(self, view: RegisterView) -> None:
        names = tuple(profile.title for profile in self._verbs.session.profiles)
        self._stage.page(RegisterPage, "register").show_register(view, names)
        self._stage.window.show_page("register")

    def _make_page(self) -> RegisterPage:
        page = RegisterPage()
        page.export_requested.connect(self._export)
        page.document_requested.connect(self._document)
        page.back_requested.connect(self.back_requested)
        return page

    def _export(self) -> None:
        self._stage.vault_lane.run(self._verbs.file_name, done=self._export_as)

    def _export_as(self, name: str) -> None:
        target = self._ask(self._stage.window, self.tr("Bewaar het register"), name, "CSV (*.csv)")
        if target:
            self._stage.vault_lane.run(
                self._verbs.export_csv,
                target,
                done=lambda _: self._stage.say("success", self.tr("Het register is bewaard. Bezorg het aan je DPO.")),
                failed=self._not_saved,
            )

    def _document(self, kind: str, number: int) -> None:
        self._stage.vault_lane.run(
            self._verbs.document_name, kind, done=lambda name: self._document_as(kind, number, name)
        )

    def _document_as(self, kind: str, number: int, name: str) -> None:
        target = self._ask(self._stage.window, self.tr("Bewaar het document"), name, "PDF (*.pdf)")
        if target:
            self._stage.vault_lane.run(
                self._verbs.save_document,
                kind,
                self._verbs.session.profiles[number],
                target,
                done=lambda _: self._stage.say("success", self.tr("Het document is bewaard.")),
                failed=self._not_saved,
            )

    def _not_saved(self, error: Exception) -> None:
        self._stage.say("error", wording_register.not_saved(error))
