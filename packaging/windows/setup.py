# SPDX-License-Identifier: EUPL-1.2
"""Make the per-user setup from the program folder (NSIS, on Linux)."""

from __future__ import annotations

import subprocess
from pathlib import Path

from identity import CONSOLE_NAME, MUTEX, NAME, PACKAGE, PUBLISHER, declared

SCRIPT = Path(__file__).with_name("setup.nsi")


def make_setup(folder: Path, icon: Path, version: str, target: Path, signer: str = "") -> None:
    """Write ``target``. ``signer`` is a command that signs a file in place, here the setup and its uninstaller."""
    given = {
        "APP": NAME,
        "CONSOLE": CONSOLE_NAME,
        "PUBLISHER": PUBLISHER,
        "AUMID": declared()["APP_ID"],
        "MUTEX": MUTEX,
        "DATA_FOLDER": PACKAGE,
        "VERSION": version,
        "SOURCE": str(folder),
        "TARGET": str(target),
        "ICON": str(icon),
    }
    if signer:
        given["SIGN"] = signer
    target.unlink(missing_ok=True)
    options = [f"-D{name}={value}" for name, value in given.items()]
    subprocess.run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options, str(SCRIPT)], check=True)
