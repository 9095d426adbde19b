"""One file, written whole or not at all."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a file beside its place and move it there; equal content is left alone."""
    if read(path) == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    staged.write_text(text, encoding="utf-8", newline="\n")
    staged.replace(path)


def read(path: Path) -> str | None:
    """Return the text of a file, or None if there is none."""
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None


def difference(path: Path, text: str) -> Iterator[str]:
    """Yield the lines of a unified diff from what is on disk to what should be."""
    old = read(path)
    yield from difflib.unified_diff(
        [] if old is None else old.splitlines(keepends=True),
        text.splitlines(keepends=True),
        "/dev/null" if old is None else f"{path.as_posix()} (on disk)",
        f"{path.as_posix()} (generated)",
    )
