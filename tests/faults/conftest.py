# SPDX-License-Identifier: EUPL-1.2
"""The two shims, built once per run; Linux only: elsewhere these tests are left out, not skipped."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.harness import Harness

collect_ignore_glob = [] if sys.platform == "linux" else ["test_*.py"]


@pytest.fixture(scope="session")
def harness() -> Iterator[Harness]:
    """Builds the shims; works in a memory file system where there is one, for speed alone."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="faults-", dir=memory if memory.is_dir() else None) as folder:
        yield Harness(Path(folder))
