"""Reads bodies: decompressed, limited in size, as a whole or in pieces."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator

from ..errors import DecodingError, ResponseTooLargeError, SDKError
from ..headers import Headers
from ..request import AsyncTransportResponse
from .decompress import Decoder, UnknownEncodingError, decoder_for


class Content:
    """Collects a body in memory, up to a limit.

    Args:
        status, headers: Of the response, for error messages.
        limit: Maximum size in bytes after decompression.
    """

    def __init__(self, status: int, headers: Headers, limit: int) -> None:
        self._status = status
        self._headers = headers
        self._limit = limit
        self._pieces: list[bytes] = []
        self._size = 0
        self._check_announced_length()

    def add(self, piece: bytes) -> None:
        """Add a piece.

        Raises:
            ResponseTooLargeError: The body exceeds the limit.
        """
        self._size += len(piece)
        if self._size > self._limit:
            raise self._too_large()
        self._pieces.append(piece)

    def whole(self) -> bytes:
        """Return the body."""
        return b"".join(self._pieces)

    def _check_announced_length(self) -> None:
        announced = self._headers.get("content-length", "")
        if len(announced) < 19 and announced.isdecimal() and int(announced) > self._limit:
            raise self._too_large()

    def _too_large(self) -> SDKError:
        return ResponseTooLargeError(
            f"the body of a {self._status} response exceeds {self._limit} bytes",
            status=self._status,
            headers=self._headers,
        )


async def read_content(response: AsyncTransportResponse, limit: int) -> bytes:
    """Read a body to its end and close the response."""
    pieces = decoded(response)
    try:
        content = Content(response.status, response.headers, limit)
        async for piece in pieces:
            content.add(piece)
        return content.whole()
    finally:
        await pieces.aclose()
        await response.close()


def decoded(response: AsyncTransportResponse) -> AsyncGenerator[bytes, None]:
    """Return the pieces of the decompressed body."""
    encoding = response.headers.get("content-encoding")
    return _decompressed(response, encoding) if encoding else response.chunks()


async def _decompressed(
    response: AsyncTransportResponse, encoding: str
) -> AsyncGenerator[bytes, None]:
    decoder = _decoder(response, encoding)
    chunks = response.chunks()
    try:
        async for chunk in chunks:
            for piece in _fed(decoder, chunk, response):
                yield piece
    finally:
        await chunks.aclose()
    _finish(decoder, response)


def _decoder(response: AsyncTransportResponse, encoding: str) -> Decoder:
    try:
        return decoder_for(encoding)
    except UnknownEncodingError as error:
        raise _damaged(error, response) from None


def _fed(decoder: Decoder, chunk: bytes, response: AsyncTransportResponse) -> Iterator[bytes]:
    try:
        yield from decoder.feed(chunk)
    except ValueError as error:
        raise _damaged(error, response) from None


def _finish(decoder: Decoder, response: AsyncTransportResponse) -> None:
    try:
        decoder.finish()
    except ValueError as error:
        raise _damaged(error, response) from None


def _damaged(error: ValueError, response: AsyncTransportResponse) -> SDKError:
    return DecodingError(str(error), status=response.status, headers=response.headers)
