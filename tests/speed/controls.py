# SPDX-License-Identifier: EUPL-1.2
"""Floors and peers that our own work is compared with, in the same run."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path


def sha256_floor(phrase: str, cycles: int) -> Callable[[], None]:
    """Plain SHA-256 over as many bytes as the key derivation hashes: nothing can be quicker."""
    total, chunk = (2 * len(phrase) + 8) << cycles, bytes(1 << 21)

    def work() -> None:
        digest, left = hashlib.sha256(), total
        while left > 0:
            digest.update(chunk[: min(left, len(chunk))])
            left -= len(chunk)
        digest.digest()

    return work


def seven_zip_process(files: Mapping[str, bytes], phrase: str, folder: Path) -> Callable[[], None]:
    """The same archive made by the program 7-Zip: what a person or a naive program would do."""
    for name, data in files.items():
        (folder / name).write_bytes(data)

    def work() -> None:
        (folder / "peer.7z").unlink(missing_ok=True)
        command = ["7zz", "a", "-t7z", "-bd", "-mx=5", "-mhe=on", f"-p{phrase}", "peer.7z", *files]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    return work
