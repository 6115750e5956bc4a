# SPDX-License-Identifier: EUPL-1.2
"""Places parts of equal width: as many beside each other as fit, filled row by row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


def place(parts: Sequence[QWidget], width: int, choices: Sequence[int], gap: int, *, move: bool = True) -> int:
    """Put the parts in the most columns of ``choices`` that fit (the last one always does); gives the height."""
    if not parts:
        return 0
    widest = max(part.sizeHint().width() for part in parts)
    height = max(part.sizeHint().height() for part in parts)
    columns = next((n for n in choices if n * widest + (n - 1) * gap <= width), choices[-1])
    for position, part in enumerate(parts if move else ()):
        row, column = divmod(position, columns)
        part.setGeometry(QRect(column * (widest + gap), row * (height + gap), widest, height))
    return -(-len(parts) // columns) * (height + gap) - gap
