"""Content-Encoding (RFC 9110, section 8.4), decompressed in pieces of bounded size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final, Protocol

PIECE_BYTES: Final = 1 << 20
ACCEPTED: Final = "gzip, deflate"

_GZIP_BITS: Final = 16 + zlib.MAX_WBITS
_GZIP_MAGIC: Final = b"\x1f\x8b"
_TRUNCATED: Final = "the compressed body is truncated"


class _Inflater(Protocol):
    """What `zlib.decompressobj` returns; its own class has no public name."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class Decoder(Protocol):
    """Decodes the bytes of a body."""

    def feed(self, data: bytes) -> Iterator[bytes]: ...

    def finish(self) -> None: ...


class UnknownEncodingError(ValueError):
    """The body has an encoding that was not requested."""


class Identity:
    """No encoding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the data unchanged."""
        yield data

    def finish(self) -> None:
        """Do nothing."""


class Deflate:
    """One stream of deflate, with or without the zlib wrapper that RFC 9110 requires."""

    def __init__(self) -> None:
        self._start = b""
        self._stream: _Inflater | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield pieces of at most `PIECE_BYTES`.

        Raises:
            ValueError: The data is damaged.
        """
        if self._stream is None:
            data = self._start = self._start + data
            if len(data) < 2:
                return
            self._stream = zlib.decompressobj(_deflate_bits(data))
        if not self._stream.eof:
            yield from _inflated(self._stream, data)

    def finish(self) -> None:
        """Check that the stream is complete.

        Raises:
            ValueError: The stream is truncated.
        """
        if self._start and not (self._stream and self._stream.eof):
            raise ValueError(_TRUNCATED)


class Gzip:
    """gzip: one or more members (RFC 1952, section 2.2).

    As by gzip itself, padding and other bytes after the last member are ignored.
    """

    def __init__(self) -> None:
        self._stream: _Inflater = zlib.decompressobj(_GZIP_BITS)
        self._started = False
        self._rest: bytes = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield pieces of at most `PIECE_BYTES`.

        Raises:
            ValueError: The data is damaged.
        """
        self._started = self._started or bool(data)
        while data:
            if self._stream.eof:
                data = self._next_member(data)
            if data:
                yield from _inflated(self._stream, data)
                data = self._stream.unused_data

    def finish(self) -> None:
        """Check that the last member is complete.

        Raises:
            ValueError: The member is truncated.
        """
        if self._started and not self._stream.eof:
            raise ValueError(_TRUNCATED)

    def _next_member(self, data: bytes) -> bytes:
        """Return the start of another member, or nothing if there is none so far."""
        data = (self._rest + data).lstrip(b"\0")
        if len(data) >= len(_GZIP_MAGIC) and data.startswith(_GZIP_MAGIC):
            self._stream = zlib.decompressobj(_GZIP_BITS)
            self._rest = b""
            return data
        # What follows something else is no member either.
        self._rest = data[: len(_GZIP_MAGIC)]
        return b""


def _deflate_bits(start: bytes) -> int:
    """Return the window bits for the first two bytes: of zlib's header (RFC 1950), or raw."""
    wrapped = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2]) % 31 == 0
    return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS


def _inflated(stream: _Inflater, data: bytes) -> Iterator[bytes]:
    """Yield what the data adds; zlib may keep output although it has consumed all input."""
    while True:
        try:
            piece = stream.decompress(data, PIECE_BYTES)
        except zlib.error as error:
            raise ValueError(f"the compressed body is damaged: {error}") from None
        if piece:
            yield piece
        data = stream.unconsumed_tail
        if stream.eof or not (data or len(piece) == PIECE_BYTES):
            return


def decoder_for(content_encoding: str | None) -> Decoder:
    """Return the decoder for the value of a Content-Encoding header.

    Raises:
        UnknownEncodingError: The encoding was not requested.
    """
    name = (content_encoding or "identity").strip().lower()
    if name in ("identity", ""):
        return Identity()
    if name == "deflate":
        return Deflate()
    if name in ("gzip", "x-gzip"):
        return Gzip()
    raise UnknownEncodingError(f"the body has the encoding {name[:40]!r}, which was not requested")
