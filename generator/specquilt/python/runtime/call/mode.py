"""Asking a generated method for its answer instead of its result, without a twin of each method."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, Generic, NamedTuple, TypeAlias, TypeVar

from ..errors import InvalidRequestError

K = TypeVar("K")
Outcome: TypeAlias = Callable[..., Coroutine[Any, Any, Any]]


class Wish(NamedTuple, Generic[K]):
    """Another outcome of a call.

    Args:
        outcome: see `outcomes.py`.
        kind: the type of what it ends in.
    """

    outcome: Outcome
    kind: type[K]


_wish: Final[ContextVar[Wish[Any] | None]] = ContextVar("wish", default=None)


@contextmanager
def wished(wish: Wish[Any]) -> Generator[None]:
    """Let the next call in this context end in another outcome."""
    token = _wish.set(wish)
    try:
        yield
    finally:
        _wish.reset(token)


def take_wish() -> Outcome | None:
    """Return the outcome that is wished for; the wish is thereby granted."""
    wish = _wish.get()
    if wish is None:
        return None
    _wish.set(None)
    return wish.outcome


def granted(wish: Wish[K], answer: object) -> K:
    """Return the answer if it is what was wished for.

    Raises:
        InvalidRequestError: if the method does not know how to grant the wish.
    """
    if not isinstance(answer, wish.kind):
        raise InvalidRequestError("only a method that returns one decoded result has a raw answer")
    return answer
