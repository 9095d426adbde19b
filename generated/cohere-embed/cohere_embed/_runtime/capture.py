"""Asking a generated method for its answer instead of its result, without a twin of each method."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Literal, TypeAlias

Wish: TypeAlias = Literal["raw", "streaming"]

_wish: Final[ContextVar[Wish | None]] = ContextVar("wish", default=None)


@contextmanager
def wished(wish: Wish) -> Generator[None]:
    """Let the next call in this context return its raw answer."""
    token = _wish.set(wish)
    try:
        yield
    finally:
        _wish.reset(token)


def take_wish() -> Wish | None:
    """Return the wish, which is thereby granted."""
    wish = _wish.get()
    if wish is not None:
        _wish.set(None)
    return wish
