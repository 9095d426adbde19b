"""Answers as such: complete with their raw body, or still being received."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing, closing
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from .reading import decoded, decoded_async, read_content, read_content_async
from .results import Answer, ResponseInfo

if TYPE_CHECKING:
    from .call import Exchange
    from .headers import Headers
    from .transport.request import AsyncTransportResponse, TransportResponse

T = TypeVar("T")


class RawResponse(Generic[T]):
    """A complete answer.

    Args:
        answer: status, header fields and body.
        decode: makes the result of it.
    """

    def __init__(self, answer: Answer, decode: Callable[[Answer], T]) -> None:
        self.info = answer.info
        self.content = answer.content
        self._decode = decode

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}, {len(self.content)} bytes>"

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.info.status

    @property
    def headers(self) -> Headers:
        """The header fields."""
        return self.info.headers

    @property
    def request_id(self) -> str | None:
        """The server's name for the exchange."""
        return self.info.request_id

    @cached_property
    def parsed(self) -> T:
        """The result that the method would have returned, decoded when first asked for."""
        return self._decode(Answer(self.info, self.content))


class _Opened:
    """What sync and async streamed answers share."""

    def __init__(self, exchange: Exchange, limit: int) -> None:
        self.info: ResponseInfo = exchange.info
        self._exchange = exchange
        self._limit = limit

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}>"

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.info.status

    @property
    def headers(self) -> Headers:
        """The header fields."""
        return self.info.headers

    @property
    def request_id(self) -> str | None:
        """The server's name for the exchange."""
        return self.info.request_id


class BinaryResponse(_Opened):
    """An answer whose body is still being received: read it, iterate it, or write it to a file."""

    def read(self) -> bytes:
        """Return the whole body, at most `max_response_bytes`, and close."""
        return read_content(self._response, self._limit)

    def iter_bytes(self) -> Generator[bytes, None, None]:
        """Yield the body piece by piece, of any length, and close."""
        try:
            yield from decoded(self._response)
        finally:
            self.close()

    def write_to_file(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file, which appears only once it is complete.

        Args:
            path: the file; an existing one is replaced.
        """
        target = Path(path)
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            try:
                with closing(self.iter_bytes()) as pieces:
                    file.writelines(pieces)
                file.close()
                Path(file.name).replace(target)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise

    def close(self) -> None:
        """Stop receiving and free the connection."""
        self._response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    @property
    def _response(self) -> TransportResponse:
        return cast("TransportResponse", self._exchange.response)


class AsyncBinaryResponse(_Opened):
    """The async twin of `BinaryResponse`."""

    async def read(self) -> bytes:
        """Return the whole body, at most `max_response_bytes`, and close."""
        return await read_content_async(self._response, self._limit)

    async def iter_bytes(self) -> AsyncGenerator[bytes, None]:
        """Yield the body piece by piece, of any length, and close."""
        try:
            async for piece in decoded_async(self._response):
                yield piece
        finally:
            await self.close()

    async def write_to_file(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file, which appears only once it is complete.

        Args:
            path: the file; an existing one is replaced.
        """
        import asyncio

        target = Path(path)
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            try:
                async with aclosing(self.iter_bytes()) as pieces:
                    async for piece in pieces:
                        await asyncio.to_thread(file.write, piece)
                file.close()
                Path(file.name).replace(target)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise

    async def close(self) -> None:
        """Stop receiving and free the connection."""
        await self._response.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def _response(self) -> AsyncTransportResponse:
        return cast("AsyncTransportResponse", self._exchange.response)


class StreamingResponse(BinaryResponse, Generic[T]):
    """A `BinaryResponse` that can still become the method's result."""

    def __init__(self, exchange: Exchange, limit: int, decode: Callable[[Answer], T]) -> None:
        super().__init__(exchange, limit)
        self._decode = decode

    def parse(self) -> T:
        """Read the body to its end and return the result that the method would have returned."""
        return self._decode(Answer(self.info, self.read()))


class AsyncStreamingResponse(AsyncBinaryResponse, Generic[T]):
    """The async twin of `StreamingResponse`."""

    def __init__(self, exchange: Exchange, limit: int, decode: Callable[[Answer], T]) -> None:
        super().__init__(exchange, limit)
        self._decode = decode

    async def parse(self) -> T:
        """Read the body to its end and return the result that the method would have returned."""
        return self._decode(Answer(self.info, await self.read()))
