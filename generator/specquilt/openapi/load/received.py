"""Sources that are no files: what came from the standard input or from a URL.

A path stands for each of them. It names no file, so that all other code can treat it as a source.
"""

from __future__ import annotations

from pathlib import Path

_RECEIVED: dict[Path, tuple[str, bytes]] = {}


def keep(name: str, content: bytes) -> Path:
    """Keep a text as long as the process lives, and return the path that stands for it."""
    path = Path(name)
    _RECEIVED[path] = (name, content)
    return path


def content_of(path: Path) -> bytes | None:
    """Return the text that a path stands for; None if it is a file, or nothing."""
    return _RECEIVED[path][1] if path in _RECEIVED else None


def name_of(path: Path) -> str:
    """Return the name that a source has in messages: its path, or the URL that it came from."""
    return _RECEIVED[path][0] if path in _RECEIVED else path.as_posix()


def is_received(path: Path) -> bool:
    """Return whether a path stands for a source that is no file."""
    return path in _RECEIVED
