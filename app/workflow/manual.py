# SPDX-License-Identifier: EUPL-1.2
"""The manual behind F1, with the terms of the protocol in it; it holds nothing of anyone, so no lock keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.accountability import values
from app.domain.manual import Manual
from app.paths import resource
from app.workflow.session import Session


@dataclass(frozen=True, slots=True)
class ManualVerbs:
    """``read`` is called when somebody asks for help, so that it costs the start nothing."""

    session: Session
    read: Callable[[], Manual]

    def manual(self) -> Manual:
        """All pages; ResourceDamaged when they cannot be read."""
        return self.read().filled(values(self.session.profiles[0]))

    def picture(self, name: str) -> Path:
        """The file of a picture."""
        return resource("help", "pictures", f"{name}.png")
