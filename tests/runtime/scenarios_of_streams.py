"""What can go wrong with streams and downloads, and how a call must end."""

from __future__ import annotations

import gzip
import zlib

from specquilt.python.runtime import (
    APIConnectionError,
    APITimeoutError,
    DeadlineExceededError,
    DecodingError,
    ResponseTooLargeError,
)

from .scenarios import GOOD, QUICK, SHORT, head
from .scenarios_of_operations import EVENTS, ITEMS, OperationScenario
from .server import (
    answer,
    chunked,
    drips,
    resets,
    sends_and_closes,
    stalls_after,
    zipped,
)

IS_EVENTS = "content-type: text/event-stream"
OPEN = head(IS_EVENTS, "transfer-encoding: chunked")
FIRST = b'14\r\ndata: {"text":"a"}\n\n\r\n'

STREAMS = [
    OperationScenario(
        "events", "zips", (zipped(EVENTS, content_type="text/event-stream"),), ["a", "b"]
    ),
    OperationScenario(
        "events", "drips in time", (drips(OPEN + FIRST + b"0\r\n\r\n", 0.0005),), ["a"]
    ),
    OperationScenario(
        "events", "resets within", (resets(OPEN + FIRST),), APIConnectionError, {}, 1
    ),
    OperationScenario(
        "events",
        "closes within",
        (sends_and_closes(OPEN + FIRST),),
        APIConnectionError,
        requests=1,
    ),
    OperationScenario(
        "events", "stalls within", (stalls_after(OPEN + FIRST),), APITimeoutError, QUICK, 1
    ),
    OperationScenario(
        "events", "drips", (drips(OPEN + FIRST * 99, 0.01),), DeadlineExceededError, SHORT, 1
    ),
    OperationScenario(
        "events",
        "sends an endless event",
        (chunked(*[b"data: " + b"x" * 9000] * 20, content_type="text/event-stream"),),
        ResponseTooLargeError,
        {"max_response_bytes": 50_000},
    ),
    OperationScenario(
        "events",
        "cuts off gzip",
        (
            answer(
                gzip.compress(EVENTS)[:-4],
                content_type="text/event-stream",
                content_encoding="gzip",
            ),
        ),
        DecodingError,
    ),
    OperationScenario(
        "events", "sends HTML", (answer(b"<p>", content_type="text/html"),), DecodingError
    ),
    OperationScenario("events", "sends JSON", (GOOD,), DecodingError, {}, 1),
    OperationScenario("events", "sends 204", (head(status="204 No"),), DecodingError, {}, 1),
    OperationScenario(
        "events",
        "sends an event that is no JSON",
        (answer(b"data: {\n\n", content_type="text/event-stream"),),
        DecodingError,
    ),
    OperationScenario(
        "lines",
        "sends bytes after gzip",
        (answer(gzip.compress(ITEMS) + b"\0\0x", content_encoding="gzip"),),
        ["a", "b"],
    ),
    OperationScenario(
        "lines",
        "deflates 1 MB raw",
        (answer(zlib.compress(ITEMS * 40_000)[2:-4], content_encoding="deflate"),),
        ["a", "b"] * 40_000,
    ),
    OperationScenario("lines", "sends nothing", (answer(b""),), DecodingError),
    OperationScenario(
        "lines", "sends HTML", (answer(b"<p>", content_type="text/html"),), DecodingError
    ),
    OperationScenario(
        "lines",
        "cuts off a chunk",
        (sends_and_closes(head("transfer-encoding: chunked") + b"99\r\n" + ITEMS),),
        APIConnectionError,
    ),
]

DOWNLOADS = [
    OperationScenario(
        "read",
        "cuts off",
        (sends_and_closes(head("content-length: 99") + b"x"),),
        APIConnectionError,
    ),
    OperationScenario("read", "resets within", (resets(head() + b"x"),), APIConnectionError),
    OperationScenario(
        "read", "stalls", (stalls_after(head("content-length: 9")),), APITimeoutError, QUICK
    ),
    OperationScenario(
        "read", "drips", (drips(head() + b"x" * 99, 0.01),), DeadlineExceededError, SHORT
    ),
    OperationScenario(
        "read",
        "sends too much",
        (answer(b"x" * 9000),),
        ResponseTooLargeError,
        {"max_response_bytes": 5000},
    ),
    OperationScenario("maybe", "sends null", (answer(b"null"),), None),
    OperationScenario("maybe", "sends 204", (head(status="204 No"),), None),
    OperationScenario(
        "text", "sends Latin-1", (answer(b"\xfc", content_type="text/plain; charset=latin-1"),), "ü"
    ),
    OperationScenario("text", "closes after each", (answer(b"x", connection="close"),), "x"),
]
