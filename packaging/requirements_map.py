# SPDX-License-Identifier: EUPL-1.2
"""Write tests/REQUIREMENTS.md: which test shows which requirement or promise, and which have none yet."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
PAGE = TESTS / "REQUIREMENTS.md"
_NAMED = re.compile(r"test((?:_(?:R\d\d|P\d{1,2}))+)(?:_|$)")

HEAD = """# Requirements and promises, and the tests that show them

Made by `python packaging/requirements_map.py` from `tests/requirements.toml` and the names of the tests; do not edit.
R: requirements of the protocol and its users. P: promises about faults.
"""


def requirements() -> dict[str, dict[str, str]]:
    """Each requirement with its line, and when it is planned if it is not built yet."""
    return tomllib.loads((TESTS / "requirements.toml").read_text("utf-8"))


def named_tests() -> Iterator[tuple[str, str]]:
    """Each requirement that a test names, with that test as ``file::name``."""
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and (match := _NAMED.match(node.name)):
                for requirement in match[1].split("_")[1:]:
                    yield requirement, f"{path.relative_to(TESTS).as_posix()}::{node.name}"


def tests_by_requirement() -> dict[str, list[str]]:
    """Every requirement with its tests, possibly none; a name that is no requirement is an error."""
    found: dict[str, list[str]] = {requirement: [] for requirement in requirements()}
    for requirement, test in named_tests():
        if requirement not in found:
            raise ValueError(f"{test} names {requirement}, which is not in tests/requirements.toml")
        found[requirement].append(test)
    return found


def page() -> str:
    """The page as it should be."""
    lines, facts = tests_by_requirement(), requirements()
    shown = [requirement for requirement, tests in lines.items() if tests]
    missing = [requirement for requirement, tests in lines.items() if not tests and "planned" not in facts[requirement]]
    planned = [requirement for requirement, tests in lines.items() if not tests and "planned" in facts[requirement]]
    parts = [HEAD, f"{len(shown)} of {len(lines)} are shown by tests."]
    parts.append(f"No test yet: {', '.join(missing) or 'none'}.")
    parts.append(f"Planned: {', '.join(planned) or 'none'}.\n")
    parts.append("| | What | Tests |\n|---|---|---|")
    for requirement, tests in lines.items():
        cell = "<br>".join(f"`{test}`" for test in tests)
        if not tests:
            cell = f"planned {facts[requirement]['planned']}" if requirement in planned else "**no test yet**"
        parts.append(f"| {requirement} | {facts[requirement]['text']} | {cell} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
