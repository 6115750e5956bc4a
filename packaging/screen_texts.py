#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Write resources/texts/scherm.toml: every text of the screens in one versioned list, for whoever reads the words.

The sentences stand in the source, at the widget that shows them or in the modules of wording. Without a word after it,
this writes the list anew; when words changed, the version is raised: `minor` (clearer), unless `patch` (a typing error)
or `major` (another meaning) is said. `--check` writes nothing and exits 1 when the list is not up to date.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "app" / "ui"
CATALOGUE = ROOT / "resources" / "texts" / "scherm.toml"
KEY = "scherm.nl"
RAISES = ("major", "minor", "patch")
_VERSION = re.compile(rf"{re.escape(KEY)}@(\d+)\.(\d+)\.(\d+)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_TEXT = ("strftime", "compile", "match", "fullmatch", "replace", "format_map", "split")
"""What is handed to these is a pattern, not a text."""

HEAD = """# SPDX-License-Identifier: EUPL-1.2
# Elke tekst op de schermen, in de volgorde van de broncode: per bestand van app/ui en per onderdeel.
# Gemaakt door `python packaging/screen_texts.py`; niet met de hand wijzigen. Wijzig een zin waar ze in de broncode
# staat en maak deze lijst opnieuw. Andere woorden krijgen een nieuwe versie (groot: betekenis; midden: duidelijker;
# klein: typfout). Tussen accolades staat wat de app invult. Een & staat voor de letter van een sneltoets.
"""


@dataclass(frozen=True)
class Part:
    """The texts of one class, or of what stands outside classes, in one file."""

    file: str
    context: str
    texts: tuple[str, ...]


def holds_wording(file: str) -> bool:
    """A module of sentences with facts: all its strings are texts; elsewhere only what is in ``tr()``."""
    name = file.rpartition("/")[2]
    return name == "texts.py" or name.startswith("wording")


def collected(folder: Path = SCREENS) -> tuple[Part, ...]:
    """Every text of the screens, by file and class, in the order of the source."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        file = path.relative_to(folder).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        parts: dict[str, list[str]] = {}
        for context, text in _texts(tree, everything=holds_wording(file)):
            parts.setdefault(context, []).append(text)
        found += [Part(file, context, tuple(texts)) for context, texts in parts.items()]
    return tuple(found)


def digest(parts: Sequence[Part]) -> str:
    """Of the words alone: moving a sentence to another file is no other wording."""
    words = sorted({text for part in parts for text in part.texts})
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def editions(catalogue: str) -> dict[str, str]:
    """Each version that the list ever had, the oldest first, with the digest of its words."""
    return dict(tomllib.loads(catalogue).get("uitgaven", {}))


def raised(version: str, by: str) -> str:
    """The next version."""
    match = _VERSION.fullmatch(version)
    if match is None:
        raise ValueError(f"no version of {KEY}: {version}")
    numbers = [int(number) for number in match.groups()]
    place = RAISES.index(by)
    after = [*numbers[:place], numbers[place] + 1, *[0] * (2 - place)]
    return f"{KEY}@{'.'.join(map(str, after))}"


def page(parts: Sequence[Part], known: dict[str, str], by: str = "minor") -> str:
    """The list as it should be; another version when its words are not those of the last one."""
    known = dict(known)
    now = digest(parts)
    if not known:
        known[f"{KEY}@1.0.0"] = now
    elif list(known.values())[-1] != now:
        known[raised(list(known)[-1], by)] = now
    lines = [HEAD, f"versie = {_quoted(list(known)[-1])}\n", "[uitgaven]"]
    lines += [f"{_quoted(version)} = {_quoted(words)}" for version, words in known.items()]
    for part in parts:
        lines += ["", "[[deel]]", f"bestand = {_quoted(part.file)}"]
        lines += [f"onderdeel = {_quoted(part.context)}"] if part.context else []
        lines += ["teksten = [", *(f"  {_quoted(text)}," for text in part.texts), "]"]
    return "\n".join(lines) + "\n"


def read(catalogue: str) -> tuple[Part, ...]:
    """The parts as they stand in the list."""
    parts = tomllib.loads(catalogue)["deel"]
    return tuple(Part(part["bestand"], part.get("onderdeel", ""), tuple(part["teksten"])) for part in parts)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # a JSON string is a TOML string but for DEL


def _texts(tree: ast.Module, *, everything: bool) -> Iterator[tuple[str, str]]:
    """Each text with the class in which it stands."""
    for context, node in _walk(tree, ""):
        if everything:
            if isinstance(node, ast.Constant | ast.JoinedStr) and _WORD.search(_shown(node, bare=True)):
                yield context, _shown(node)
        elif _is_call(node, "tr"):
            assert isinstance(node, ast.Call)
            first = node.args[0]
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                raise ValueError(f"tr() of something that is not written out, on line {node.lineno}")
            if _WORD.search(first.value):
                yield context, first.value


def _walk(node: ast.AST, context: str) -> Iterator[tuple[str, ast.AST]]:
    """From top to bottom, without docstrings, annotations, codes and patterns."""
    if isinstance(node, ast.ClassDef):
        context = node.name if not context else f"{context}.{node.name}"
    for child in _parts(node):
        yield context, child
        if not isinstance(child, ast.JoinedStr):  # its pieces make one text
            yield from _walk(child, context)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Subscript):
        yield node.value
        return
    if isinstance(node, ast.Dict):
        codes = [key for key in node.keys if isinstance(key, ast.Constant)]
        yield from (child for child in ast.iter_child_nodes(node) if child not in codes)
        return
    if isinstance(node, ast.Compare):
        yield from (child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.Constant))
        return
    if any(_is_call(node, name) for name in _NO_TEXT):
        assert isinstance(node, ast.Call)
        yield node.func
        return
    unspoken = {"annotation", "returns", "decorator_list", "bases"}
    for name, value in ast.iter_fields(node):
        if name not in unspoken:
            yield from (
                child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)
            )


def _is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name


def _shown(node: ast.Constant | ast.JoinedStr, *, bare: bool = False) -> str:
    """The text with a name in braces for each value, or without them."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    pieces = []
    for piece in node.values:
        if isinstance(piece, ast.Constant):
            pieces.append(str(piece.value))
        elif isinstance(piece, ast.FormattedValue) and not bare:
            pieces.append(f"{{{_name(piece.value)}}}")
    return "".join(pieces)


def _name(node: ast.expr) -> str:
    """What a value is called: ``until`` of ``texts.day(view.until)``."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id.lower()
    if isinstance(node, ast.Call):
        return _name(node.args[0] if node.args else node.func)
    inside = (child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
    return next((_name(child) for child in inside if not isinstance(child, ast.Constant)), "waarde")


def main(arguments: Sequence[str]) -> int:
    """Write the list, or with ``--check`` say whether it is as it should be."""
    check = list(arguments) == ["--check"]
    by = arguments[0] if arguments and not check else "minor"
    if by not in RAISES or len(arguments) > 1:
        print(f"screen_texts.py: say nothing, --check, or one of {', '.join(RAISES)}", file=sys.stderr)
        return 2
    present = CATALOGUE.read_text("utf-8") if CATALOGUE.exists() else ""
    wanted = page(collected(), editions(present), by)
    if check:
        if present != wanted:
            print("screen_texts.py: the list of texts is not up to date; run it without --check", file=sys.stderr)
        return int(present != wanted)
    CATALOGUE.write_text(wanted, "utf-8", newline="\n")
    print(list(editions(wanted))[-1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
