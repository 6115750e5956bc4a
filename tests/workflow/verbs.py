# SPDX-License-Identifier: EUPL-1.2
"""Verbs of the workflow by name, each with the state in which it is done, for stories that try them all."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.referral import State
from tests.workflow.desk import Desk

Verb = tuple[State, Callable[[Desk, str], object]]

OUTWARD: dict[str, Verb] = {
    "preview": (State.READY, lambda d, r: d.flow.export.preview(r)),
    "export": (State.READY, lambda d, r: d.flow.export.export(r)),
    "export again": (State.EXPORTED, lambda d, r: d.flow.export.export(r)),
    "prepare mail": (State.EXPORTED, lambda d, r: d.flow.handover.prepare_mail(r)),
    "mail by hand": (State.EXPORTED, lambda d, r: d.flow.handover.mail_by_hand(r)),
}
"""What brings finished data nearer to the OCMW."""
