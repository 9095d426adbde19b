"""What can go wrong with each kind of operation, and how a call must end."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from specquilt.python.runtime import (
    APIConnectionError,
    APITimeoutError,
    ClientError,
    DeadlineExceededError,
    DecodingError,
    ResponseError,
    SDKError,
    ServerError,
)

from .scenarios import GOOD, JOB, NO_RETRY, QUICK, SHORT, head
from .server import (
    Answer,
    answer,
    drips,
    json_answer,
    resets,
    sends_and_closes,
    stalls_after,
)

ITEMS = b'{"text":"a"}\n{"text":"b"}\n'
EVENTS = b'data: {"text":"a"}\n\ndata: {"text":"b"}\n\n'
FILE = b"0123456789" * 30_000


class OperationScenario(NamedTuple):
    """What the server does, and how an operation must end.

    Args:
        operation: A key of `OPERATIONS`.
        name: What the server does.
        answers: Its answers.
        ends: Class of the error, or the value.
        options: Options of the client.
        requests: Number of requests, if it matters.
    """

    operation: str
    name: str
    answers: tuple[Answer, ...]
    ends: type[SDKError] | object
    options: Mapping[str, Any] = MappingProxyType({})
    requests: int | None = None


OPERATIONS: dict[str, Callable[[Any], Any]] = {
    "create": lambda client: client.jobs.create(name="x"),
    "events": lambda client: client.events(),
    "lines": lambda client: client.lines(),
    "read": lambda client: client.download(),
    "upload": lambda client: client.jobs.upload(data=FILE),
    "put": lambda client: client.put([FILE]),
    "put once": lambda client: client.put(iter([FILE])),
    "list": lambda client: client.jobs.list_all(limit=2),
    "follow": lambda client: client.jobs.follow_all(),
    "maybe": lambda client: client.maybe(),
    "text": lambda client: client.text(),
    "delete": lambda client: client.jobs.delete("j1"),
}


def page(*numbers: int, **fields: Any) -> bytes:
    jobs = [{"job_id": str(number), "status": "x"} for number in numbers]
    return json_answer({"embed_jobs": jobs, **fields})


CUT_OFF = sends_and_closes(head("content-length: 99") + JOB)
CUT_PAGE = sends_and_closes(page(3, 4)[:-5])

NOT_REPEATED = [
    OperationScenario("create", "resets", (resets(), GOOD), APIConnectionError, requests=1),
    OperationScenario(
        "create", "closes", (sends_and_closes(b""), GOOD), APIConnectionError, requests=1
    ),
    OperationScenario("create", "cuts off the body", (CUT_OFF, GOOD), APIConnectionError, {}, 1),
    OperationScenario(
        "create", "never answers", (stalls_after(b""), GOOD), APITimeoutError, QUICK, 1
    ),
    OperationScenario("create", "sends 503", (answer(b"", 503), GOOD), ServerError, requests=1),
    OperationScenario(
        "create",
        "sends 500 and breaks off",
        (sends_and_closes(head("content-length: 9", status="500 Oh")), GOOD),
        ServerError,
        requests=1,
    ),
    OperationScenario(
        "create",
        "redirects, then resets",
        (answer(b"", 307, location="/new"), resets(), GOOD),
        APIConnectionError,
        requests=2,
    ),
    OperationScenario(
        "create",
        "drips headers",
        (drips(head(*["a: b"] * 99), 0.01), GOOD),
        DeadlineExceededError,
        SHORT,
        1,
    ),
    OperationScenario(
        "create",
        "cuts off gzip",
        (answer(gzip.compress(JOB)[:-9], content_encoding="gzip"), GOOD),
        DecodingError,
        requests=1,
    ),
    OperationScenario("upload", "resets", (resets(), GOOD), APIConnectionError, requests=1),
    OperationScenario("upload", "sends 503", (answer(b"", 503), GOOD), ServerError, requests=1),
    OperationScenario(
        "upload", "never answers", (stalls_after(b""), GOOD), APITimeoutError, QUICK, 1
    ),
    OperationScenario("events", "resets", (resets(), GOOD), APIConnectionError, requests=1),
    OperationScenario("events", "sends 503", (answer(b"", 503), GOOD), ServerError, requests=1),
    OperationScenario("put once", "resets", (resets(), answer()), APIConnectionError, requests=1),
]

REPEATED = [
    OperationScenario("create", "sends 429 once", (answer(b"", 429), GOOD), "j1", requests=2),
    OperationScenario("upload", "sends 429 once", (answer(b"", 429), GOOD), "j1", requests=2),
    OperationScenario(
        "create", "redirects with 303", (answer(b"", 303, location="/n"), GOOD), "j1"
    ),
    OperationScenario("put", "resets once", (resets(), answer()), None, requests=2),
    OperationScenario("put", "sends 503 once", (answer(b"", 503), answer()), None, requests=2),
    OperationScenario("delete", "closes once", (sends_and_closes(b""), answer()), None, {}, 2),
    OperationScenario(
        "events",
        "sends 429 once",
        (answer(b"", 429), answer(EVENTS, content_type="text/event-stream")),
        ["a", "b"],
        requests=2,
    ),
    OperationScenario("lines", "resets once", (resets(), answer(ITEMS)), ["a", "b"], requests=2),
    OperationScenario(
        "lines", "sends 503 once", (answer(b"", 503), answer(ITEMS)), ["a", "b"], requests=2
    ),
    OperationScenario("read", "sends 503 once", (answer(b"", 503), answer(FILE)), FILE, requests=2),
    OperationScenario("read", "redirects", (answer(b"", 302, location="/f"), answer(FILE)), FILE),
    OperationScenario(
        "list",
        "sends 503 for page 2 once",
        (page(1, 2), answer(b"", 503), page(3)),
        ["1", "2", "3"],
        requests=3,
    ),
    OperationScenario(
        "list",
        "cuts off page 2 once",
        (page(1, 2), CUT_PAGE, page(3, 4), page(5)),
        ["1", "2", "3", "4", "5"],
        requests=4,
    ),
]

LISTS = [
    OperationScenario(
        "list", "has a smaller limit", (page(1), page(2), page()), ["1", "2"], requests=3
    ),
    OperationScenario(
        "list", "sends HTML as page 2", (page(1, 2), answer(b"<p>")), DecodingError, {}, 2
    ),
    OperationScenario("list", "sends 403 for page 2", (page(1, 2), answer(b"", 403)), ClientError),
    OperationScenario("list", "repeats a full page", (page(1, 2),), ResponseError, requests=2),
    OperationScenario(
        "list",
        "cuts off page 2 for ever",
        (page(1, 2), CUT_PAGE),
        APIConnectionError,
        NO_RETRY,
        2,
    ),
    OperationScenario(
        "list",
        "stalls at page 2",
        (page(1, 2), stalls_after(b"")),
        APITimeoutError,
        {**QUICK, **NO_RETRY},
        2,
    ),
    OperationScenario(
        "follow", "repeats a cursor", (page(1, nextCursor="c"),), ResponseError, requests=2
    ),
    OperationScenario(
        "follow",
        "sends an empty page within",
        (page(1, nextCursor="c"), page(nextCursor="d"), page(3)),
        ["1", "3"],
    ),
]
