"""The sync flavour: it runs what is written with ``await``, once and for both, without a loop.

A coroutine suspends only where something at the very bottom does. Under a sync client everything
there blocks instead, so that one step takes a coroutine to its end, at the price of some calls.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterable
from typing import Any, TypeVar

from .errors import InvalidRequestError
from .request import Request, Transport, TransportResponse

T = TypeVar("T")


def finished(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never suspends, and return what it returns.

    Raises:
        InvalidRequestError: if it does, which only a function of the user can bring about.
    """
    hooks = sys.get_asyncgen_hooks()
    if hooks.firstiter is None:
        return _only_step(work)
    # An event loop that happens to run here would end the async generators when it ends itself.
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


def iterated(items: AsyncGenerator[T, None]) -> Generator[T, None, None]:
    """Yield the items of an async generator that never suspends, and close it."""
    try:
        while True:
            yield finished(_next(items))
    except StopAsyncIteration:
        return
    finally:
        finished(items.aclose())


async def _next(items: AsyncGenerator[T, None]) -> T:
    return await anext(items)


async def awaitable(items: Iterable[T]) -> AsyncGenerator[T, None]:
    """Yield the items of an iterable, which blocks."""
    for item in items:
        yield item


async def returned(function: Callable[[], Any]) -> Any:
    """Call a function of the user, which may be async, and return what it returns."""
    result = function()
    return await result if hasattr(result, "__await__") else result


class BlockingTransport:
    """A sync transport of the user's, in the terms of the shared code."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def send(self, request: Request) -> BlockingResponse:
        """Send a request and wait for the header section of the answer."""
        return BlockingResponse(self._transport.send(request))

    async def close(self) -> None:
        """Close all connections."""
        self._transport.close()


class BlockingResponse:
    """An answer from it."""

    def __init__(self, response: TransportResponse) -> None:
        self._response = response
        self.status = response.status
        self.headers = response.headers

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred, still compressed."""
        return awaitable(self._response.chunks())

    async def close(self) -> None:
        """Give the connection back, or drop it."""
        self._response.close()
