"""Text files: atomic writing, reading, and differences."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from specquilt.openapi.finding import input_error
from specquilt.openapi.load.lines import split_with_ends
from specquilt.output.digests import digest
from specquilt.output.exclusive import exclusive


def write(path: Path, text: str) -> None:
    """Write a file atomically; a file with the same text is not touched.

    A link stays one: the file that it leads to is written. What is there keeps its mode. A device
    or a named pipe is written into.

    Raises:
        InputError: it is a folder.
        OSError: it cannot be written.
    """
    # What a text says of a file whose name is not UTF-8 cannot be encoded otherwise.
    content = text.encode("utf-8", "backslashreplace")
    if path.is_dir():
        raise input_error("unwritable-output", f"{path.as_posix()} is a folder, not a file")
    if path.exists() and not path.is_file():
        put(path, content)
    elif _content(path) != content:
        _replace(Path(os.path.realpath(path)), content)


def put(path: Path, content: bytes) -> None:
    """Write a file at once.

    Raises:
        OSError: it cannot be written; unlike those of the system, it always names the file.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def read(path: Path) -> str | None:
    """Return the text of a file, or None if there is none."""
    content = _content(path)
    return None if content is None else content.decode("utf-8", "replace")


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _replace(path: Path, content: bytes) -> None:
    """Put a new file in place of another; what a run that died has left there is overwritten."""
    staged = path.with_name(f".specquilt-{digest([path.name.encode(errors='replace')])[:16]}")
    with exclusive(path.parent):
        staged.unlink(missing_ok=True)
        try:
            put(staged, content)
            if path.exists():
                shutil.copymode(path, staged)
            staged.replace(path)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise


def difference(path: Path, text: str | None, shown: Path | None = None) -> Iterator[str]:
    """Yield the lines of a unified diff from the file on disk to a text; None if it should be gone.

    Args:
        path: the file on disk.
        text: what it would be.
        shown: what the diff calls the file, if not by its path.
    """
    old, name = read(path), (shown or path).as_posix()
    before, after = ("/dev/null" if side is None else name for side in (old, text))
    lines = difflib.unified_diff(_lines(old), _lines(text), before, after)
    for line in lines if old != text else ():
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str | None) -> list[str]:
    return [] if text is None else split_with_ends(text)
