# SPDX-License-Identifier: EUPL-1.2
"""ReferenceField: the reference of a referral, typed by a person; one that cannot be is told beside it."""

from __future__ import annotations

from app.domain.errors import ReferenceUnknown
from app.domain.reference import parse_reference
from app.domain.refusals import NothingSent
from app.ui import texts
from app.ui.widgets.field import Field


class ReferenceField(Field):
    """``label`` says where the reference stands; without it, that is the client's file."""

    def __init__(self, object_name: str, label: str = "") -> None:
        super().__init__(
            object_name,
            label or self.tr("&Referentie uit het dossier"),
            help_text=self.tr("Acht tekens, met een streepje in het midden."),
        )
        self.edited.connect(lambda _text: self.set_problem(""))

    def reference(self) -> str:
        """As this program writes it; empty when it cannot be one, which is then told here."""
        try:
            return parse_reference(self.text())
        except ValueError:
            self.refuse(ReferenceUnknown())
            return ""

    def refuse(self, error: Exception) -> bool:
        """Tell here what is wrong with the reference; False when the error is about something else."""
        if not isinstance(error, ReferenceUnknown | NothingSent):
            return False
        self.set_problem(texts.sentence(error))
        self.focus()
        return True
