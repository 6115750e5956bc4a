# SPDX-License-Identifier: EUPL-1.2
"""What is inside the packages (a CycloneDX list) and how to know that they are ours (SHA-256 of each file)."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from identity import NAME, ROOT, UPGRADE_CODE

SUMS = "SHA256SUMS"

# Native code inside wheels and beside them, which no lock file names; versions are read where that is possible.
_OPENSSL = re.compile(rb"OpenSSL (\d+\.\d+\.\d+) \d")
_NUMBER = re.compile(rb"(?<![\d.])(3\.\d+\.\d+)\x00")
_CIPHER_NOTE = (
    "Statically linked into the sqlcipher3 wheel. Used for AES-256, HMAC-SHA512, PBKDF2 and random numbers only: "
    "no TLS, no certificates, no parsing of foreign keys."
)


def write_sums(folder: Path) -> None:
    """``SHA256SUMS`` over every file of the folder, in the form that ``sha256sum -c`` reads."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def write_bill(uv: Path, folder: Path, version: str, target: Path) -> None:
    """The list of components (SBOM): every locked package with its hashes, and native code that no lock file names.

    ``folder`` is the Windows program folder, whose libraries tell their versions. The same input gives the same bytes.
    """
    command = [str(uv), "export", "-q", "--frozen", "--no-dev", "--format", "cyclonedx1.5"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    bill: dict[str, Any] = json.loads(told)
    bill["serialNumber"] = f"urn:uuid:{UPGRADE_CODE}"
    bill["metadata"].pop("timestamp", None)
    bill["metadata"]["component"] = {"type": "application", "bom-ref": NAME, "name": NAME, "version": version}
    bill["components"] += _native(folder)
    target.write_text(json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n")


def _native(folder: Path) -> Iterator[dict[str, str]]:
    runtime, lib = folder / "runtime", folder / "lib"
    python = next(runtime.glob("python3[0-9]*.dll"))
    yield _part("CPython", _version(_NUMBER, python), "Windows runtime, without TLS, tests and Tcl.")
    yield _part("SQLite", _version(_NUMBER, runtime / "sqlite3.dll"), "Of CPython; holds the key file alone.")
    for module in sorted((lib / "sqlcipher3").glob("*.pyd")):
        yield _part("OpenSSL", _version(_OPENSSL, module), _CIPHER_NOTE)


def _version(form: re.Pattern[bytes], library: Path) -> str:
    found = form.search(library.read_bytes())
    return found[1].decode() if found else "unknown"


def _part(name: str, version: str, note: str) -> dict[str, str]:
    return {"type": "library", "bom-ref": f"{name}-{version}", "name": name, "version": version, "description": note}
