# SPDX-License-Identifier: EUPL-1.2
"""The tables of a built MSI, by which Windows replaces an earlier version; run by .ci/packages, where the tools are."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from identity import NAME
from windows.msi import make_msi


@pytest.fixture
def msi(tmp_path: Path) -> Path:
    """The package of a folder with two files."""
    folder = tmp_path / NAME
    (folder / "runtime").mkdir(parents=True)
    for name in (f"{NAME}.exe", "runtime/python3.dll"):
        (folder / name).write_bytes(b"content")
    icon = tmp_path / "app.ico"
    icon.write_bytes(b"icon")
    made = tmp_path / "package.msi"
    make_msi(folder, icon, "1.0.0", made)
    return made


def table(msi: Path, name: str) -> dict[str, list[str]]:
    """The rows by their first column; the first three lines are about the table itself."""
    command = ["msiinfo", "export", str(msi), name]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return {key: values for key, *values in (line.split("\t") for line in said[3:])}


def test_the_earlier_version_goes_inside_the_transaction_that_brings_the_new_one(msi: Path) -> None:
    order = {action: int(row[-1]) for action, row in table(msi, "InstallExecuteSequence").items()}
    behind = {action for action, nr in order.items() if nr > order["RemoveExistingProducts"]}
    assert order["InstallInitialize"] + 1 == order["RemoveExistingProducts"]
    assert {"ProcessComponents", "RemoveFiles", "InstallFiles", "PublishProduct", "InstallFinalize"} <= behind
    assert list(order.values()).count(order["RemoveExistingProducts"]) == 1


def test_no_file_of_an_earlier_version_counts_as_newer(msi: Path) -> None:
    # GIVEN files without a version, which Windows ranks below any that has one
    assert {row[3] for row in table(msi, "File").values()} == {""}
    # THEN the package asks for all of them, whatever lies there
    assert table(msi, "Property")["REINSTALLMODE"] == ["amus"]
