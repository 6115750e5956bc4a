# SPDX-License-Identifier: EUPL-1.2
"""What is inside the packages (a CycloneDX list) and how to know that they are ours (SHA-256 of each file)."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from identity import NAME, ROOT, UPGRADE_CODE
from windows.imports import binaries

SUMS = "SHA256SUMS"

# Native code inside wheels and beside them, which no lock file names, by what it says of itself. SQLite's own number
# stands behind its table of letters; SQLCipher's behind the name of its edition.
_INSIDE = {
    "OpenSSL": re.compile(rb"OpenSSL (\d+\.\d+\.\d+) \d"),
    "SQLCipher": re.compile(rb"community\x00+(\d+\.\d+\.\d+)\x00"),
    "SQLite": re.compile(rb"@{8}(3\.\d+\.\d+)\x00"),
    "Expat": re.compile(rb"expat_(\d+\.\d+\.\d+)"),
}
_PYTHON_DLL = re.compile(r"runtime/python3\d+\.dll")
_PYTHON = re.compile(rb"(?<![\d.])(3\.\d+\.\d+)\x00")
# What is known to be there, below which folder, and what it serves for.
_KNOWN = {
    ("CPython", "runtime"): "Windows runtime, without TLS, tests and Tcl.",
    ("Expat", "runtime"): "Of CPython.",
    ("SQLite", "runtime"): "Of CPython; holds the key file alone.",
    ("SQLite", "lib/sqlcipher3"): "The one that SQLCipher is made from.",
    ("SQLCipher", "lib/sqlcipher3"): "Statically linked. The vault.",
    ("OpenSSL", "lib/sqlcipher3"): "Statically linked. Used for AES-256, HMAC-SHA512, PBKDF2 and random numbers only: "
    "no TLS, no certificates, no parsing of foreign keys.",
    ("OpenSSL", "lib/cryptography"): "Statically linked. Used for AES-256-GCM only, in the key file: no TLS, no "
    "certificates, no parsing of foreign keys.",
}
# The one package whose papers are left out (unused.txt) while a library of it goes along.
_WITHOUT_PAPERS = {"cffi": "_cffi_backend*.pyd"}


def write_sums(folder: Path) -> None:
    """``SHA256SUMS`` over every file of the folder, in the form that ``sha256sum -c`` reads."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def write_bill(uv: Path, folder: Path, version: str, target: Path) -> None:
    """The list of components (SBOM) of the Windows program folder: locked packages with their hashes, and native code.

    A locked package of which nothing is in the folder is not listed. The same input gives the same bytes. SystemExit
    when native code is no longer found: it is there, so it would be missed.
    """
    command = [str(uv), "export", "-q", "--frozen", "--no-dev", "--format", "cyclonedx1.5"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    bill: dict[str, Any] = json.loads(told)
    bill["serialNumber"] = f"urn:uuid:{UPGRADE_CODE}"
    bill["metadata"].pop("timestamp", None)
    root = bill["metadata"]["component"]["bom-ref"]  # the list of dependencies begins there
    bill["metadata"]["component"] = {"type": "application", "bom-ref": root, "name": NAME, "version": version}
    here = _packages(folder / "lib")
    bill["components"] = [part for part in bill["components"] if part["name"] in here]
    listed = {root, *(part["bom-ref"] for part in bill["components"])}
    bill["dependencies"] = [
        {**one, "dependsOn": [other for other in one.get("dependsOn", ()) if other in listed]}
        for one in bill["dependencies"]
        if one["ref"] in listed
    ]
    bill["components"] += _native(folder)
    target.write_text(json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n")


def _packages(lib: Path) -> set[str]:
    """Names, as the lock file spells them, of the packages that are in the folder."""
    papers = [path.name.partition("-")[0] for path in lib.glob("*.dist-info")]
    return {re.sub(r"[-_.]+", "-", name).lower() for name in papers} | {
        name for name, pattern in _WITHOUT_PAPERS.items() if any(lib.glob(pattern))
    }


def _native(folder: Path) -> Iterator[dict[str, Any]]:
    """Every mark in every program and library, with the file in which it is."""
    waiting = dict(_KNOWN)
    for file in binaries(folder):
        place, data = file.relative_to(folder).as_posix(), file.read_bytes()
        forms = {**_INSIDE, "CPython": _PYTHON} if _PYTHON_DLL.fullmatch(place) else _INSIDE
        for name, form in forms.items():
            if said := form.search(data):
                known = next((key for key in waiting if key[0] == name and place.startswith(key[1])), None)
                yield _part(name, said[1].decode(), place, waiting.pop(known) if known else "")
    if waiting:
        absent = ", ".join(f"{name} in {place}" for name, place in waiting)
        sys.exit(f"the list of what is inside would lack {absent}: see packaging/supply.py")


def _part(name: str, version: str, place: str, note: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": f"{name}-{version}@{place}",
        "name": name,
        "version": version,
        "description": note,
        "evidence": {"occurrences": [{"location": place}]},
    }
