# SPDX-License-Identifier: EUPL-1.2
"""A real vault with a key derivation that costs nothing: the program itself refuses such a file."""

from __future__ import annotations

from app.paths import Paths
from app.storage.keyfile import KdfBounds, KdfCost
from app.storage.vault import Vault

SMALL_COST = KdfCost(memory_kib=64, passes=1, lanes=1)
SMALL_BOUNDS = KdfBounds(least=KdfCost(8, 1, 1))
PASSPHRASE = "vijf woorden voor de kluis"
RECOVERY = "1234-5678-9ABC-DEFG-HJKM-NPQR-STVW"


def small_vault(paths: Paths) -> Vault:
    """The vault of this folder, with the small cost."""
    return Vault(paths, SMALL_COST, bounds=SMALL_BOUNDS)
