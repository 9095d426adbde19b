"""Runs coroutines without an event loop, for sync clients.

A coroutine suspends only if what it awaits in the end suspends. Under a sync client all of that
blocks instead, so a single step runs a coroutine to its end.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterable
from typing import Any, TypeVar

from .errors import InvalidRequestError
from .frames import shorten_traceback
from .request import Request, Transport, TransportResponse

T = TypeVar("T")


def run_blocking(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never suspends, and return its result.

    Raises:
        InvalidRequestError: It suspends, because a function given by the user is async.
    """
    try:
        return _without_hooks(work)
    except BaseException as error:
        shorten_traceback(error)
        raise


def _without_hooks(work: Coroutine[Any, Any, T]) -> T:
    hooks = sys.get_asyncgen_hooks()
    if hooks.firstiter is None:
        return _only_step(work)
    # An event loop running in this thread would otherwise close the async generators when it ends.
    sys.set_asyncgen_hooks(None, None)
    try:
        return _only_step(work)
    finally:
        sys.set_asyncgen_hooks(*hooks)


def _only_step(work: Coroutine[Any, Any, T]) -> T:
    try:
        work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    work.close()
    raise InvalidRequestError("an async function was given to a sync client: use the async client")


def iterate_blocking(items: AsyncGenerator[T, None]) -> Generator[T, None, None]:
    """Yield the items of an async generator that never suspends, and close it."""
    try:
        while True:
            yield run_blocking(_next(items))
    except StopAsyncIteration:
        return
    finally:
        run_blocking(items.aclose())


async def _next(items: AsyncGenerator[T, None]) -> T:
    return await anext(items)


async def as_async(items: Iterable[T]) -> AsyncGenerator[T, None]:
    """Yield the items of a blocking iterable."""
    for item in items:
        yield item


async def call_maybe_async(function: Callable[[], Any]) -> Any:
    """Call a function given by the user, which may be async, and return its result."""
    result = function()
    return await result if hasattr(result, "__await__") else result


class BlockingTransport:
    """Adapts a sync transport to the interface of async ones."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def send(self, request: Request) -> BlockingResponse:
        """Send a request and return the response when its headers have arrived."""
        return BlockingResponse(request, self._transport.send(request))

    async def close(self) -> None:
        """Close all connections."""
        self._transport.close()


class BlockingResponse:
    """Adapts a response of a sync transport; ends its body at the deadline."""

    def __init__(self, request: Request, response: TransportResponse) -> None:
        self._request = request
        self._response = response
        self.status = response.status
        self.headers = response.headers

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred, still compressed."""
        for chunk in self._response.chunks():
            self._request.remaining()
            yield chunk

    async def close(self) -> None:
        """Release the connection, or close it."""
        self._response.close()
