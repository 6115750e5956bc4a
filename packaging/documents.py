#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The papers of an IT department in one folder: manual and release list as pages, templates for GPO, an example policy.

python packaging/documents.py FOLDER VERSION     (in an environment with the group `package`)
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from itertools import pairwise
from pathlib import Path

from identity import EPOCH, NAME

_HERE = Path(__file__).parent
PAGES = ("beheerder", "vrijgave")
"""Markdown beside this file that becomes a page; a link from one to the other stays a link."""
EXAMPLE = "policy.example.toml"
TEMPLATES = "admx"

# Nothing is fetched: no script, no font and no picture from elsewhere. Wide tables scroll by themselves.
_PAGE = """<!DOCTYPE html>
<html lang="nl-BE">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 "Segoe UI", "Noto Sans", sans-serif; color: #1d2b28; background: #fff; margin: 0 auto;
  max-width: 60rem; padding: 1.5rem; }}
h1, h2, h3 {{ line-height: 1.25; color: #0c5c52; }}
h2 {{ margin-top: 2.2rem; border-top: 1px solid #c9d3d0; padding-top: 1rem; }}
a {{ color: #0c5c52; }}
table {{ border-collapse: collapse; display: block; overflow-x: auto; margin: 1rem 0; }}
th, td {{ border: 1px solid #7d8c88; padding: .35rem .6rem; text-align: left; vertical-align: top; }}
th {{ background: #eef3f1; }}
code {{ font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: .92em; background: #f1f4f3;
  overflow-wrap: anywhere; }}
td:first-child code {{ overflow-wrap: normal; }}
pre {{ background: #f1f4f3; border: 1px solid #c9d3d0; padding: .7rem; white-space: pre-wrap; }}
footer {{ margin-top: 3rem; color: #54625e; }}
@media print {{ body {{ max-width: none; padding: 0; font-size: 10pt; }} table {{ display: table; }}
  h2 {{ break-after: avoid; }} tr {{ break-inside: avoid; }} nav {{ display: none; }} }}
</style>
</head>
<body>
<main>
{body}</main>
<footer>{name} {version}</footer>
</body>
</html>
"""


def page(text: str, version: str) -> str:
    """Markdown with tables → one page that needs nothing beside it, with a list of its parts below the title."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    title, parts = NAME, []
    for opened, inside in pairwise(tokens):
        if opened.type == "heading_open" and opened.tag == "h1":
            title = inside.content
        elif opened.type == "heading_open" and opened.tag == "h2":
            place = re.sub(r"\W+", "-", inside.content.casefold()).strip("-")
            opened.attrSet("id", place)
            parts.append(f'<li><a href="#{place}">{escape(inside.content)}</a></li>\n')
        for link in inside.children or ():
            if link.type == "link_open":
                link.attrSet("href", re.sub(r"^(\w+)\.md\b", r"\1.html", str(link.attrGet("href"))))
    body = reader.renderer.render(tokens, reader.options, {})
    contents = f'<nav aria-label="Inhoud">\n<ul>\n{"".join(parts)}</ul>\n</nav>\n'
    return _PAGE.format(
        title=escape(title), body=body.replace("</h1>\n", "</h1>\n" + contents, 1), name=NAME, version=version
    )


def write(folder: Path, version: str) -> None:
    """Write the folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in PAGES:
        text = (_HERE / f"{name}.md").read_text("utf-8")
        (folder / f"{name}.html").write_text(page(text, version), "utf-8", newline="\n")
    shutil.copyfile(_HERE / EXAMPLE, folder / EXAMPLE)
    shutil.copytree(_HERE / "windows" / TEMPLATES, folder / TEMPLATES)


def pack(folder: Path, target: Path) -> None:
    """All of it in one file, for whoever prepares before installing; the same folder gives the same bytes."""
    moment = datetime.fromtimestamp(EPOCH, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w") as packed:
        for source in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(source.relative_to(folder).as_posix(), moment)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, source.read_bytes(), zipfile.ZIP_DEFLATED)


def main(arguments: Sequence[str]) -> int:
    """Exit 2 for a wrong call."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    write(Path(arguments[0]), arguments[1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
