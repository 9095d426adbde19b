"""Reads bodies: decompressed, limited in size, as a whole or in pieces."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from functools import partial
from typing import TypeAlias

from ..concealment import concealed, redaction_for
from ..errors import DecodingError, ResponseError, ResponseTooLargeError
from ..request import AsyncTransportResponse, Request
from .decompress import Decoder, UnknownEncodingError, decoder_for

_Damaged: TypeAlias = Callable[[ValueError], ResponseError]


class Content:
    """Collects a body in memory, up to a limit.

    Args:
        request: Its credentials are not shown by errors.
        response: Status and header fields, for errors.
        limit: Maximum size in bytes after decompression.
    """

    def __init__(self, request: Request, response: AsyncTransportResponse, limit: int) -> None:
        self._request = request
        self._response = response
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
        announced = self._response.headers.get("content-length", "")
        if len(announced) < 19 and announced.isdecimal() and int(announced) > self._limit:
            raise self._too_large()

    def _too_large(self) -> ResponseError:
        status, headers = self._response.status, self._response.headers
        message = f"the body of a {status} response exceeds {self._limit} bytes"
        error = ResponseTooLargeError(message, status=status, headers=headers)
        return concealed(error, redaction_for(self._request))


async def read_content(request: Request, response: AsyncTransportResponse, limit: int) -> bytes:
    """Read a body to its end and close the response.

    Raises:
        DecodingError: The body cannot be decompressed.
        ResponseTooLargeError: The body exceeds the limit in bytes.
    """
    pieces = decoded(request, response)
    try:
        content = Content(request, response, limit)
        async for piece in pieces:
            content.add(piece)
        return content.whole()
    finally:
        await pieces.aclose()
        await response.close()


def decoded(request: Request, response: AsyncTransportResponse) -> AsyncGenerator[bytes, None]:
    """Return the pieces of the decompressed body."""
    encoding = response.headers.get("content-encoding")
    return _decompressed(request, response, encoding) if encoding else response.chunks()


async def _decompressed(
    request: Request, response: AsyncTransportResponse, encoding: str
) -> AsyncGenerator[bytes, None]:
    damaged = partial(_damaged, request, response)
    decoder = _decoder(encoding, damaged)
    chunks = response.chunks()
    try:
        async for chunk in chunks:
            for piece in _fed(decoder, chunk, damaged):
                yield piece
    finally:
        await chunks.aclose()
    _finish(decoder, damaged)


def _decoder(encoding: str, damaged: _Damaged) -> Decoder:
    try:
        return decoder_for(encoding)
    except UnknownEncodingError as error:
        raise damaged(error) from None


def _fed(decoder: Decoder, chunk: bytes, damaged: _Damaged) -> Iterator[bytes]:
    try:
        yield from decoder.feed(chunk)
    except ValueError as error:
        raise damaged(error) from None


def _finish(decoder: Decoder, damaged: _Damaged) -> None:
    try:
        decoder.finish()
    except ValueError as error:
        raise damaged(error) from None


def _damaged(
    request: Request, response: AsyncTransportResponse, error: ValueError
) -> ResponseError:
    found = DecodingError(str(error), status=response.status, headers=response.headers)
    return concealed(found, redaction_for(request))
