# SPDX-License-Identifier: EUPL-1.2
"""Refusals: what cannot be told or done about a report, a breach or a test sending; each with its code."""

from __future__ import annotations

from app.domain.errors import AppError, NotNow


class ReportKnown(AppError):
    """The same report (reference, kind, day) was entered before."""

    code = "T06"


class CorrectFirst(AppError):
    """A report cannot be answered with "verbeterd" while no later version was declared sent."""

    code = "T07"


class EraseFirst(AppError):
    """A report cannot be answered with "gewist" while the data are still here."""

    code = "T08"


class DayInFuture(AppError):
    """Something that already happened is given a moment in the future."""

    code = "T09"


class TrialUnknown(AppError):
    """No test sending (proefzending) with this reference is open."""

    code = "T10"


class NothingSent(NotNow):
    """Of this referral no version was ever declared sent: the OCMW cannot speak of it."""

    code = "T11"


class DayTooEarly(AppError):
    """Something is given a day before the referral it is about was begun."""

    code = "T12"


class HappenedLater(AppError):
    """A breach that is said to have happened after it was discovered."""

    code = "B01"


class BeforeProtocol(AppError):
    """A breach that is said to have been discovered before anything was passed on under this protocol."""

    code = "B02"


class TooManyReferences(AppError):
    """More references than a mail can reasonably name. Facts: ``most`` (int)."""

    code = "B03"


class RecipientUnclear(AppError):
    """It concerns the other party too, and nothing tells which of several protocols it is about."""

    code = "B04"
