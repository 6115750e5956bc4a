# SPDX-License-Identifier: EUPL-1.2
"""Find what may not be passed on inside a text: national numbers, account numbers, dates (R13)."""

from __future__ import annotations

import re

_BETWEEN = r"[\s./\-–—_]{0,3}"
_ELEVEN_DIGITS = re.compile(rf"(?<!\d)(?=(\d(?:{_BETWEEN}\d){{10}})(?!\d))")
_WRITTEN_LIKE_NATIONAL = re.compile(r"(?<!\d)\d\d\.\d\d\.\d\d\s?[-–]\s?\d{3}\s?[.\-–]\s?\d\d(?!\d)")
_IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Za-z]{2}\d\d(?:[ .\-]?[A-Za-z0-9]){11,40}))")
_OLD_ACCOUNT = re.compile(r"(?<!\d)(\d{3})\s?[-–. ]\s?(\d{7})\s?[-–. ]\s?(\d{2})(?!\d)")
_IBAN_LENGTHS = {
    "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CZ": 24, "DE": 22, "DK": 18, "ES": 24, "FI": 18, "FR": 27,
    "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LT": 20, "LU": 20, "MA": 28, "MK": 19, "NL": 18,
    "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "TN": 24, "TR": 26, "UA": 29,
    "XK": 20,
}  # fmt: skip
_MONTHS = (
    "januari|jan|februari|feb|febr|maart|mrt|april|apr|mei|juni|jun|juli|jul|augustus|aug|september|sept|sep|"
    "oktober|okt|november|nov|december|dec|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|"
    "novembre|décembre"
)
_YEAR = r"(?:19|20)\d\d"
_GAP = r"\s?[./\-–—_\s]\s?"
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}({_YEAR}|\d\d)(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR}{_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})(?!\d)")
_WITH_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:ste|de|e|er)?[\s.\-/]{{0,3}}(?:{_MONTHS})\.?[\s.\-/']{{0,3}}({_YEAR}|\d\d)(?!\d)", re.I
)
_EIGHT_DIGITS = re.compile(r"(?<!\d)(\d{8})(?!\d)")


def has_national_number(text: str) -> bool:
    """Eleven digits whose last two are the check number, for both centuries; or anything written like one."""
    if _WRITTEN_LIKE_NATIONAL.search(text):
        return True
    return any(_is_national(re.sub(r"\D", "", found[1])) for found in _ELEVEN_DIGITS.finditer(text))


def has_account_number(text: str) -> bool:
    """An IBAN of any country, or a Belgian number in the old form; a Belgian IBAN also with a typing error in it."""
    for found in _IBAN.finditer(text):
        compact = re.sub(r"[ .\-]", "", found[1]).upper()
        exact = compact[: _IBAN_LENGTHS.get(compact[:2], len(compact))]
        if _mod97_of_iban(exact) == 1 or re.match(r"BE\d{14}", compact):
            return True
    return any(int(bank + number) % 97 % 97 == int(check) % 97 for bank, number, check in _OLD_ACCOUNT.findall(text))


def has_date(text: str, *, full_year_only: bool = False) -> bool:
    """A date in any Belgian way of writing; ``full_year_only`` where ``12/3/01`` can be a house number with box."""
    for day, month, year in _DAY_FIRST.findall(text):
        if _is_day(day, month) and (len(year) == 4 or not full_year_only):
            return True
    if any(_is_day(day, month) for month, day in _YEAR_FIRST.findall(text)):
        return True
    if any(1 <= int(day) <= 31 for day, _ in _WITH_MONTH.findall(text)):
        return True
    return any(_is_run_of_digits_a_date(digits) for digits in _EIGHT_DIGITS.findall(text))


def _is_national(digits: str) -> bool:
    check = int(digits[9:])
    return any(97 - int(century + digits[:9]) % 97 == check for century in ("", "2"))


def _mod97_of_iban(iban: str) -> int:
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97


def _is_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _is_run_of_digits_a_date(digits: str) -> bool:
    day_first = _is_day(digits[:2], digits[2:4]) and digits[4:6] in ("19", "20")
    return day_first or (digits[:2] in ("19", "20") and _is_day(digits[6:], digits[4:6]))
