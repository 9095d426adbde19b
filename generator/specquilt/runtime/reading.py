"""Reading a body: decompressed, within its size limit, as a whole or piece by piece."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import aclosing

from .decompress import Decoder, UnknownEncodingError, decoder_for
from .errors import DecodingError, ResponseTooLargeError, SDKError
from .headers import Headers
from .transport.request import AsyncTransportResponse, TransportResponse


class Content:
    """Collects a body in memory, up to a limit.

    Args:
        status, headers: of the answer, for the errors.
        limit: bytes accepted after decompression.
    """

    def __init__(self, status: int, headers: Headers, limit: int) -> None:
        self._status = status
        self._headers = headers
        self._limit = limit
        self._pieces: list[bytes] = []
        self._size = 0
        self._check_announced_length()

    def add(self, piece: bytes) -> None:
        """Keep a piece.

        Raises:
            ResponseTooLargeError: beyond the limit.
        """
        self._size += len(piece)
        if self._size > self._limit:
            raise self._too_large()
        self._pieces.append(piece)

    def whole(self) -> bytes:
        """Return the body."""
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)

    def _check_announced_length(self) -> None:
        announced = self._headers.get("content-length", "")
        if len(announced) < 19 and announced.isdecimal() and int(announced) > self._limit:
            raise self._too_large()

    def _too_large(self) -> SDKError:
        return ResponseTooLargeError(
            f"the body of a {self._status} answer exceeds {self._limit} bytes",
            status=self._status,
            headers=self._headers,
        )


def read_content(response: TransportResponse, limit: int) -> bytes:
    """Read a body to its end and close the response."""
    try:
        content = Content(response.status, response.headers, limit)
        for piece in decoded(response):
            content.add(piece)
        return content.whole()
    finally:
        response.close()


async def read_content_async(response: AsyncTransportResponse, limit: int) -> bytes:
    """Read a body to its end and close the response."""
    try:
        content = Content(response.status, response.headers, limit)
        async with aclosing(decoded_async(response)) as pieces:
            async for piece in pieces:
                content.add(piece)
        return content.whole()
    finally:
        await response.close()


def decoded(response: TransportResponse) -> Generator[bytes, None, None]:
    """Yield the decompressed body piece by piece."""
    decoder = _decoder(response)
    for chunk in response.chunks():
        yield from _fed(decoder, chunk, response)
    _finish(decoder, response)


async def decoded_async(response: AsyncTransportResponse) -> AsyncGenerator[bytes, None]:
    """Yield the decompressed body piece by piece."""
    decoder = _decoder(response)
    async with aclosing(response.chunks()) as chunks:
        async for chunk in chunks:
            for piece in _fed(decoder, chunk, response):
                yield piece
    _finish(decoder, response)


def _decoder(response: TransportResponse | AsyncTransportResponse) -> Decoder:
    try:
        return decoder_for(response.headers.get("content-encoding"))
    except UnknownEncodingError as error:
        raise _damaged(error, response) from None


def _fed(
    decoder: Decoder, chunk: bytes, response: TransportResponse | AsyncTransportResponse
) -> Iterator[bytes]:
    try:
        yield from decoder.feed(chunk)
    except ValueError as error:
        raise _damaged(error, response) from None


def _finish(decoder: Decoder, response: TransportResponse | AsyncTransportResponse) -> None:
    try:
        decoder.finish()
    except ValueError as error:
        raise _damaged(error, response) from None


def _damaged(error: ValueError, response: TransportResponse | AsyncTransportResponse) -> SDKError:
    return DecodingError(str(error), status=response.status, headers=response.headers)
