# SPDX-License-Identifier: EUPL-1.2
"""The scripts of packaging/, loaded by their place: the folder is no package, and its name is that of a library."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from tests.source_tree import ROOT


def script(name: str) -> ModuleType:
    """The script with this name."""
    known = f"packaging_{name}"
    if known not in sys.modules:
        place = importlib.util.spec_from_file_location(known, ROOT / "packaging" / f"{name}.py")
        assert place is not None
        assert place.loader is not None
        module = importlib.util.module_from_spec(place)
        sys.modules[known] = module  # a dataclass looks its module up by name
        place.loader.exec_module(module)
    return sys.modules[known]
