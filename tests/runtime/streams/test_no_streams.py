"""Responses that are no streams, or empty ones."""

from __future__ import annotations

import pytest

from specquilt.python.runtime import DecodingError

from ..conftest import Runner
from ..server import (
    Loopback,
    answer,
    stalls_after,
    zipped,
)
from .reading import tokens

HTML = b"<html>\n<body>Maintenance: back soon</body>\n</html>"
NO_STREAM = {
    "JSON": answer(b'{"error":"quota"}'),
    "JSON on several lines": answer(b'{\n"error":\n"quota"\n}'),
    "JSON without a content type": b"HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n"
    b'{"error":"quota"}',
    "JSON called a stream": answer(b'{"error":"quota"}', content_type="text/event-stream"),
    "HTML": answer(HTML, content_type="text/html"),
    "nothing": answer(b""),
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "blanks": answer(b"\n\n  \n", content_type="text/html"),
    "zipped HTML": zipped(HTML, content_type="text/html; charset=utf-8"),
}


@pytest.mark.parametrize("method", ["events", "lines"])
@pytest.mark.parametrize("sent", NO_STREAM)
def test_body_that_is_no_stream_is_an_error(
    runner: Runner, server: Loopback, method: str, sent: str
) -> None:
    server.answer(NO_STREAM[sent])
    with pytest.raises(DecodingError) as caught:
        tokens(runner, method)
    assert caught.value.status in (200, 204)
    assert len(server.received) == 1
    if method == "events":
        assert "expected a stream of server-sent events, but received a 20" in str(caught.value)
        assert ("without a body" in str(caught.value)) == sent.startswith("no")
        assert (b"quota" in caught.value.content) == ("JSON" in sent)


def test_endless_body_that_is_no_stream_is_an_error_at_once(
    runner: Runner, server: Loopback
) -> None:
    server.answer(stalls_after(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n" + HTML, 20))
    with pytest.raises(DecodingError, match="'text/html'"):
        tokens(runner, "events", timeout=15, max_retries=0)


@pytest.mark.parametrize(
    ("method", "body", "content_type"),
    [
        ("events", b"", "text/event-stream; charset=utf-8"),
        ("events", b": ping\n\n", "text/event-stream"),
        ("events", b"event: done\nid: 1\n\n", "Text/Event-Stream"),
        ("events", b"data: [DONE]\n\n", "text/plain"),
        ("lines", b"", "application/x-ndjson"),
        ("lines", b"\n", "application/jsonl"),
    ],
)
def test_stream_that_says_so_may_be_empty(
    runner: Runner, server: Loopback, method: str, body: bytes, content_type: str
) -> None:
    server.answer(answer(body, content_type=content_type))
    assert tokens(runner, method) == []


def test_events_of_another_content_type_are_read(runner: Runner, server: Loopback) -> None:
    body = b'event: x\ndata: {"text":"a"}\nnews: 1\n\n'
    server.answer(answer(body, content_type="text/plain"))
    assert tokens(runner, "events") == ["a"]
