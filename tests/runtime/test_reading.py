"""Bodies as they are read: their limit, and what is released when."""

from __future__ import annotations

import gzip
from collections.abc import AsyncGenerator
from itertools import pairwise
from typing import Any

import pytest

from specquilt.python.runtime import DecodingError, ResponseTooLargeError, Timeout
from specquilt.python.runtime.blocking import run_blocking
from specquilt.python.runtime.decoding.items import ItemDecoder
from specquilt.python.runtime.decoding.reading import Content, read_content
from specquilt.python.runtime.decoding.results import Events, Lines, ResponseInfo
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.options import CallSettings
from specquilt.python.runtime.request import Origin, Request

LIMIT = 10
QUOTED = 64 * 1024
REQUEST = Request("GET", Origin("http", "a", 80), "/", {}, None, Timeout(), None)


def content(announced: str | None = None) -> Content:
    """Return a body of at most ten bytes, with a Content-Length."""
    fields = {} if announced is None else {"content-length": announced}
    return Content(REQUEST, Watched(**fields), LIMIT)


@pytest.mark.parametrize("pieces", [[], [b"0123456789"], [b"012345", b"6789"], [b""] * 3])
def test_body_within_the_limit_is_returned_whole(pieces: list[bytes]) -> None:
    body = content()
    for piece in pieces:
        body.add(piece)
    assert body.whole() == b"".join(pieces)


@pytest.mark.parametrize("pieces", [[b"0123456789x"], [b"0123456789", b"x"]])
def test_body_beyond_the_limit_is_refused(pieces: list[bytes]) -> None:
    body = content()
    for piece in pieces[:-1]:
        body.add(piece)
    with pytest.raises(ResponseTooLargeError, match="of a 200 response exceeds 10 bytes") as caught:
        body.add(pieces[-1])
    assert caught.value.status == 200


@pytest.mark.parametrize("announced", ["11", "999", "9" * 18])
def test_body_that_is_announced_as_too_large_is_not_read(announced: str) -> None:
    with pytest.raises(ResponseTooLargeError):
        content(announced)


@pytest.mark.parametrize("announced", [None, "", "0", "10", "-1", "x", "9" * 5000])
def test_body_of_any_other_length_is_read(announced: str | None) -> None:
    assert content(announced).whole() == b""


class Watched:
    """A response that notes the order in which it is released."""

    status = 200

    def __init__(self, *pieces: bytes, **fields: str) -> None:
        self.headers = Headers(fields.items())
        self.ended: list[str] = []
        self.kept: list[AsyncGenerator[bytes, None]] = []
        self._pieces = pieces

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Return the pieces. They are kept, so that only their reader ends them."""
        self.kept.append(self._chunks())
        return self.kept[0]

    async def _chunks(self) -> AsyncGenerator[bytes, None]:
        try:
            for piece in self._pieces:
                yield piece
        finally:
            self.ended.append("pieces")

    async def close(self) -> None:
        self.ended.append("response")


ZIPPED = gzip.compress(bytes(100), mtime=0)
PLAIN: dict[str, str] = {}


@pytest.mark.parametrize(
    ("pieces", "encoding", "problem"),
    [
        ([b"ok"], None, None),
        ([gzip.compress(b"ok", mtime=0)], "gzip", None),
        ([b"0123456789x", b"more"], None, "of a 200 response exceeds 10 bytes"),
        ([ZIPPED, b"more"], "gzip", "of a 200 response exceeds 10 bytes"),
        ([b"damaged", b"more"], "gzip", "the compressed body is damaged"),
        ([gzip.compress(b"ok", mtime=0)[:-1]], "gzip", "the compressed body is truncated"),
    ],
)
def test_pieces_end_before_their_response_is_closed(
    pieces: list[bytes], encoding: str | None, problem: str | None
) -> None:
    fields = {"content-encoding": encoding} if encoding else PLAIN
    response = Watched(*pieces, **fields)
    if problem is None:
        assert run_blocking(read_content(REQUEST, response, LIMIT)) == b"ok"
    else:
        with pytest.raises((DecodingError, ResponseTooLargeError), match=problem) as caught:
            run_blocking(read_content(REQUEST, response, LIMIT))
        assert caught.value.status == 200
    assert response.ended == ["pieces", "response"]


def test_response_of_an_unknown_encoding_is_closed() -> None:
    response = Watched(b"more", **{"content-encoding": "br"})
    with pytest.raises(DecodingError, match="the encoding 'br'"):
        run_blocking(read_content(REQUEST, response, LIMIT))
    assert response.ended == ["response"]


# --- streams ---------------------------------------------------------------------------------


def items_of(kind: Any, *pieces: bytes, limit: int = 2**20, content_type: str = "a/b") -> list[Any]:
    """Return the items of a stream of JSON values."""
    info = ResponseInfo(200, Headers([("content-type", content_type)]), "r-1")
    settings = CallSettings(max_response_bytes=limit)
    decoder = ItemDecoder(kind(lambda: Any), info, settings)
    found = [item for piece in pieces for item in decoder.feed(piece)]
    return [*found, *decoder.finish()]


@pytest.mark.parametrize("size", [QUOTED - 1, QUOTED, QUOTED + 1])
@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_error_quotes_the_start_of_a_body_that_is_no_stream(size: int, pieces: int) -> None:
    body = bytes(size // 2).join([b"<html>", b"</html>"]).ljust(size, b"x")[:size]
    cuts = [size * at // pieces for at in range(pieces + 1)]
    cut = [body[start:end] for start, end in pairwise(cuts)]
    with pytest.raises(DecodingError, match="server-sent events") as caught:
        items_of(Events, *cut)
    assert caught.value.content == body[:QUOTED]
    assert (caught.value.status, caught.value.request_id) == (200, "r-1")


def test_error_names_a_long_content_type_in_short() -> None:
    with pytest.raises(DecodingError, match=f" of type '{'x' * 80}'$"):
        items_of(Events, b"news: 1\n\n", content_type="x" * 81)


@pytest.mark.parametrize(
    ("kind", "item"), [(Lines, b'"3456789x'), (Events, b'data: "3456')], ids=["lines", "events"]
)
def test_item_that_is_not_complete_may_be_as_long_as_the_limit(kind: Any, item: bytes) -> None:
    limit = len(item)
    assert items_of(kind, item, b'"\n\n', limit=limit) == [json_of(item)]
    with pytest.raises(ResponseTooLargeError, match=f"exceeds {limit - 1} bytes"):
        items_of(kind, item, b'"\n\n', limit=limit - 1)


def json_of(item: bytes) -> str:
    """Return the text that an item begins."""
    return item.partition(b'"')[2].decode()
