# SPDX-License-Identifier: EUPL-1.2
"""Make the per-machine MSI from the program folder (wixl of msitools, on Linux)."""

from __future__ import annotations

import subprocess
import tempfile
from os.path import relpath
from pathlib import Path
from xml.etree import ElementTree as Xml

from identity import NAME, PUBLISHER, UPGRADE_CODE, declared, identifier

NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi"
"""A name, not an address: nothing is fetched from it."""

_DUTCH = "1043"
_SHORTCUT = "StartMenuEntry"
_MARK_KEY = f"Software\\{NAME}"


def make_msi(folder: Path, icon: Path, version: str, target: Path) -> None:
    """Write ``target``. Its cabinet is reproducible; the order of its tables and its package code are not."""
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "package.wxs")
        Xml.ElementTree(describe(folder, icon, version)).write(source, "utf-8", xml_declaration=True)
        # wixl wants paths relative to where it runs
        command = ["wixl", "-a", "x64", "-o", str(target.absolute()), str(source)]
        subprocess.run(command, check=True, cwd=folder.parent)
        _name_for_taskbar(target, Path(place))
        _upgrade_inside_transaction(target)


def describe(folder: Path, icon: Path, version: str) -> Xml.Element:
    """The package in the language of WiX: every file a component of its own, whose GUID follows from its path."""
    wix = Xml.Element("Wix", xmlns=NAMESPACE)
    product = Xml.SubElement(
        wix,
        "Product",
        Id=identifier("product", version),
        Name=NAME,
        UpgradeCode=str(UPGRADE_CODE).upper(),
        Language=_DUTCH,
        Version=version,
        Manufacturer=PUBLISHER,
    )
    package = {"InstallerVersion": "500", "Compressed": "yes", "InstallScope": "perMachine"}
    Xml.SubElement(product, "Package", package)
    Xml.SubElement(product, "MajorUpgrade", DowngradeErrorMessage=f"Er staat al een nieuwere versie van {NAME}.")
    Xml.SubElement(product, "Media", Id="1", Cabinet="app.cab", EmbedCab="yes")
    Xml.SubElement(product, "Icon", Id="app.ico", SourceFile=relpath(icon, folder.parent))
    # REINSTALLMODE, the letter a: every file, whatever version lies there. wixl leaves the version of a file empty, and
    # Windows would count an earlier DLL as newer, leave ours out, and then remove the earlier package with its DLL.
    for name, value in (("ARPPRODUCTICON", "app.ico"), ("ARPNOMODIFY", "1"), ("REINSTALLMODE", "amus")):
        Xml.SubElement(product, "Property", Id=name, Value=value)
    needed = Xml.SubElement(product, "Condition", Message="Windows 10 of nieuwer is nodig.")
    needed.text = "Installed OR VersionNT64 >= 603"  # the highest number that Windows 10 and 11 tell a package
    root = Xml.SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = Xml.SubElement(root, "Directory", Id="ProgramFiles64Folder")
    install = Xml.SubElement(programs, "Directory", Id="INSTALLDIR", Name=NAME)
    components = [_mark(install, version), *_files(install, folder, folder.name)]
    components.append(_shortcut(Xml.SubElement(root, "Directory", Id="ProgramMenuFolder")))
    feature = Xml.SubElement(product, "Feature", Id="main", Title=NAME, Level="1")
    for component in components:
        Xml.SubElement(feature, "ComponentRef", Id=component)
    return wix


def _component(directory: Xml.Element, name: str, *words: str) -> Xml.Element:
    return Xml.SubElement(directory, "Component", Id=name, Win64="yes", Guid=identifier(*words))


def _mark(directory: Xml.Element, version: str) -> str:
    """By this a management system finds the program, and our own setup steps aside."""
    component = _component(directory, "mark", "mark")
    for name, value in (("InstallDir", "[INSTALLDIR]"), ("Version", version)):
        values = {"Root": "HKLM", "Key": _MARK_KEY, "Name": name, "Type": "string", "Value": value}
        Xml.SubElement(component, "RegistryValue", values | ({"KeyPath": "yes"} if name == "InstallDir" else {}))
    return "mark"


def _files(directory: Xml.Element, folder: Path, relative: str) -> list[str]:
    """One component per file; names are short identifiers, because a path may be longer than MSI allows."""
    made = []
    for place in sorted(folder.iterdir()):
        path = f"{relative}/{place.name}"
        short = identifier("path", path.partition("/")[2]).replace("-", "")
        if place.is_dir():
            inner = Xml.SubElement(directory, "Directory", Id=f"d{short}", Name=place.name)
            made += _files(inner, place, path)
            continue
        component = _component(directory, f"c{short}", "file", path.partition("/")[2])
        Xml.SubElement(component, "File", Id=f"f{short}", Name=place.name, Source=path, KeyPath="yes")
        made.append(f"c{short}")
    return made


def _shortcut(menu: Xml.Element) -> str:
    component = _component(menu, "shortcut", "shortcut")
    target = f"[INSTALLDIR]{NAME}.exe"
    Xml.SubElement(component, "Shortcut", Id=_SHORTCUT, Name=NAME, Target=target, WorkingDirectory="INSTALLDIR")
    values = {"Root": "HKLM", "Key": _MARK_KEY, "Name": "StartMenu", "Type": "integer", "Value": "1"}
    Xml.SubElement(component, "RegistryValue", values | {"KeyPath": "yes"})
    return "shortcut"


def _name_for_taskbar(target: Path, place: Path) -> None:
    """The AppUserModelID on the start-menu entry: a table that wixl knows no element for."""
    table = "MsiShortcutProperty"
    rows = (
        (table, "Shortcut_", "PropertyKey", "PropVariantValue"),
        ("s72", "s72", "s255", "s255"),
        (table, table),
        ("taskbar", _SHORTCUT, "System.AppUserModel.ID", declared()["APP_ID"]),
    )
    sheet = place / f"{table}.idt"
    sheet.write_text("".join("\t".join(row) + "\r\n" for row in rows), "ascii", newline="")
    subprocess.run(["msibuild", str(target), "-i", str(sheet)], check=True)


def _upgrade_inside_transaction(target: Path) -> None:
    """Right behind InstallInitialize (1500), so that a failed upgrade brings the earlier version back.

    wixl puts it before, and has no ``Schedule`` for MajorUpgrade.
    """
    moved = "UPDATE InstallExecuteSequence SET Sequence=1501 WHERE Action='RemoveExistingProducts'"
    subprocess.run(["msibuild", str(target), "-q", moved], check=True)
