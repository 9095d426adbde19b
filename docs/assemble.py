"""Puts the pages together from which `make docs` builds the site: those of docs/, and README.md as the first."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from specquilt import REPOSITORY

DOCS = Path(__file__).parent
ROOT = DOCS.parent
_OUTSIDE = re.compile(r"(\]\()(?:\.\./)([^)]+)\)")
_OF_README = re.compile(r"(\]\()(?![a-z]+:|#)(docs/)?([^)]+)\)")
_NAMED = re.compile(r"^(`{3,}\w+) (\S+)$", re.MULTILINE)
_LIST = re.compile(r"^(?!\s*(?:[-*|#>`]|\d+\.)|\s*$)(.*)\n(?=(?:- |1\. ))", re.MULTILINE)


def page(text: str) -> str:
    """Return a page for the site: links out of docs/ lead to the repository, named blocks have titles.

    Args:
        text: Markdown for GitHub, whose lists may follow a paragraph without an empty line.
    """
    text = _OUTSIDE.sub(rf"\1{REPOSITORY}/blob/main/\2)", text)
    return _LIST.sub(r"\1\n\n", _NAMED.sub(r'\1 title="\2"', text))


def first(text: str) -> str:
    """Return README.md as a page in docs/.

    Args:
        text: Markdown whose links start from the root of the repository.
    """

    def link(match: re.Match[str]) -> str:
        opening, inside, path = match.groups()
        return f"{opening}{path if inside else f'{REPOSITORY}/blob/main/{path}'})"

    return page(_OF_README.sub(link, text))


def assemble(folder: Path) -> None:
    """Write the pages and the configuration of the site.

    Args:
        folder: where; it is emptied before.
    """
    shutil.rmtree(folder, ignore_errors=True)
    pages = folder / "pages"
    shutil.copytree(DOCS / "images", pages / "images")
    for name in ("report.schema.json", "specquilt.schema.json"):
        shutil.copy(DOCS / name, pages / name)
    for source in DOCS.glob("*.md"):
        (pages / source.name).write_text(page(source.read_text("utf-8")), "utf-8")
    (pages / "index.md").write_text(first((ROOT / "README.md").read_text("utf-8")), "utf-8")
    shutil.copy(DOCS / "site.toml", folder / "zensical.toml")


if __name__ == "__main__":
    assemble(Path(sys.argv[1]))
