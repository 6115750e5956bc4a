# SPDX-License-Identifier: EUPL-1.2
"""What was checked: one line for each check, and whether anything failed or nothing ran at all."""

from __future__ import annotations


class Report:
    """Prints as it goes; ``exit_code`` is 1 after a failure, and also when nothing was checked."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def check(self, what: str, holds: bool, why: str = "") -> None:
        """One line, with the reason where there is one."""
        if holds:
            self.passed += 1
        else:
            self.failed += 1
        print(
            f"{'ok  ' if holds else 'FOUT'} {what}{f': {why.strip()[-900:]}' if why and not holds else ''}", flush=True
        )

    @property
    def exit_code(self) -> int:
        return 1 if self.failed or not self.passed else 0
