"""Typed iteration over server-sent events and JSON lines, sync and async."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from .errors import ResponseTooLargeError
from .lines import EventDecoder, LineDecoder
from .reading import decoded, decoded_async
from .results import Answer, Events, Json, ResponseInfo

if TYPE_CHECKING:
    from .call import Exchange
    from .options import Settings
    from .transport.request import AsyncTransportResponse, TransportResponse

T = TypeVar("T")


class _Items(Generic[T]):
    """What sync and async streams share: from bytes to items, without I/O."""

    def __init__(self, exchange: Exchange, result: Json[T], settings: Settings) -> None:
        self.info: ResponseInfo = exchange.info
        self._exchange = exchange
        self._result = result
        self._settings = settings
        self._decoder = EventDecoder() if isinstance(result, Events) else LineDecoder()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.info.status}>"

    def _fed(self, piece: bytes) -> Iterator[T]:
        for text in self._decoder.feed(piece):
            yield self._item(text)
        if self._decoder.pending > self._settings.max_response_bytes:
            raise ResponseTooLargeError(
                f"one item of the stream exceeds {self._settings.max_response_bytes} bytes",
                status=self.info.status,
                headers=self.info.headers,
            )

    def _last(self) -> Iterator[T]:
        return (self._item(text) for text in self._decoder.finish())

    def _item(self, text: bytes) -> T:
        return self._result.decode(Answer(self.info, text), lenient=self._settings.lenient)


class Stream(_Items[T]):
    """Items as they arrive; iterate it, and close it (or use ``with``) when leaving early."""

    def __iter__(self) -> Iterator[T]:
        return self._iterator

    def __next__(self) -> T:
        return next(self._iterator)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Stop receiving and free the connection."""
        self._response.close()

    @property
    def _iterator(self) -> Iterator[T]:
        if not hasattr(self, "_started"):
            self._started = self._items()
        return self._started

    def _items(self) -> Iterator[T]:
        try:
            with closing(decoded(self._response)) as pieces:
                for piece in pieces:
                    yield from self._fed(piece)
                    if self._decoder.done:
                        return
            yield from self._last()
        finally:
            self.close()

    @property
    def _response(self) -> TransportResponse:
        return cast("TransportResponse", self._exchange.response)


class AsyncStream(_Items[T]):
    """The async twin of `Stream`."""

    def __aiter__(self) -> AsyncIterator[T]:
        return self._iterator

    async def __anext__(self) -> T:
        return await anext(self._iterator)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop receiving and free the connection."""
        await self._response.close()

    @property
    def _iterator(self) -> AsyncIterator[T]:
        if not hasattr(self, "_started"):
            self._started = self._items()
        return self._started

    async def _items(self) -> AsyncIterator[T]:
        try:
            async with aclosing(decoded_async(self._response)) as pieces:
                async for piece in pieces:
                    for item in self._fed(piece):
                        yield item
                    if self._decoder.done:
                        return
            for item in self._last():
                yield item
        finally:
            await self.close()

    @property
    def _response(self) -> AsyncTransportResponse:
        return cast("AsyncTransportResponse", self._exchange.response)
