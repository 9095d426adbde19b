"""The requested response mode: makes a generated method return its response, not its result."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, Generic, NamedTuple, TypeAlias, TypeVar

from ..errors import InvalidRequestError

K = TypeVar("K")
Handler: TypeAlias = Callable[..., Coroutine[Any, Any, Any]]


class ResponseMode(NamedTuple, Generic[K]):
    """What a call returns instead of its result.

    Args:
        handler: Makes the call.
        kind: Type of what the handler returns.
    """

    handler: Handler
    kind: type[K]


_requested: Final[ContextVar[ResponseMode[Any] | None]] = ContextVar("requested_mode", default=None)


@contextmanager
def requesting(mode: ResponseMode[Any]) -> Generator[None]:
    """Request a response mode for the next call in this context."""
    token = _requested.set(mode)
    try:
        yield
    finally:
        _requested.reset(token)


def take_requested_mode() -> Handler | None:
    """Return and clear the requested response mode."""
    mode = _requested.get()
    if mode is None:
        return None
    _requested.set(None)
    return mode.handler


def checked_response(mode: ResponseMode[K], response: object) -> K:
    """Return the response if it has the requested mode.

    Raises:
        InvalidRequestError: The method does not support response modes.
    """
    if not isinstance(response, mode.kind):
        raise InvalidRequestError(
            "raw_response and streaming_response need a method that returns one decoded result"
        )
    return response
