"""What becomes of a body, by its content type and the documented result."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import DecodingError, InvalidRequestError, Model, response_info
from specquilt.python.runtime.decoding.results import (
    AsReceived,
    Binary,
    CompleteResponse,
    Empty,
    Json,
    ResponseInfo,
    Result,
    Text,
)
from specquilt.python.runtime.decoding.undescribed import Undescribed
from specquilt.python.runtime.headers import Headers


def response(content: bytes, content_type: str | None = None) -> CompleteResponse:
    """Return a complete response."""
    fields = [] if content_type is None else [("content-type", content_type)]
    return CompleteResponse(ResponseInfo(200, Headers(fields), "r-1"), content)


@pytest.mark.parametrize(
    ("content", "content_type", "value"),
    [
        (b"", "application/json", None),
        (b"", None, None),
        (b'{"a":1}', "application/json", {"a": 1}),
        (b'{"a":1}', "Application/vnd.own+JSON; charset=utf-8", {"a": 1}),
        (b"[1]", "text/json", [1]),
        (b"no json", "application/json", "no json"),
        (b"[1]", "text/plain", "[1]"),
        (b"a: 1", "application/yaml", "a: 1"),
        (b"<a/>", "application/own+xml", "<a/>"),
        (b"a=1", "application/x-www-form-urlencoded", "a=1"),
        (b"{}", "application/jsonl", "{}"),
        (b"{}", "application/jsonx", b"{}"),
        (b"[1]", "application/octet-stream", b"[1]"),
        (b"[1]", None, b"[1]"),
    ],
)
def test_body_that_is_not_described_is_read_by_its_content_type(
    content: bytes, content_type: str | None, value: Any
) -> None:
    assert Undescribed().decode(response(content, content_type), lenient=False) == value


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        ("ü".encode(), None, "ü"),
        ("ü".encode(), "text/plain", "ü"),
        ("ü".encode(), "image/png", "ü"),
        ("ü".encode("latin-1"), "text/plain; charset=latin-1", "ü"),
        ("ü".encode("latin-1"), 'text/plain; Charset="Latin-1"; format=flowed', "ü"),
        ("ü".encode("latin-1"), "own/own; charset='latin-1'", "ü"),
        (b"\xff", "text/plain", "\ufffd"),
        (b"\xff", "application/json", "\ufffd"),
        (b"\xff", None, "\ufffd"),
        (b"a\xff", "text/plain; charset=", "a\ufffd"),
        (b"a\xff", "text/plain; charset=unheard-of", "a\ufffd"),
    ],
)
def test_text_is_read_in_its_charset(content: bytes, content_type: str | None, text: str) -> None:
    assert Text().decode(response(content, content_type), lenient=False) == text


def test_what_is_called_something_else_and_is_no_text_is_an_error() -> None:
    image = response(b"\xff", "image/png")
    with pytest.raises(DecodingError, match="response of type 'image/png' is not text") as caught:
        Text().decode(image, lenient=False)
    assert (caught.value.content, caught.value.request_id) == (b"\xff", "r-1")
    assert Text().decode(image, lenient=True) == "\ufffd"


def test_other_bodies_are_ignored_kept_or_refused() -> None:
    nothing: Result[object] = Empty()
    assert nothing.decode(response(b"x"), lenient=False) is None
    assert Binary().decode(response(b"x"), lenient=False) == b"x"
    as_received = AsReceived("a/b")
    assert as_received.accept == "a/b"
    with pytest.raises(InvalidRequestError, match="is not decoded: use its content"):
        as_received.decode(response(b"x"), lenient=True)


class Job(Model):
    size: int


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_json_may_begin_with_a_byte_order_mark(mark: bytes) -> None:
    job = Json[Job](lambda: Job).decode(response(mark + b'{"size":1}'), lenient=False)
    info = response_info(job)
    assert (job.size, info and info.request_id) == (1, "r-1")
    assert response_info(Job(size=1)) is None
    optional: Json[Any] = Json(lambda: Job | None)
    assert [optional.decode(response(mark), lenient=False) for _ in range(2)] == [None, None]
    with pytest.raises(DecodingError, match="size: expected an integer"):
        Json[Job](lambda: Job).decode(response(mark + b'{"size":"x"}'), lenient=False)
    with pytest.raises(DecodingError, match="expected JSON, received"):
        Json[Job](lambda: Job).decode(response(mark), lenient=False)


def test_problems_of_a_body_are_as_pydantic_tells_them_without_links() -> None:
    with pytest.raises(DecodingError) as caught:
        Json[Any](lambda: tuple[Job]).decode(response(b'[{"size":1},{}]'), lenient=False)
    (problem,) = caught.value.errors
    assert set(problem) == {"type", "loc", "msg", "input"}


@pytest.mark.parametrize(
    ("content", "content_type", "words"),
    [
        (b"x", "a/b", "received 1 byte of type 'a/b' in the body of a 200 response;"),
        (b"xy", "a/b", "received 2 bytes of type 'a/b' in the body of a 200 response;"),
        (b"x", "x" * 81, f"received 1 byte of type '{'x' * 80}' in"),
        (b"x", "application/json", "received other text: expected value at line 1 column 1; in"),
    ],
)
def test_message_says_what_came_instead_of_json(
    content: bytes, content_type: str, words: str
) -> None:
    with pytest.raises(DecodingError, match=f"^expected JSON, {words}"):
        Json[Any](lambda: Any).decode(response(content, content_type), lenient=False)
