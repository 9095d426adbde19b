"""Asking a generated method for its answer instead of its result, without a twin of each method."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from .errors import InvalidRequestError

if TYPE_CHECKING:
    from .effects import Steps

K = TypeVar("K")
Outcome: TypeAlias = "Callable[..., Steps[Any]]"

_wish: Final[ContextVar[Outcome | None]] = ContextVar("wish", default=None)


@contextmanager
def wished(outcome: Outcome) -> Generator[None]:
    """Let the next call in this context end in another outcome, see `outcomes.py`."""
    token = _wish.set(outcome)
    try:
        yield
    finally:
        _wish.reset(token)


def take_wish() -> Outcome | None:
    """Return the wish, which is thereby granted."""
    wish = _wish.get()
    if wish is not None:
        _wish.set(None)
    return wish


def granted(answer: object, kind: type[K]) -> K:
    """Return the answer if it is what was wished for.

    Raises:
        InvalidRequestError: if the method does not know how to grant the wish.
    """
    if not isinstance(answer, kind):
        raise InvalidRequestError("only a method that returns one decoded result has a raw answer")
    return answer
