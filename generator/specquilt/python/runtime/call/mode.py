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


class _Request(NamedTuple):
    """A requested mode, and what its handler has returned."""

    mode: ResponseMode[Any]
    made: list[Any]


_requested: Final[ContextVar[_Request | None]] = ContextVar("requested_mode", default=None)


@contextmanager
def requesting(mode: ResponseMode[Any]) -> Generator[list[Any]]:
    """Request a response mode for the next call in this context; yield what it will return."""
    request = _Request(mode, [])
    token = _requested.set(request)
    try:
        yield request.made
    finally:
        _requested.reset(token)


def take_requested_mode() -> Handler | None:
    """Return and clear the requested response mode."""
    request = _requested.get()
    if request is None:
        return None
    _requested.set(None)

    async def handler(*arguments: Any) -> Any:
        request.made.append(await request.mode.handler(*arguments))
        return request.made[0]

    return handler


def checked_response(mode: ResponseMode[K], result: object, made: list[Any]) -> K:
    """Return the response if it has the requested mode.

    Args:
        mode: The requested mode.
        result: What the method has returned.
        made: What the handler has returned: a method without a result keeps it to itself.

    Raises:
        InvalidRequestError: The method does not support response modes.
    """
    response = made[0] if result is None and made else result
    if not isinstance(response, mode.kind):
        raise InvalidRequestError(
            "raw_response and streaming_response need a method that returns one decoded result"
        )
    return response
