# SPDX-License-Identifier: EUPL-1.2
"""Assemble the Windows program folder on Linux: Windows CPython, locked wheels, app/ and resources/.

``runtime`` holds CPython with its library as one zip; ``lib`` the packages with app/ and resources/ beside each other.
``python3xx._pth`` isolates it: PYTHONPATH, user packages and the registry are ignored. Everything is compiled with
unchecked hashes, so that nothing is ever written there. No Windows program is run, nothing is downloaded.
"""

from __future__ import annotations

import os
import py_compile
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from identity import EPOCH, ROOT
from trim import EMPTIED, is_used, lines

QT_FILES = frozenset(lines(Path(__file__).with_name("qt_files.txt")))
_QT = ("PySide6/", "shiboken6/")
_NOT_ON_WINDOWS = ("psutil/", "psutil-")  # py7zr asks it for the free memory, but never on Windows

LIBRARY_LEFT_OUT = frozenset(lines(Path(__file__).with_name("library_unused.txt")))
MODULES_LEFT_OUT = frozenset(lines(Path(__file__).with_name("modules_unused.txt")))


def assemble(runtime: Path, site: Path, out: Path, version: str) -> str:
    """Write the folder anew; returns the name of Python's library (``python313.dll``).

    ``runtime`` is a Windows CPython of the same minor version as the Python that runs this: its compiled files are
    shipped. SystemExit when that, or the list of Qt files, does not fit.
    """
    dll = _python_dll(runtime)
    absent = sorted(name for name in QT_FILES if not (site / name).is_file())
    if absent:
        sys.exit("packaging/windows/qt_files.txt does not fit this Qt; absent: " + " ".join(absent))
    if out.exists():
        shutil.rmtree(out)
    _copy_runtime(runtime, out / "runtime", dll.stem)
    _copy_packages(site, out / "lib")
    _copy_program(out / "lib", version)
    return dll.name


def settle_times(folder: Path) -> None:
    """Give every file and folder the same time, deepest first: the same tree then makes the same setup."""
    for place in sorted(folder.rglob("*"), reverse=True):
        os.utime(place, (EPOCH, EPOCH))


def _python_dll(runtime: Path) -> Path:
    wanted = "python{}{}.dll".format(*sys.version_info[:2])
    found = runtime / wanted
    if not found.is_file():
        there = " ".join(sorted(path.name for path in runtime.glob("python3*.dll"))) or "none"
        sys.exit(f"this Python ships its compiled files, so the Windows CPython must have {wanted}; found: {there}")
    return found


def _copy_runtime(runtime: Path, target: Path, tag: str) -> None:
    target.mkdir(parents=True)
    own = [runtime / name for name in ("python3.dll", f"{tag}.dll", "vcruntime140.dll", "vcruntime140_1.dll")]
    modules = [path for path in (runtime / "DLLs").iterdir() if path.suffix in (".dll", ".pyd")]
    for source in sorted([*own, *modules, runtime / "LICENSE.txt"]):
        if source.name not in MODULES_LEFT_OUT:
            shutil.copyfile(source, target / source.name)
    # stored, not packed: the installers pack it better, and it is read faster
    with zipfile.ZipFile(target / f"{tag}.zip", "w", zipfile.ZIP_STORED) as library:
        for source in _library(runtime / "Lib"):
            name = source.relative_to(runtime / "Lib").with_suffix(".pyc").as_posix()
            library.writestr(zipfile.ZipInfo(name), _compiled(source, name, target))
    (target / f"{tag}._pth").write_text(f"{tag}.zip\n.\n..\\lib\n", "ascii", newline="\n")


def _library(folder: Path) -> Iterator[Path]:
    for source in sorted(folder.rglob("*.py")):
        parts = source.relative_to(folder).parts
        if parts[0] not in LIBRARY_LEFT_OUT and not {"__pycache__", "test", "tests"} & set(parts):
            yield source


def _compiled(source: Path, shown: str, place: Path) -> bytes:
    """The compiled file, in which only the path below the folder stands, never one of this machine."""
    made = place / "compiled.tmp"
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(source), str(made), dfile=shown, doraise=True, optimize=0, invalidation_mode=mode)
    data = made.read_bytes()
    made.unlink()
    return data


def _copy_packages(site: Path, lib: Path) -> None:
    for source in sorted(path for path in site.rglob("*") if path.is_file()):
        name = source.relative_to(site).as_posix()
        is_ours = is_used(name) and not name.startswith(_NOT_ON_WINDOWS)
        if is_ours and (not name.startswith(_QT) or _is_wanted_of_qt(name)):
            _place(source, name, lib)
    for name in EMPTIED:
        empty = lib / name
        empty.write_bytes(b"")
        _place(empty, name, lib)
        empty.unlink()


def _place(source: Path, name: str, lib: Path) -> None:
    """Copy a file, or compile it in the place of its source: half the size, and nothing that could be out of step."""
    target = lib / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".py" and not name.startswith("shiboken6/files.dir/"):
        target.with_suffix(".pyc").write_bytes(_compiled(source, name, target.parent))
    else:
        shutil.copyfile(source, target)


def _is_wanted_of_qt(name: str) -> bool:
    return name in QT_FILES or name.startswith("shiboken6/files.dir/")


def _copy_program(lib: Path, version: str) -> None:
    for part in ("app", "resources"):
        for source in sorted(path for path in (ROOT / part).rglob("*") if path.is_file()):
            if "__pycache__" not in source.parts:
                _place(source, source.relative_to(ROOT).as_posix(), lib)
    head = lib / "app" / "__init__.py"
    told = (ROOT / "app" / "__init__.py").read_text("utf-8")
    head.write_text(re.sub(r'(?m)^__version__ = ".*"$', f'__version__ = "{version}"', told), "utf-8", newline="\n")
    _place(head, "app/__init__.py", lib)
    head.unlink()
    shutil.copyfile(ROOT / "LICENSE", lib.parent / "LICENSE.txt")
