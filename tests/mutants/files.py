"""Files that are whole or missing, so that an interrupted run can go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Yield the path of a new file that replaces another one, unless an exception is raised."""
    part = path.with_suffix(f".part{path.suffix}")
    part.unlink(missing_ok=True)
    yield part
    part.replace(path)
