# SPDX-License-Identifier: EUPL-1.2
"""Telephone number and e-mail address: right or not, and in the form a person reads easily."""

from __future__ import annotations

import re

# Both libraries are imported inside the functions: they must not cost time before the first window is painted.


def readable_phone(text: str) -> str | None:
    """A Belgian number as ``0470 12 34 56``, a foreign one as ``+31 6 12345678``; None when it cannot be called.

    It begins with 0 or +, or else a date such as ``12/03/1990`` would pass for a number of Tongeren.
    """
    import phonenumbers  # noqa: PLC0415

    if len(text) > 60 or not re.fullmatch(r"[+0][0-9()./\s–-]+", text, re.ASCII):
        return None
    try:
        number = phonenumbers.parse(text.replace("–", "-"), "BE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    form = phonenumbers.PhoneNumberFormat
    belgian = number.country_code == 32
    return phonenumbers.format_number(number, form.NATIONAL if belgian else form.INTERNATIONAL)


def readable_email(text: str) -> str | None:
    """The address in its normal form, or None when it is none. Nothing is looked up anywhere."""
    import email_validator  # noqa: PLC0415

    if len(text) > 320:
        return None
    try:
        return email_validator.validate_email(text, check_deliverability=False).normalized
    except email_validator.EmailNotValidError:
        return None
