# SPDX-License-Identifier: EUPL-1.2
"""RegisterTable: rows to read, found by reference, walked with the arrow keys; Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.ui import accessibility, wording_register
from app.workflow.register import RowView

REFERENCE = 3
ROW_HEIGHT, WIDEST = 30, 420
MEASURED = 50
"""Rows beside the visible ones that decide how wide a column is: all of five years would take a second."""
Index = QModelIndex | QPersistentModelIndex


class RegisterModel(QAbstractTableModel):
    """The rows as text; ``broken`` is the number of the first row that does not fit."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[RowView, ...] = ()
        self._broken: int | None = None
        self._heads = (
            self.tr("Rij"),
            self.tr("Wanneer"),
            self.tr("Wat"),
            self.tr("Referentie"),
            self.tr("Protocol"),
            self.tr("Medewerker"),
            self.tr("Teksten"),
        )

    def fill(self, rows: tuple[RowView, ...], broken: int | None) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows, self._broken = rows, broken
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if across else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        text = self._texts(self._rows[index.row()])[index.column()]
        return f"{self._heads[index.column()]}: {text}" if role == Qt.ItemDataRole.AccessibleTextRole else text

    def _texts(self, row: RowView) -> tuple[str, ...]:
        number = str(row.number)
        return (
            self.tr("{number} – klopt niet").format(number=number) if row.number == self._broken else number,
            row.moment.strftime("%d/%m/%Y %H:%M") if row.moment is not None else row.time,
            wording_register.event(row.event),
            row.reference,
            row.protocol,
            row.user,
            row.texts,
        )


class RegisterTable(QTableView):
    """The table itself; nothing in it can be edited."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        accessibility.name(self, object_name, self.tr("Rijen van het register, de nieuwste eerst"))
        self._widths: list[int] = []
        self.rows = RegisterModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self.rows)
        self._found.setFilterKeyColumn(REFERENCE)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._found)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setMaximumSectionSize(WIDEST)
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)

    def fill(self, rows: tuple[RowView, ...], broken: int | None) -> None:
        """Show these rows; the arrow keys begin at the broken one, or else at the newest."""
        self.rows.fill(rows, broken)
        places = [place for place, row in enumerate(rows) if row.number == broken]
        self.setCurrentIndex(self._found.index(places[0] if places else 0, 0))
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        self.resizeColumnsToContents()
        current = [self.sizeHintForIndex(self.currentIndex().siblingAtColumn(n)).width() for n in range(header.count())]
        self._widths = [max(header.sectionSize(place), width + 1) for place, width in enumerate(current)]
        for place, width in enumerate(self._widths):
            header.resizeSection(place, width)
        self._share_room()

    def show_only(self, reference: str) -> int:
        """Only rows with this in their reference; how many there are."""
        self._found.setFilterFixedString("".join(reference.split()))
        self.scrollToTop()  # the newest of what was found, not the row that was chosen before
        return self._found.rowCount()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The last column fills what is left; when the texts need more, the table scrolls instead of cutting them."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        header = self.horizontalHeader()
        header.setStretchLastSection(sum(self._widths) < self.viewport().width())
        if not header.stretchLastSection() and self._widths:
            header.resizeSection(len(self._widths) - 1, self._widths[-1])
