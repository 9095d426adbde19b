"""Sources that are no files: what came from the standard input, a URL or a caller.

A path stands for each of them. It names no file, so that all other code can treat it as a source.
Texts that an editor has not saved yet stand in for files in the same way, except that they are files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_RECEIVED: dict[Path, tuple[str, bytes]] = {}
_NO_TEXTS: Mapping[Path, bytes] = {}
_PASSED = ContextVar("_PASSED", default=_NO_TEXTS)
_UNSAVED = ContextVar("_UNSAVED", default=_NO_TEXTS)


def is_url(text: str) -> bool:
    """Return whether a source is a URL, which is received over HTTP."""
    return text.lower().startswith(("http://", "https://"))


def keep(name: str, content: bytes) -> Path:
    """Keep a text as long as the process lives, and return the path that stands for it."""
    path = Path(name)
    _RECEIVED[path] = (name, content)
    return path


@contextmanager
def held(texts: Mapping[Path, bytes]) -> Iterator[None]:
    """Let paths stand for texts of a caller, for this thread or task only."""
    token = _PASSED.set({**_PASSED.get(), **texts})
    try:
        yield
    finally:
        _PASSED.reset(token)


@contextmanager
def unsaved(texts: Mapping[Path, bytes]) -> Iterator[None]:
    """Read texts in place of files, for this thread or task only; they may refer to other files."""
    token = _UNSAVED.set({path.resolve(): text for path, text in texts.items()})
    try:
        yield
    finally:
        _UNSAVED.reset(token)


def content_of(path: Path) -> bytes | None:
    """Return the text that a path stands for; None if it is a saved file, or nothing."""
    if path in (passed := _PASSED.get()):
        return passed[path]
    if path in _RECEIVED:
        return _RECEIVED[path][1]
    texts = _UNSAVED.get()
    return texts.get(path.resolve()) if texts else None


def name_of(path: Path) -> str:
    """Return the name that a source has in messages: its path, or the URL that it came from."""
    return _RECEIVED[path][0] if path in _RECEIVED else path.as_posix()


def is_received(path: Path) -> bool:
    """Return whether a path stands for a source that is no file."""
    return path in _RECEIVED or path in _PASSED.get()
