# SPDX-License-Identifier: EUPL-1.2
"""The pinned Qt binding loses no reference to None or True (6.12.0 does on Python 3.10 and 3.11, and aborts)."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Python 3.12 and later keep these objects for ever and cannot show a drift; the calls must survive there all the same.
HEAD = """
import os, sys
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
"""
VOID_CALLS = """
label = QLabel("x")
before = sys.getrefcount(None)
for _ in range(20000):
    label.setText("x")
print("drift", sys.getrefcount(None) - before)
"""
EMITS = """
class Sender(QObject):
    fact = Signal(str)
sender = Sender()
before = sys.getrefcount(True)
for _ in range(2000):
    sender.fact.emit("x")
print("drift", sys.getrefcount(True) - before)
"""


@pytest.mark.parametrize(("work", "calls"), [(VOID_CALLS, 20000), (EMITS, 2000)], ids=["void calls", "emits"])
def test_calls_into_qt_lose_no_reference(work: str, calls: int) -> None:
    # WHEN a process of its own calls Qt very often
    done = subprocess.run(
        [sys.executable, "-c", HEAD + work + "\nsys.stdout.flush()\nos._exit(0)"],
        capture_output=True,
        text=True,
        check=False,
    )
    # THEN it survives, and the count stands where it stood (a handful of references of the loop itself aside)
    assert done.returncode == 0, done.stderr
    drift = int(done.stdout.split()[-1])
    assert abs(drift) < 10 < calls
