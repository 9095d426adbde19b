"""Content-Encoding (RFC 9110, section 8.4), decompressed in pieces of bounded size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

PIECE_BYTES = 1 << 20
ACCEPTED = "gzip, deflate"


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


class Inflate:
    """gzip or deflate, including several members in a row."""

    def __init__(self, window_bits: int) -> None:
        self._window_bits = window_bits
        self._stream = zlib.decompressobj(window_bits)
        self._started = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield pieces of at most `PIECE_BYTES`.

        Raises:
            ValueError: The data is damaged.
        """
        while data:
            if self._stream.eof:
                self._stream = zlib.decompressobj(self._window_bits)
            piece = self._inflate(data)
            if piece:
                yield piece
            data = self._stream.unconsumed_tail or self._stream.unused_data

    def finish(self) -> None:
        """Check that the stream is complete.

        Raises:
            ValueError: The stream is truncated.
        """
        if self._started and not self._stream.eof:
            raise ValueError("the compressed body is truncated")

    def _inflate(self, data: bytes) -> bytes:
        try:
            piece = self._stream.decompress(data, PIECE_BYTES)
        except zlib.error as error:
            if self._started or self._window_bits != zlib.MAX_WBITS:
                raise ValueError(f"the compressed body is damaged: {error}") from None
            piece = self._inflate_raw(data)
        self._started = True
        return piece

    def _inflate_raw(self, data: bytes) -> bytes:
        """Some servers send "deflate" without the zlib wrapper that RFC 9110 requires."""
        self._window_bits = -zlib.MAX_WBITS
        self._stream = zlib.decompressobj(self._window_bits)
        return self._inflate(data)


_WINDOW_BITS = {
    "gzip": 16 + zlib.MAX_WBITS,
    "x-gzip": 16 + zlib.MAX_WBITS,
    "deflate": zlib.MAX_WBITS,
}


def decoder_for(content_encoding: str | None) -> Decoder:
    """Return the decoder for the value of a Content-Encoding header.

    Raises:
        UnknownEncodingError: The encoding was not requested.
    """
    name = (content_encoding or "identity").strip().lower()
    if name in ("identity", ""):
        return Identity()
    if name in _WINDOW_BITS:
        return Inflate(_WINDOW_BITS[name])
    raise UnknownEncodingError(f"the body has the encoding {name[:40]!r}, which was not requested")
