"""Text files: atomic writing, reading, and differences."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

from specquilt.openapi.load.lines import split_with_ends


def write(path: Path, text: str) -> None:
    """Write a file atomically; a file with the same text is not touched."""
    if read(path) == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    staged.write_text(text, encoding="utf-8", newline="\n")
    staged.replace(path)


def read(path: Path) -> str | None:
    """Return the text of a file, or None if there is none."""
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None


def difference(path: Path, text: str | None) -> Iterator[str]:
    """Yield the lines of a unified diff from the file on disk to a text; None if it should be gone."""
    old = read(path)
    before, after = ("/dev/null" if side is None else path.as_posix() for side in (old, text))
    lines = difflib.unified_diff(_lines(old), _lines(text), before, after)
    for line in lines if old != text else ():
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str | None) -> list[str]:
    return [] if text is None else split_with_ends(text)
