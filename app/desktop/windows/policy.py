# SPDX-License-Identifier: EUPL-1.2
"""What GPO or Intune wrote for this program in the part of the registry where administrators alone may write."""

from __future__ import annotations

from collections.abc import Mapping

from app.desktop.windows.api import Api

KEY = r"Software\Policies\Doorverwijzing"
_DEEPEST = 3
"""No setting lies deeper than ``protocollen, its id, telefoon``; what does is told as an unknown key."""


def values(api: Api) -> Mapping[str, object]:
    """The tree below our key: each value under its name, each key inside as a mapping of its own."""
    return _tree(api, KEY, _DEEPEST)


def _tree(api: Api, key: str, levels: int) -> dict[str, object]:
    found: dict[str, object] = dict(api.machine_values(key))
    for name in api.machine_keys(key):
        found[name] = _tree(api, rf"{key}\{name}", levels - 1) if levels else {}
    return found
