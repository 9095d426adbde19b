"""Retries: only when safe, not too soon, not too late."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    Empty,
    Operation,
    ServerError,
    StatusError,
)
from specquilt.python.runtime.call import prepare, recovery
from specquilt.python.runtime.call.retry import (
    backoff,
    delay_after,
    may_retry_status,
    requested_delay,
)
from specquilt.python.runtime.headers import Headers

from .conftest import Runner
from .server import Loopback, answer, json_answer, resets, sends_and_closes
from .stand_in_api import ServiceUnavailableError, TooManyRequestsError

GOOD = json_answer({"job_id": "j1", "status": "complete"})


@pytest.mark.parametrize("status", [408, 409, 500, 502, 503, 504])
def test_post_is_not_repeated_when_it_may_have_worked(
    runner: Runner, server: Loopback, status: int
) -> None:
    server.answer(answer(b"", status), GOOD)
    with pytest.raises(StatusError):
        runner.run(lambda client: client.jobs.create(name="x"))
    assert len(server.received) == 1


@pytest.mark.parametrize("status", [408, 409, 500, 502, 503, 504])
def test_post_with_idempotency_key_is_repeated_with_the_same_key(
    runner: Runner, server: Loopback, status: int
) -> None:
    server.answer(answer(b"", status), GOOD)
    runner.run(lambda client: client.jobs.create(name="x", options={"idempotency_key": "k"}))
    assert [r.headers["idempotency-key"] for r in server.received] == ["k", "k"]
    assert server.received[0].body == server.received[1].body


def test_post_whose_connection_broke_is_not_repeated(runner: Runner, server: Loopback) -> None:
    for broken in (sends_and_closes(b""), resets()):
        server.answer(broken, GOOD)
        with pytest.raises(APIConnectionError) as caught:
            runner.run(lambda client: client.jobs.create(name="x"))
        assert caught.value.sent
        assert len(server.received) == 1


def test_post_is_repeated_after_429(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 429), answer(b"", 429), GOOD)
    runner.run(lambda client: client.jobs.create(name="x"))
    assert len(server.received) == 3


@pytest.mark.parametrize(
    ("method", "repeated"),
    [("GET", True), ("PUT", True), ("DELETE", True), ("POST", False), ("PATCH", False)],
)
def test_method_decides_what_is_repeated(
    runner: Runner, server: Loopback, method: Any, repeated: bool
) -> None:
    server.answer(answer(b"", 503), answer())
    own: Operation[None] = Operation("o", method, "/o", result=Empty())
    if repeated:
        runner.run(lambda client: client._send(own, None))
    else:
        with pytest.raises(ServiceUnavailableError):
            runner.run(lambda client: client._send(own, None))
    assert len(server.received) == 1 + repeated


def test_delete_is_repeated(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 503), answer())
    runner.run(lambda client: client.jobs.delete("j1"))
    assert [r.method for r in server.received] == ["DELETE", "DELETE"]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_number_of_retries_is_the_callers(runner: Runner, server: Loopback, count: int) -> None:
    server.answer(answer(b"", 503))
    with pytest.raises(ServiceUnavailableError):
        runner.run(lambda client: client.jobs.get("j1", options={"max_retries": count}))
    assert len(server.received) == count + 1


def test_pauses_double_with_jitter_up_to_eight_seconds(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 503))
    with pytest.raises(ServiceUnavailableError):
        runner.run(lambda client: client.jobs.get("j1"), max_retries=7)
    longest = [0.5, 1, 2, 4, 8, 8, 8]
    assert all(0.75 * top <= pause <= top for pause, top in zip(runner.slept, longest, strict=True))
    assert len({backoff(9) for _ in range(20)}) > 10


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({"retry-after": "3"}, 3),
        ({"retry-after": "0.25"}, 0.25),
        ({"retry-after": " 2 "}, 2),
        ({"retry-after-ms": "150"}, 0.15),
        ({"retry-after-ms": "150", "retry-after": "9"}, 0.15),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9),
        ({"retry-after": "60"}, 60),
    ],
)
def test_retry_after_is_honoured(fields: dict[str, str], seconds: float) -> None:
    assert delay_after(1, Headers(fields.items())) == seconds


@pytest.mark.parametrize(
    "value", ["", "soon", "-5", "-0.5", "nan", "1e", "Mon, 99 Foo 2026", "0x10", "\u0663x", "-inf"]
)
def test_senseless_retry_after_means_the_usual_pause(value: str) -> None:
    delay = delay_after(1, Headers([("retry-after", value)]))
    assert delay is not None
    assert 0.375 <= delay <= 0.5


@pytest.mark.parametrize("value", ["61", "1e9", "inf", "99999999999999999999"])
def test_far_too_long_retry_after_means_giving_up(
    runner: Runner, server: Loopback, value: str
) -> None:
    server.answer(answer(b"", 429, retry_after=value), GOOD)
    with pytest.raises(TooManyRequestsError):
        runner.run(lambda client: client.jobs.get("j1"))
    assert runner.slept == []


@pytest.mark.parametrize("fields", [{"retry-after": "0"}, {"retry-after-ms": "0"}])
def test_no_delay_at_all_means_the_usual_pause(fields: dict[str, str]) -> None:
    delay = delay_after(3, Headers(fields.items()))
    assert delay is not None
    assert 1.5 <= delay <= 2


def test_date_that_has_passed_means_the_usual_pause() -> None:
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    assert (delay_after(1, Headers([("retry-after", past)])) or 0) >= 0.375


def test_retry_after_may_be_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    delay = requested_delay(Headers([("retry-after", soon)]))
    assert delay is not None
    assert 28 < delay <= 30
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    assert requested_delay(Headers([("retry-after", past)])) == 0


def test_pause_beyond_the_deadline_is_not_begun(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 503, retry_after="30"))
    with pytest.raises(ServiceUnavailableError):
        runner.run(lambda client: client.jobs.get("j1"), deadline=10)
    assert runner.slept == []


def test_pause_that_ends_at_the_deadline_is_not_begun(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()
    for module in (prepare, recovery):
        monkeypatch.setattr(module, "monotonic", lambda: now)
    for deadline, requests in ((30.0, 1), (30.5, 2)):
        server.answer(answer(b"", 503, retry_after="30"), GOOD)
        with suppress(ServiceUnavailableError):
            Runner("sync", server.url).run(lambda c: c.jobs.get("j1"), deadline=deadline)
        assert len(server.received) == requests


def test_server_error_that_is_permanent_is_final(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 501), GOOD)
    with pytest.raises(ServerError):
        runner.run(lambda client: client.jobs.get("j1"))
    assert len(server.received) == 1


def test_statuses_that_are_retried() -> None:
    statuses = range(100, 600)
    permanent = {501, 505}
    repeatable = {status for status in statuses if may_retry_status(status, repeatable=True)}
    assert repeatable == {408, 409, 425, 429, *range(500, 600)} - permanent
    assert [each for each in statuses if may_retry_status(each, repeatable=False)] == [429]


def test_each_attempt_asks_for_the_key_anew(runner: Runner, server: Loopback) -> None:
    keys: Any = iter(["first-key", "second-key"])
    server.answer(answer(b"", 503), GOOD)
    runner.run(lambda client: client.jobs.get("j1"), api_key=lambda: next(keys))
    assert [r.headers["authorization"] for r in server.received] == [
        "Bearer first-key",
        "Bearer second-key",
    ]
