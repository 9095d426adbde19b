"""Compressed bodies, whatever their size and however they are cut."""

from __future__ import annotations

import gzip
import os
import zlib
from random import Random

import pytest

from specquilt.python.runtime.decoding.decompress import (
    PIECE_BYTES,
    UnknownEncodingError,
    decoder_for,
)

LARGE = os.urandom(1000) * 4000
ZLIB = zlib.compress(LARGE)
RAW = ZLIB[2:-4]
FIRST, SECOND = gzip.compress(LARGE[:9], mtime=0), gzip.compress(LARGE[9:], mtime=0)
TWO_MEMBERS = FIRST + SECOND
THREE_MEMBERS = FIRST + gzip.compress(LARGE[9:18], mtime=0) + gzip.compress(LARGE[18:], mtime=0)


def decode(encoding: str, body: bytes, size: int) -> bytes:
    decoder = decoder_for(encoding)
    pieces: list[bytes] = []
    for at in range(0, len(body), size):
        pieces.extend(decoder.feed(body[at : at + size]))
    decoder.finish()
    assert all(0 < len(piece) <= PIECE_BYTES for piece in pieces)
    return b"".join(pieces)


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("deflate", ZLIB),
        ("deflate", RAW),
        ("deflate", ZLIB + b"\0\0"),
        ("gzip", gzip.compress(LARGE, mtime=0)),
        ("x-gzip", TWO_MEMBERS),
        ("gzip", TWO_MEMBERS + bytes(512)),
        ("gzip", THREE_MEMBERS),
        ("gzip", FIRST + bytes(3) + SECOND),
        ("gzip", TWO_MEMBERS + b"\x1f trailing bytes \x1f\x8b"),
    ],
    ids=["zlib", "raw", "zlib+", "gzip", "two", "padding", "three", "padding between", "trailer"],
)
def test_body_is_decoded_however_it_is_cut(encoding: str, body: bytes, size: int) -> None:
    assert decode(encoding, body, size) == LARGE


@pytest.mark.parametrize("size", [1, 2, 1 << 20])
@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"\x03\x00", b""),
        (b"\x01\x17\x00\xe8\xff" + b"a" * 23, b"a" * 23),
        (b"\x09\x15\x00\xea\xff" + b"b" * 21, b"b" * 21),
        (b"\x08\x01\x00\xfe\xffc\x03\x00", b"c"),
    ],
    ids=["two bytes", "divisible by 31", "padded and divisible by 31", "as in the wrapper"],
)
def test_raw_deflate_is_not_taken_for_the_wrapped_one(body: bytes, text: bytes, size: int) -> None:
    """Their first two bytes differ (RFC 1950, section 2.2): some look alike in a part."""
    assert decode("deflate", body, size) == text


def test_repetition_at_the_greatest_distance_is_decoded() -> None:
    body = Random(1).randbytes(32_000) * 2
    for encoding, sent in (("gzip", gzip.compress(body)), ("deflate", zlib.compress(body))):
        assert len(sent) < 40_000
        assert decode(encoding, sent, len(sent)) == body


@pytest.mark.parametrize("more", [0, 1, 100, 257])
@pytest.mark.parametrize("encoding", ["deflate", "gzip"])
def test_end_of_a_body_that_zlib_keeps_is_decoded(encoding: str, more: int) -> None:
    """Zlib consumes the last bytes although its output does not fit any more."""
    body = bytes(2 * PIECE_BYTES + more)
    sent = zlib.compress(body)[2:-4] if encoding == "deflate" else gzip.compress(body, mtime=0)
    assert decode(encoding, sent, len(sent)) == body


@pytest.mark.parametrize("size", [1, 1 << 20])
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("deflate", ZLIB[:-1]),
        ("deflate", ZLIB[:1]),
        ("deflate", RAW[:-9]),
        ("gzip", gzip.compress(LARGE, mtime=0)[:-1]),
        ("gzip", gzip.compress(LARGE, mtime=0)[:1]),
        ("gzip", TWO_MEMBERS[:-1]),
        ("gzip", gzip.compress(LARGE, mtime=0) + b"\x1f\x8b"),
        ("gzip", gzip.compress(b"x", mtime=0)[:-8] + bytes(8)),
        ("deflate", zlib.compress(b"x")[:-4] + bytes(4)),
        ("gzip", ZLIB),
        ("gzip", b"{}"),
        ("deflate", b"{}"),
    ],
)
def test_body_that_is_cut_off_or_damaged_is_an_error(encoding: str, body: bytes, size: int) -> None:
    with pytest.raises(ValueError, match="compressed body is"):
        decode(encoding, body, size)


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "deflate, gzip"])
def test_encoding_that_was_not_requested_is_an_error(encoding: str) -> None:
    with pytest.raises(UnknownEncodingError, match="which was not requested"):
        decoder_for(encoding)


def test_endless_name_of_an_encoding_is_cut() -> None:
    with pytest.raises(UnknownEncodingError, match=rf"'{'x' * 40}'"):
        decoder_for("x" * 41)


@pytest.mark.parametrize("encoding", ["deflate", "gzip", "identity", ""])
def test_empty_body_stays_empty(encoding: str) -> None:
    decoder = decoder_for(encoding)
    decoder.finish()
    assert list(decoder.feed(b"")) in ([], [b""])
