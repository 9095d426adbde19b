"""Whatever a server does, a call ends in the right value or the right error, and in time."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from specquilt.runtime import (
    APIConnectionError,
    APITimeoutError,
    ClientError,
    DeadlineExceededError,
    DecodingError,
    RedirectError,
    ResponseTooLargeError,
    SDKError,
    ServerError,
    StatusError,
    Timeout,
    response_info,
)

from .conftest import FLAVOURS, KEY, Runner
from .server import (
    Answer,
    Loopback,
    answer,
    chunked,
    drips,
    json_answer,
    resets,
    sends_and_closes,
    stalls_after,
    zipped,
)
from .stand_in import NotFoundError, ServiceUnavailableError, TooManyRequestsError

JOB = b'{"job_id":"j1","status":"complete"}'
GOOD = answer(JOB)
QUICK: dict[str, Any] = {"timeout": 0.25, "deadline": 3.0}
SHORT: dict[str, Any] = {"timeout": 5.0, "deadline": 0.3, "max_retries": 0}


class Scenario(NamedTuple):
    """What the server does, and how the call must end."""

    name: str
    answers: tuple[Answer, ...]
    ends: type[SDKError] | Callable[[Any], bool]
    options: Mapping[str, Any] = MappingProxyType({})
    requests: int | None = None


def is_job(job: Any) -> bool:
    return bool(job.job_id == "j1" and job.status == "complete")


def head(*fields: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *fields, "", ""]).encode()


def wrong(body: str) -> tuple[Answer, ...]:
    return (answer(body.encode()),)


BOUNDS_HEADERS = [flavour for flavour in FLAVOURS if flavour != "sync-httpx2-client"]
NO_RETRY = {"max_retries": 0}
BOMB = gzip.compress(b"0" * 50_000_000)

CONNECTION = [
    Scenario("closes without an answer", (sends_and_closes(b""),), APIConnectionError, requests=3),
    Scenario("resets without an answer", (resets(),), APIConnectionError, requests=3),
    Scenario("closes once, then answers", (sends_and_closes(b""), GOOD), is_job, requests=2),
    Scenario("resets once, then answers", (resets(), GOOD), is_job, requests=2),
    Scenario("speaks no HTTP", (sends_and_closes(b"SSH-2.0-OpenSSH\r\n\r\n"),), APIConnectionError),
    Scenario("sends binary rubbish", (sends_and_closes(b"\x00\xff" * 99),), APIConnectionError),
    Scenario("cuts off the header section", (sends_and_closes(head()[:-4]),), APIConnectionError),
    Scenario(
        "cuts off a body of known length",
        (sends_and_closes(head("content-length: 99") + JOB),),
        APIConnectionError,
        requests=3,
    ),
    Scenario(
        "cuts off a chunk",
        (sends_and_closes(head("transfer-encoding: chunked") + b"ff\r\n" + JOB),),
        APIConnectionError,
    ),
    Scenario(
        "forgets the last chunk",
        (
            sends_and_closes(
                head("transfer-encoding: chunked") + b"%x\r\n" % len(JOB) + JOB + b"\r\n"
            ),
        ),
        APIConnectionError,
    ),
    Scenario(
        "writes a chunk size that is no number",
        (sends_and_closes(head("transfer-encoding: chunked") + b"zz\r\n" + JOB),),
        APIConnectionError,
    ),
    Scenario(
        "resets within the body", (resets(head("content-length: 99") + JOB),), APIConnectionError
    ),
    Scenario(
        "cuts off once, then answers",
        (sends_and_closes(head("content-length: 99") + JOB), GOOD),
        is_job,
        requests=2,
    ),
    Scenario("ends a body by closing", (sends_and_closes(head() + JOB),), is_job),
    Scenario("sends 100 Continue first", (b"HTTP/1.1 100 Continue\r\n\r\n" + GOOD,), is_job),
    Scenario(
        "sends an endless header field",
        (sends_and_closes(head(f"x: {'y' * 200_000}")),),
        APIConnectionError,
        NO_RETRY,
    ),
]

TIME = [
    Scenario("never answers", (stalls_after(b""),), APITimeoutError, QUICK | NO_RETRY),
    Scenario(
        "stalls in the header section",
        (stalls_after(head()[:-2]),),
        APITimeoutError,
        QUICK | NO_RETRY,
    ),
    Scenario(
        "stalls in the body",
        (stalls_after(head("content-length: 99")),),
        APITimeoutError,
        QUICK | NO_RETRY,
    ),
    Scenario("stalls once, then answers", (stalls_after(b""), GOOD), is_job, QUICK),
    Scenario("never answers, with a deadline", (stalls_after(b""),), DeadlineExceededError, SHORT),
    Scenario(
        "stalls in the body, with a deadline",
        (stalls_after(head("content-length: 99") + b"{"),),
        DeadlineExceededError,
        SHORT,
    ),
    Scenario(
        "drips the body",
        (drips(head("content-length: 99") + JOB, 0.01),),
        DeadlineExceededError,
        SHORT,
    ),
    Scenario("drips chunks", (drips(chunked(*[b" "] * 99), 0.01),), DeadlineExceededError, SHORT),
    Scenario("drips slowly but in time", (drips(GOOD, 0.0005),), is_job, {"deadline": 3.0}),
]
DRIPPING_HEADERS = Scenario(
    "drips the header section", (drips(head(*["a: b"] * 99), 0.01),), DeadlineExceededError, SHORT
)

BODY = [
    Scenario("sends no body", (answer(b""),), DecodingError, requests=1),
    Scenario("sends 204", (head(status="204 No Content"),), DecodingError),
    Scenario("sends blanks", wrong("  \n"), DecodingError),
    Scenario("sends HTML", (answer(b"<html>", content_type="text/html"),), DecodingError),
    Scenario("cuts off JSON", wrong('{"job_id": "j1", "sta'), DecodingError),
    Scenario("sends two JSON texts", (answer(JOB + JOB),), DecodingError),
    Scenario(
        "sends bad UTF-8", (answer(b'{"job_id":"\xff\xfe","status":"complete"}'),), DecodingError
    ),
    Scenario("sends UTF-16", (answer(JOB.decode().encode("utf-16")),), DecodingError),
    Scenario("begins with a byte order mark", (answer(b"\xef\xbb\xbf" + JOB),), is_job),
    Scenario("calls JSON text/plain", (answer(JOB, content_type="text/plain"),), is_job),
    Scenario("names no content type", (head(f"content-length: {len(JOB)}") + JOB,), is_job),
    Scenario("nests 100,000 deep", (answer(b"[" * 100_000),), DecodingError),
    Scenario(
        "nests 100,000 deep in an unknown field",
        (
            answer(
                b'{"job_id":"j1","status":"complete","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
            ),
        ),
        DecodingError,
    ),
    Scenario(
        "sends a number of 5,000 digits",
        (answer(b'{"job_id":' + b"9" * 5000 + b',"status":"complete"}'),),
        DecodingError,
    ),
    Scenario("sends NaN", wrong('{"job_id":NaN,"status":"complete"}'), DecodingError),
    Scenario("sends an array", wrong("[]"), DecodingError),
    Scenario("sends null", wrong("null"), DecodingError),
    Scenario("sends text", wrong('"hello"'), DecodingError),
    Scenario("lacks a required field", wrong('{"status":"complete"}'), DecodingError),
    Scenario("nulls a required field", wrong('{"job_id":null,"status":"complete"}'), DecodingError),
    Scenario(
        "mistypes a required field", wrong('{"job_id":{},"status":"complete"}'), DecodingError
    ),
    Scenario(
        "mistypes a nested field",
        wrong('{"job_id":"j1","status":"complete","parts":[{"job_id":1}]}'),
        DecodingError,
    ),
    Scenario(
        "sends a date that is none",
        wrong('{"job_id":"j1","status":"x","created_at":"no"}'),
        DecodingError,
    ),
    Scenario("repeats a key", wrong('{"job_id":"j0","job_id":"j1","status":"complete"}'), is_job),
    Scenario(
        "adds unknown fields",
        wrong('{"job_id":"j1","status":"complete","news":{"a":[1]}}'),
        lambda job: is_job(job) and job.news == {"a": [1]},
    ),
    Scenario(
        "adds an enum value",
        wrong('{"job_id":"j1","status":"paused"}'),
        lambda job: job.status == "paused",
    ),
    Scenario(
        "nulls an optional field", wrong('{"job_id":"j1","status":"complete","name":null}'), is_job
    ),
]

COMPRESSION = [
    Scenario("compresses", (zipped(JOB),), is_job),
    Scenario("deflates", (answer(zlib.compress(JOB), content_encoding="deflate"),), is_job),
    Scenario(
        "deflates raw", (answer(zlib.compress(JOB)[2:-4], content_encoding="deflate"),), is_job
    ),
    Scenario(
        "compresses in two members",
        (answer(gzip.compress(JOB[:9]) + gzip.compress(JOB[9:]), content_encoding="gzip"),),
        is_job,
    ),
    Scenario("says gzip but is not", (answer(JOB, content_encoding="gzip"),), DecodingError),
    Scenario(
        "cuts off gzip", (answer(gzip.compress(JOB)[:-9], content_encoding="gzip"),), DecodingError
    ),
    Scenario(
        "uses an encoding not asked for", (answer(JOB, content_encoding="br"),), DecodingError
    ),
    Scenario(
        "sends a gzip bomb",
        (answer(BOMB, content_encoding="gzip"),),
        ResponseTooLargeError,
        {"max_response_bytes": 1_000_000},
    ),
    Scenario(
        "announces too large a body",
        (stalls_after(head("content-length: 99999999")),),
        ResponseTooLargeError,
        {"max_response_bytes": 1_000_000},
    ),
    Scenario(
        "sends too large a body in chunks",
        (chunked(*[b" " * 100_000] * 11),),
        ResponseTooLargeError,
        {"max_response_bytes": 1_000_000},
    ),
    Scenario(
        "claims an absurd length",
        (sends_and_closes(head("content-length: " + "9" * 30)),),
        SDKError,
        {"max_response_bytes": 1_000_000, "deadline": 1.0},
    ),
]

STATUS = [
    *(
        Scenario(
            f"sends {status}", (json_answer({"message": "no"}, status),), ClientError, requests=1
        )
        for status in (400, 401, 402, 403, 405, 406, 410, 411, 413, 415, 418, 422, 451, 498, 499)
    ),
    *(
        Scenario(
            f"sends {status}", (json_answer({"message": "no"}, status),), ClientError, requests=3
        )
        for status in (408, 409, 425)
    ),
    *(
        Scenario(
            f"sends {status}", (json_answer({"message": "no"}, status),), ServerError, requests=3
        )
        for status in (500, 502, 504, 520, 529, 599)
    ),
    Scenario("sends 501", (answer(b"", 501),), ServerError, requests=1),
    Scenario("sends 404", (json_answer({"message": "no"}, 404),), NotFoundError, requests=1),
    Scenario("sends 429", (json_answer({}, 429),), TooManyRequestsError, requests=3),
    Scenario(
        "sends 503 in HTML",
        (answer(b"<h1>", 503, content_type="text/html"),),
        ServiceUnavailableError,
    ),
    Scenario("sends 404 without a body", (answer(b"", 404),), NotFoundError),
    Scenario("sends 404 with bad JSON", (answer(b'{"message":', 404),), NotFoundError),
    Scenario("sends 404 with deep JSON", (answer(b"[" * 100_000, 404),), NotFoundError),
    Scenario(
        "sends 404 and breaks off",
        (sends_and_closes(head("content-length: 9", status="404 No")),),
        NotFoundError,
    ),
    Scenario(
        "sends 404 with broken gzip", (answer(b"no", 404, content_encoding="gzip"),), NotFoundError
    ),
    Scenario("sends 503 once, then answers", (answer(b"", 503), GOOD), is_job, requests=2),
    Scenario("sends 600", (answer(b"", 600),), StatusError),
    Scenario("sends 304", (head("content-length: 0", status="304 Not Modified"),), StatusError),
    Scenario("sends 300 without a location", (answer(b"", 300),), StatusError),
    Scenario("sends 201", (answer(JOB, 201),), is_job),
]

REDIRECTS = [
    *(
        Scenario(
            f"redirects with {status}",
            (answer(b"", status, location="/new"), GOOD),
            is_job,
            requests=2,
        )
        for status in (301, 302, 303, 307, 308)
    ),
    Scenario(
        "redirects in a circle",
        (answer(b"", 302, location="/v1/jobs/j1"),),
        RedirectError,
        requests=11,
    ),
    Scenario("redirects to nowhere", (answer(b"", 302, location="http://"),), RedirectError),
    Scenario(
        "redirects to a file", (answer(b"", 302, location="file:///etc/passwd"),), RedirectError
    ),
    Scenario("redirects to a bad port", (answer(b"", 302, location="http://a:b/"),), RedirectError),
    Scenario(
        "redirects although that is not wanted",
        (answer(b"", 302, location="/new"),),
        StatusError,
        {"follow_redirects": False},
    ),
]

SCENARIOS = [*CONNECTION, *TIME, *BODY, *COMPRESSION, *STATUS, *REDIRECTS]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_call_ends_well_when_server(scenario: Scenario, runner: Runner, server: Loopback) -> None:
    play(scenario, runner, server)


@pytest.mark.parametrize("runner", BOUNDS_HEADERS, indirect=True)
def test_deadline_bounds_dripping_headers(runner: Runner, server: Loopback) -> None:
    """A sync httpx2.Client bounds the time between two bytes only, so it is left out."""
    play(DRIPPING_HEADERS, runner, server)


def play(scenario: Scenario, runner: Runner, server: Loopback) -> None:
    server.answer(*scenario.answers)
    options = {"deadline": 5.0, **scenario.options}
    began = time.monotonic()
    if isinstance(scenario.ends, type):
        with pytest.raises(scenario.ends) as caught:
            runner.run(lambda client: client.jobs.get("j1"), **options)
        assert KEY not in f"{caught.value!r} {caught.value}"
    else:
        job = runner.run(lambda client: client.jobs.get("j1"), **options)
        assert scenario.ends(job)
        info = response_info(job)
        assert info is not None
        assert info.status in (200, 201)
    assert time.monotonic() - began < options["deadline"] + 0.5
    assert scenario.requests in (None, len(server.received))


def test_refused_connection_is_tried_again_whatever_the_method(
    runner: Runner, server: Loopback
) -> None:
    nobody = Loopback()
    runner.url = nobody.url
    nobody.close()
    with pytest.raises(APIConnectionError) as caught:
        runner.run(lambda client: client.jobs.create(name="x"))
    assert not caught.value.sent
    assert len(runner.slept) == 2
    assert server.received == []


def test_unknown_host_is_our_error(runner: Runner) -> None:
    runner.url = "http://host.invalid"
    with pytest.raises(APIConnectionError), pytest.warns(UserWarning, match="unencrypted"):
        runner.run(lambda client: client.jobs.get("x"), max_retries=0)


def test_timeouts_per_step_are_told_apart(runner: Runner, server: Loopback) -> None:
    server.answer(stalls_after(b""))
    timeout = Timeout(connect=5, read=0.1, write=5, pool=5)
    with pytest.raises(APITimeoutError, match="silent"):
        runner.run(lambda client: client.jobs.get("x"), timeout=timeout, max_retries=0)
