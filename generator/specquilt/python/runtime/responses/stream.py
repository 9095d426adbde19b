"""Typed iteration over server-sent events and JSON lines, sync and async."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from ..blocking import iterate_blocking
from ..concealment import concealed, redaction_for
from ..decoding.items import ItemDecoder
from ..errors import ResponseError
from ..frames import hide_variables, shorten_traceback
from .received import AsyncClosable, Closable, Receiving

if TYPE_CHECKING:
    from types import AsyncGeneratorType

    from ..call.exchange import Exchange
    from ..core import CallContext
    from ..decoding.lines import ServerSentEvent
    from ..decoding.results import Json
    from ..request import Request

T = TypeVar("T")


class _Items(Receiving, Generic[T]):
    """The part of streams that sync and async have in common."""

    def __init__(self, exchange: Exchange, result: Json[T], context: CallContext) -> None:
        super().__init__(exchange, result, context)
        self._decoder = ItemDecoder(result, self.info, self._settings)

    @property
    def event(self) -> ServerSentEvent | None:
        """Name, id and retry time that came with the last item of a stream of events."""
        return self._decoder.event

    @cached_property
    def _arriving(self) -> AsyncGenerator[T, None]:
        return _concealed(_items(self._body.pieces(), self._decoder), self._body.request)

    async def _end(self) -> None:
        await super()._end()
        # The garbage collector may end an async generator in a thread without its event loop.
        arriving = cast("AsyncGeneratorType[T, None]", self._arriving)
        if not arriving.ag_running:
            await arriving.aclose()


class Stream(_Items[T], Closable):
    """A stream of items. If you do not read it to the end, close it or use ``with``."""

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        return next(self._items)

    @cached_property
    def _items(self) -> Iterator[T]:
        return iterate_blocking(self._arriving)


class AsyncStream(_Items[T], AsyncClosable):
    """Async version of `Stream`."""

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        return await anext(self._arriving)


async def _items(
    body: AsyncGenerator[bytes, None], decoder: ItemDecoder[T]
) -> AsyncGenerator[T, None]:
    async with aclosing(body) as pieces:
        async for piece in pieces:
            for item in decoder.feed(piece):
                yield item
            if decoder.done:
                return
    for item in decoder.finish():
        yield item


async def _concealed(items: AsyncGenerator[T, None], request: Request) -> AsyncGenerator[T, None]:
    """Yield the items. Errors do not show the credentials of the request."""
    try:
        async with aclosing(items) as arriving:
            async for item in arriving:
                yield item
    except ResponseError as error:
        hide_variables(error)
        concealed(error, redaction_for(request))
        shorten_traceback(error)
        raise
