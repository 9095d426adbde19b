"""Finds the documents and the folders of pages in a folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DOCUMENTS = (".yaml", ".yml", ".json")
PAGES = (".md", ".mdx")
ENTRY = "entry.txt"
"""In a folder with a document of several files: the path of the file to start from."""

_VERSION = re.compile(r"""(?:^|[{,])\s*["']?(?:openapi|swagger)["']?\s*:""", re.MULTILINE)

Kind = Literal["document", "pages"]


@dataclass(frozen=True)
class Input:
    """A document or a folder of pages.

    Args:
        name: name in the results: path of the input in the folder.
        source: the argument of `specquilt generate`.
        files: all files that the digest depends on.
        folder: the part of a repository that a document of several files is from.
    """

    name: str
    kind: Kind
    source: Path
    files: tuple[Path, ...]
    folder: Path | None = None

    def digest(self) -> str:
        """Return a digest of the contents of all files."""
        total = hashlib.sha256()
        for file in self.files:
            total.update(hashlib.sha256(file.read_bytes()).digest())
        return total.hexdigest()[:16]

    def has_openapi(self) -> bool:
        """Return whether a file has a key `openapi` or `swagger`."""
        sources = [self.source] if self.kind == "document" else self.files
        return any(_VERSION.search(text_of(file)) for file in sources)


def inputs_in(folder: Path) -> list[Input]:
    """Return all inputs of a folder, sorted by name.

    A file is a document. A subfolder with `entry.txt` is a document of several files. Any other
    subfolder with pages is a folder of pages.
    """
    return list(_inputs_in(folder))


def _inputs_in(folder: Path) -> Iterator[Input]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _of_subfolder(path)
        elif path.suffix in DOCUMENTS:
            yield Input(path.name, "document", path, (path,))


def _of_subfolder(folder: Path) -> Iterator[Input]:
    files = tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
    entry = folder / ENTRY
    if entry.is_file():
        source = folder / entry.read_text(encoding="utf-8").strip()
        yield Input(folder.name, "document", source, files, folder)
    elif any(file.suffix in PAGES for file in files):
        yield Input(folder.name, "pages", folder, files)


def text_of(path: Path) -> str:
    """Return the text of a file. Bytes that are not UTF-8 are replaced."""
    return path.read_text(encoding="utf-8", errors="replace")
