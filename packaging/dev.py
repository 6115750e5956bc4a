#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Two commands from nothing but Python: `python3 packaging/dev.py run` and `… test` (Windows: `py packaging\\dev.py`).

On first use it makes .venv, installs the pinned uv into it and lets that uv install exactly what uv.lock says. uv is
a line of the dev group in pyproject.toml, so its own version and hashes stand in uv.lock too: one lock file, no second
pin. Further words go to the program or to pytest. Exit 2: a person must do something first, and the text says what.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "uv.lock"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON, UV = BIN / f"python{SUFFIX}", BIN / f"uv{SUFFIX}"

# What a bare Debian 12 lacks, with the package that has it. The names also resolve on Debian 13.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# Tests open archives and PDFs with programs that are not ours, inject faults with a small C library, watch system
# calls, and drive a real window on a screen that nobody sees.
TEST_PROGRAMS = {
    "7zz": "7zip",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "gcc": "gcc",
    "strace": "strace",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "setxkbmap": "x11-xkb-utils",
    "openbox": "openbox",
    "xdg-mime": "xdg-utils",
    "dbus-run-session": "dbus",
    "/usr/include/stdlib.h": "libc6-dev",
    "/usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf": "fonts-dejavu-core",
}
# Only for the journey through a real mail program (`test -m mail_program`).
MAIL_PROGRAMS = {
    "thunderbird": "thunderbird",
    "claws-mail": "claws-mail",
    "dbus-launch": "dbus-x11",
    "file": "file",
}


def stop(text: str) -> NoReturn:
    """End with a line for the person at the keyboard."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)
    sys.exit(2)


def run(*command: str | Path, env: Mapping[str, str] | None = None) -> None:
    """Run a step; CalledProcessError when it fails."""
    subprocess.run([str(part) for part in command], check=True, env=env, cwd=ROOT)


def works(*command: str | Path) -> bool:
    """Whether a command succeeds; what it says does not matter."""
    quiet = subprocess.DEVNULL
    parts = [str(part) for part in command]
    return subprocess.run(parts, stdin=quiet, stdout=quiet, stderr=quiet, check=False).returncode == 0


def missing_libraries(table: Mapping[str, str]) -> Iterator[str]:
    """Packages of the libraries that cannot be loaded."""
    for library, package in table.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            yield package


def missing_programs(table: Mapping[str, str]) -> Iterator[str]:
    """Packages of the programs and files that are not there."""
    for name, package in table.items():
        if not (Path(name).exists() if name.startswith("/") else shutil.which(name)):
            yield package


def missing_packages(command: str, arguments: Sequence[str]) -> list[str]:
    """All Debian packages that this command needs and this machine lacks."""
    missing = list(missing_libraries(QT_LIBRARIES))
    if not PYTHON.exists() and not any(works(sys.executable, "-m", name, "--version") for name in ("ensurepip", "pip")):
        missing.append("python3-venv")  # Debian splits ensurepip off
    if not Path("/etc/ssl/certs/ca-certificates.crt").exists():
        missing.append("ca-certificates")
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if command == "test" or platform not in ("offscreen", "minimal", "wayland"):
        missing += missing_libraries(WINDOW_LIBRARIES)
    if command == "test":
        missing += missing_programs(TEST_PROGRAMS)
        if "mail_program" in arguments:
            missing += missing_programs(MAIL_PROGRAMS)
    return sorted(set(missing))


def provide_packages(command: str, arguments: Sequence[str]) -> None:
    """Have what this command needs of Debian."""
    if sys.platform.startswith("linux"):
        install(missing_packages(command, arguments))


def install(missing: Sequence[str]) -> None:
    """Install these packages where we may, without ever asking for a password; else say the exact line and stop."""
    if not missing:
        return
    if not shutil.which("apt-get"):
        stop(f"these are missing (names of Debian's packages): {' '.join(missing)}")
    install = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", *missing]
    if os.geteuid() == 0:
        rights: list[str] = []
    elif shutil.which("sudo") and works("sudo", "-n", "true"):
        rights = ["sudo", "-n"]
    else:
        stop(f"system packages are missing. Please run once:\n  sudo apt-get install {' '.join(missing)}")
    print("dev.py: installing", *missing, flush=True)
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    try:
        run(*rights, *install, env=env)
    except subprocess.CalledProcessError:  # a fresh machine has no package lists yet
        run(*rights, "apt-get", "update", env=env)
        run(*rights, *install, env=env)


def pip() -> list[str | Path]:
    """A pip that installs into our venv: its own, or the system's, which works on a venv that has none."""
    if works(PYTHON, "-m", "pip", "--version") or works(PYTHON, "-m", "ensurepip"):
        return [PYTHON, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def pinned_uv() -> tuple[str, str]:
    """The version of uv in uv.lock, and its line for pip with every wheel's hash."""
    import tomllib  # not at the top: an older Python must still reach the message about its age

    packages = tomllib.loads(LOCK.read_text("utf-8"))["package"]
    found = next((package for package in packages if package["name"] == "uv"), None)
    if found is None:
        stop("uv is not in uv.lock; add it to the dev group of pyproject.toml and lock again")
    hashes = " ".join(f"--hash={wheel['hash']}" for wheel in found["wheels"])
    return found["version"], f"uv=={found['version']} {hashes}\n"


def provide_uv() -> None:
    """Install the pinned uv, checked against its hash, unless it is there."""
    version, line = pinned_uv()
    if UV.exists():
        found = subprocess.run([str(UV), "--version"], capture_output=True, text=True, check=False)
        if version in found.stdout.split():
            return
    quiet = ("-q", "--disable-pip-version-check", "--only-binary", ":all:", "--no-deps", "--require-hashes")
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "uv.txt")
        wanted.write_text(line, "utf-8")
        run(*pip(), "install", *quiet, "-r", wanted)


def provide_environment() -> None:
    """Bring .venv to exactly what uv.lock says; at once when nothing changed since last time."""
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / "dev.stamp"
    with contextlib.suppress(OSError):
        if PYTHON.exists() and stamp.read_text("utf-8") == wanted:
            return
    same_minor = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    if not (PYTHON.exists() and works(PYTHON, "-c", same_minor)):
        print("dev.py: making .venv (once)", flush=True)
        venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt", clear=True).create(VENV)
    provide_uv()
    env = dict(os.environ, UV_PROJECT_ENVIRONMENT=str(VENV), UV_PYTHON_DOWNLOADS="never")
    env.pop("VIRTUAL_ENV", None)
    run(UV, "sync", "-q", "--locked", "--no-install-project", "--no-build", "--python", PYTHON, env=env)
    stamp.write_text(wanted, "utf-8")


def main(arguments: Sequence[str]) -> int:
    """Prepare, then hand over; the exit code is the program's or pytest's."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file alone is also started by whatever Python is at hand
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    if not arguments or arguments[0] not in ("run", "test"):
        stop("say 'run' to start the program or 'test' to run all tests; further words are passed on")
    command, rest = arguments[0], list(arguments[1:])
    try:
        provide_packages(command, rest)
        provide_environment()
    except subprocess.CalledProcessError as error:
        stop(f"this step failed (exit {error.returncode}): {shlex.join(error.cmd)}")
    env = dict(os.environ)
    if command == "test":
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    module = "pytest" if command == "test" else "app"
    try:
        return subprocess.run([str(PYTHON), "-m", module, *rest], env=env, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
