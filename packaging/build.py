#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Build every package from a clean clone, on Linux: python3 packaging/build.py all

all      everything below, into dist/
folder   the Windows program folder (build/windows/Doorverwijzing)
setup    the per-user setup for Windows
msi      the per-machine package for Windows
windows  both of these
deb      the Debian package
papers   the manual and the templates of the IT department, also in each package
lists    SHA-256 of every file, and what is inside (SBOM)

--runtime DIR   the Windows CPython to ship (a release takes the one of a Windows build machine: sys.base_prefix)
--sign COMMAND  signs the file that is named behind it, in place
--version X.Y.Z another version than app/__init__.py has, to try upgrades
--out DIR       where the packages go (dist)
--figures       write packaging/figures/pakketten.md anew, from what was built; with 'all' only
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import dev
import documents
from identity import NAME, PACKAGE, ROOT, declared, version_numbers
from linux.deb import make_deb
from sizes import PAGE, measured, page, too_large
from supply import write_bill, write_sums
from windows.folder import assemble, settle_times
from windows.imports import check
from windows.launchers import compile_launchers
from windows.msi import make_msi
from windows.runtime import SIGNATURE_PROGRAMS, provide_runtime
from windows.setup import make_setup
from windows.signing import sign, sign_unsigned

BUILD = ROOT / "build"
_WINDOWS_TAG = "x86_64-pc-windows-msvc"
PROGRAMS = {
    **SIGNATURE_PROGRAMS,
    "makensis": "nsis",
    "wixl": "wixl",
    "msibuild": "msitools",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-objdump": "binutils-mingw-w64-x86-64",
    "objdump": "binutils",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built."""

    version: str
    out: Path
    runtime: Path | None
    signer: str

    def target(self, ending: str) -> Path:
        """The file of a package in the output folder."""
        return self.out / f"{NAME}-{self.version}{ending}"

    def of_another_version(self) -> list[str]:
        """Packages in the output folder that are not of this version: sizes and hashes would mix them up."""
        own = (f"{NAME}-{self.version}-", f"{NAME}-{self.version}.", f"{PACKAGE}_{self.version}_")
        names = sorted(path.name for path in self.out.glob("*"))
        return [name for name in names if name.startswith((f"{NAME}-", f"{PACKAGE}_")) and not name.startswith(own)]


def provide_tools() -> None:
    """Debian's tools, the development environment, and one that holds what goes into the packages and no more."""
    if not sys.platform.startswith("linux"):
        sys.exit("build.py: packages are built on Debian 12; on Windows they are tried")
    dev.install([*dev.missing_packages("run", ()), *sorted(set(dev.missing_programs(PROGRAMS)))])
    dev.provide_environment()
    environment = dict(os.environ, UV_PROJECT_ENVIRONMENT=str(BUILD / "environment"), UV_PYTHON_DOWNLOADS="never")
    environment.pop("VIRTUAL_ENV", None)
    exact = ("--locked", "--no-install-project", "--no-build", "--no-default-groups", "--group", "package")
    dev.run(dev.UV, "sync", "-q", *exact, "--python", dev.PYTHON, env=environment)


def windows_site() -> Path:
    """The locked wheels for Windows, unpacked; their hashes are checked against uv.lock."""
    site, wanted = BUILD / "windows" / "site", BUILD / "windows" / "locked.txt"
    wanted.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(site, ignore_errors=True)
    dev.run(dev.UV, "export", "-q", "--frozen", "--no-dev", "--no-emit-project", "-o", wanted)
    python = "{}.{}".format(*sys.version_info[:2])
    whole = ("--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", wanted)
    place = ("--target", site, "--python-platform", _WINDOWS_TAG, "--python-version", python)
    dev.run(dev.UV, "pip", "install", "-q", *place, *whole)
    return site


def icon() -> Path:
    """The Windows icon, drawn anew."""
    made = BUILD / "windows" / "app.ico"
    made.parent.mkdir(parents=True, exist_ok=True)
    dev.run(dev.PYTHON, ROOT / "packaging" / "windows" / "icon.py", made)
    return made


def papers(order: Order) -> Path:
    """The papers of the IT department, made anew by the environment that reads Markdown."""
    made = BUILD / "documents"
    script = ROOT / "packaging" / "documents.py"
    dev.run(BUILD / "environment" / "bin" / "python", script, made, order.version)
    return made


def build_papers(order: Order) -> None:
    """The same in one file: templates are laid out before anything is installed."""
    documents.pack(papers(order), order.target("-beheer.zip"))


def build_folder(order: Order) -> Path:
    """The Windows program folder, checked for missing libraries and signed where a signer is given."""
    folder = BUILD / "windows" / NAME
    runtime = order.runtime or provide_runtime(BUILD / "windows" / "runtime")
    dll = assemble(runtime, windows_site(), folder, order.version)
    shutil.copytree(papers(order), folder / "documentatie")
    compile_launchers(folder, order.version, dll, icon())
    check(folder)
    if order.signer:
        print(f"signed {sign_unsigned(folder, order.signer)} files")
    settle_times(folder)
    return folder


def build_setup(order: Order) -> None:
    """The per-user setup; needs the folder."""
    make_setup(
        BUILD / "windows" / NAME, BUILD / "windows" / "app.ico", order.version, order.target("-setup.exe"), order.signer
    )


def build_msi(order: Order) -> None:
    """The per-machine package; needs the folder."""
    target = order.target(".msi")
    make_msi(BUILD / "windows" / NAME, BUILD / "windows" / "app.ico", order.version, target)
    if order.signer:
        sign(target, order.signer)


def build_deb(order: Order) -> None:
    """The Debian package, by PyInstaller in an environment of its own."""
    place = BUILD / "linux"
    shutil.rmtree(place, ignore_errors=True)
    tool = BUILD / "environment" / "bin" / "pyinstaller"
    folders = ("--distpath", place / "dist", "--workpath", place / "work")
    environment = dict(os.environ, PYTHONHASHSEED="0", QT_QPA_PLATFORM="offscreen")
    spec = ROOT / "packaging" / "linux" / f"{PACKAGE}.spec"
    dev.run(tool, "--noconfirm", "--log-level", "WARN", *folders, spec, env=environment)
    target = order.out / f"{PACKAGE}_{order.version}_amd64.deb"
    make_deb(place / "dist" / PACKAGE, papers(order), order.version, target)


def build_lists(order: Order) -> None:
    """What is inside, and the hashes of all that lies in the output folder."""
    folder = BUILD / "windows" / NAME
    if not folder.is_dir():
        build_folder(order)
    write_bill(dev.UV, folder, order.version, order.target(".cdx.json"))
    write_sums(order.out)


STEPS: dict[str, tuple[Callable[[Order], object], ...]] = {
    "folder": (build_folder,),
    "setup": (build_folder, build_setup),
    "msi": (build_folder, build_msi),
    "deb": (build_deb,),
    "papers": (build_papers,),
    "lists": (build_lists,),
    "windows": (build_folder, build_setup, build_msi),
    "all": (build_folder, build_setup, build_msi, build_deb, build_papers, build_lists),
}


def sizes(folder: Path) -> Iterator[str]:
    """One line per file, with its size in MB."""
    for path in sorted(folder.iterdir()):
        yield f"{path.stat().st_size / 1e6:8.1f} MB  {path.name}"


def main(arguments: Sequence[str]) -> int:
    """Build what is asked; 2 for a wrong call, 1 when a step failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=tuple(STEPS))
    parser.add_argument("--runtime", type=Path)
    parser.add_argument("--sign", default="")
    parser.add_argument("--version", default=declared()["__version__"])
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--figures", action="store_true")
    given = parser.parse_args(arguments)
    try:
        version_numbers(given.version)
    except ValueError as error:
        parser.error(str(error))
    if given.figures and given.what != "all":
        parser.error("--figures measures every package: build.py all --figures")
    order = Order(given.version, given.out.absolute(), given.runtime, given.sign)
    if others := order.of_another_version():
        parser.error(
            f"{order.out} holds another version; move it away first, or name another --out: {' '.join(others)}"
        )
    order.out.mkdir(parents=True, exist_ok=True)
    try:
        provide_tools()
        for step in STEPS[given.what]:
            print(f"== {step.__name__.removeprefix('build_')}", flush=True)
            step(order)
    except subprocess.CalledProcessError as error:
        print(f"build.py: this step failed (exit {error.returncode}): {error.cmd[0]}", file=sys.stderr)
        return 1
    print("\n".join(sizes(order.out)))
    found = measured(order.out)
    if given.figures:
        PAGE.write_text(page(found), "utf-8", newline="\n")
    wrong = [*too_large(found)]
    print("".join(f"build.py: {line}\n" for line in wrong), end="", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
