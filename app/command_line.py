# SPDX-License-Identifier: EUPL-1.2
"""Options and exit codes; --version and --check-protocol need no window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from app import __version__

OK, FAILED, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked on the command line."""

    data_dir: Path | None
    practice: bool
    self_test: bool
    version: bool
    check_protocol: Path | None
    place: str

    def again(self) -> tuple[str, ...]:
        """The options for the locked process that takes over from this one."""
        folder = () if self.data_dir is None else ("--data-dir", str(self.data_dir))
        return (*folder, *(("--practice",) if self.practice else ()))


def _folder(text: str) -> Path:
    """Absolute from here on: the locked process and the mail child work from another folder than this one."""
    if not text:  # a variable of a script that was never filled: not the folder we happen to stand in
        raise argparse.ArgumentTypeError
    return Path(text).absolute()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One clear Dutch line and exit 2, no usage block in English."""
        del message  # English, and it may quote what was typed
        print("doorverwijzing: deze optie ken ik niet. Probeer 'doorverwijzing --help'.", file=sys.stderr)
        raise SystemExit(USAGE)


def parse(arguments: Sequence[str]) -> Options:
    """Read the arguments; a wrong one prints one line and ends with exit 2."""
    parser = _Parser(
        prog="doorverwijzing",
        description="Doorverwijzen van Kind en Gezin naar het OCMW, volgens het protocol.",
        add_help=False,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("-h", "--help", action="help", help="toon deze uitleg")
    add("--data-dir", type=_folder, metavar="MAP", help="bewaar alles van deze keer in deze map")
    add("--practice", action="store_true", help="oefenmodus: alles is verzonnen, er gaat niets naar het OCMW")
    add("--self-test", action="store_true", help="test het programma zonder venster en zonder netwerk")
    add("--check-protocol", type=Path, metavar="BESTAND", help="kijk een protocolprofiel na")
    add("--version", action="store_true", help="toon de versies")
    add("--place", default="", help=argparse.SUPPRESS)  # where the window stood before it locked: x,y,w,h
    found = parser.parse_args(list(arguments))
    from_environment = os.environ.get("DOORVERWIJZING_DATA_DIR")
    return Options(
        data_dir=found.data_dir or (_folder(from_environment) if from_environment else None),
        practice=found.practice,
        self_test=found.self_test,
        version=found.version,
        check_protocol=found.check_protocol,
        place=found.place,
    )


def print_versions() -> int:
    """Name and version, and the versions of what a fault report needs."""
    from importlib.metadata import version

    from app.storage.database import cipher_version

    print(f"Doorverwijzing {__version__}")
    print(f"Qt {version('PySide6-Essentials')}")
    print(f"SQLCipher {cipher_version()}")
    print(f"py7zr {version('py7zr')}")
    return OK


def check_protocol(path: Path) -> int:
    """Say, per problem of a profile, where and what; exit 0 when there is none."""
    from app.content import profile_text
    from app.domain.errors import ProfileInvalid
    from app.domain.profile_reader import read_profile

    try:
        profile = read_profile(profile_text(path))
    except (OSError, UnicodeDecodeError):
        print(
            "Dit bestand kan ik niet lezen. Kijk of het bestaat en of het een tekstbestand in UTF-8 is.",
            file=sys.stderr,
        )
        return USAGE
    except ProfileInvalid as error:
        problems = error.facts["problems"]
        assert isinstance(problems, tuple)
        print(f"Dit profiel is niet in orde: {len(problems)} probleem(en).")
        for where, what in problems:
            print(f"- {where}: {what}")
        return FAILED
    print(f"Dit profiel is in orde: {profile.title}, versie {profile.version}.")
    return OK
