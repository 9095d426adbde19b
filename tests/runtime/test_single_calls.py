"""Single calls: how bodies are written, exact limits, and what is reported."""

from __future__ import annotations

import asyncio
from typing import Any
from unittest.mock import patch

import pytest

from specquilt.python.runtime import (
    CallEvent,
    DecodingError,
    Hooks,
    RedirectError,
    ResponseTooLargeError,
    StatusError,
    Timeout,
)
from specquilt.python.runtime.call import observe

from .conftest import Runner
from .scenarios import GOOD, JOB, head
from .server import Loopback, answer, chunked, json_answer
from .stand_in import Client


def test_text_beyond_ascii_is_sent_as_utf_8_and_not_escaped(
    runner: Runner, server: Loopback
) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.create(name="Grüße"))
    assert '"Grüße"'.encode() in server.received[0].body


def test_body_may_be_exactly_as_large_as_the_limit(runner: Runner, server: Loopback) -> None:
    server.answer(chunked(JOB[:9], JOB[9:]))
    use: Any = lambda client: client.jobs.get("j1")  # noqa: E731
    assert runner.run(use, max_response_bytes=len(JOB)).job_id == "j1"
    with pytest.raises(ResponseTooLargeError):
        runner.run(use, max_response_bytes=len(JOB) - 1)


def test_announced_size_beyond_the_limit_is_refused_at_once(
    runner: Runner, server: Loopback
) -> None:
    server.answer(head(f"content-length: {10**18 - 1}"))
    with pytest.raises(ResponseTooLargeError):
        runner.run(lambda client: client.jobs.get("j1"))


def test_message_names_the_first_five_problems(runner: Runner, server: Loopback) -> None:
    server.answer(
        json_answer({"job_id": 1, "status": 2, "parts": [{"job_id": 3, "status": 4}] * 2})
    )
    with pytest.raises(DecodingError) as caught:
        runner.run(lambda client: client.jobs.get("j1"))
    message = str(caught.value)
    assert message.count(": expected ") == 5
    assert "and 1 more" in message


def test_ten_redirects_are_followed(runner: Runner, server: Loopback) -> None:
    on = answer(b"", 307, location="/v1/on")
    server.answer(*[on] * 10, GOOD)
    assert runner.run(lambda client: client.jobs.get("j1")).job_id == "j1"
    server.answer(*[on] * 11, GOOD)
    with pytest.raises(RedirectError, match="more than 10 redirects"):
        runner.run(lambda client: client.jobs.get("j1"))
    assert len(server.received) == 11


def test_events_tell_the_time_since_their_attempt_began(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([100.0, 100.0, 103.5, 200.0, 200.0, 201.25])
    monkeypatch.setattr(observe, "monotonic", lambda: next(times))
    reported: list[float] = []
    hooks = Hooks(*[lambda event: reported.append(event.elapsed)] * 2)
    server.answer(GOOD)
    with Client("k", base_url=server.url, hooks=hooks) as client:
        client.jobs.get("j1")
        client.jobs.get("j1")
    assert reported == [0, 3.5, 0, 1.25]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, asyncio.CancelledError, SystemExit])
def test_interrupt_of_a_download_passes_unchanged_and_is_reported(
    server: Loopback, kind: type[BaseException]
) -> None:
    seen: list[str] = []

    def interrupt(_: CallEvent) -> None:
        raise kind

    server.answer(GOOD)
    hooks = Hooks(on_request=interrupt, on_error=lambda event: seen.append(event.operation))
    with Client("k", base_url=server.url, hooks=hooks) as client, pytest.raises(kind):
        client.download()
    assert seen == ["download"]


def test_default_timeout_of_each_step() -> None:
    assert Timeout() == Timeout(connect=10.0, read=60.0, write=60.0, pool=60.0)


@pytest.mark.parametrize("rest", ["", "; format=flowed", ';format="a;b"'])
def test_encoding_of_a_text_is_only_its_charset(
    runner: Runner, server: Loopback, rest: str
) -> None:
    content_type = f"text/plain; charset=latin-1{rest}"
    server.answer(answer("ü".encode("latin-1"), content_type=content_type))
    assert runner.run(lambda client: client.text()) == "ü"


@pytest.mark.parametrize("status", [200, 201, 299])
def test_every_status_of_success_is_one(runner: Runner, server: Loopback, status: int) -> None:
    server.answer(answer(JOB, status))
    assert runner.run(lambda client: client.jobs.get("j1")).job_id == "j1"


@pytest.mark.parametrize("status", [300, 304])
def test_other_status_is_none(runner: Runner, server: Loopback, status: int) -> None:
    server.answer(head("content-length: 0", status=f"{status} Other"))
    with pytest.raises(StatusError):
        runner.run(lambda client: client.jobs.get("j1"), max_retries=0)


def test_attempt_that_has_failed_is_not_reported_again_if_the_pause_after_it_is_interrupted(
    server: Loopback,
) -> None:
    seen: list[str] = []

    async def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    server.answer(answer(b"", 503))
    hooks = Hooks(on_error=lambda event: seen.append(str(event.error)))
    client = Client("k", base_url=server.url, hooks=hooks)
    interrupted = patch.object(client._sender, "sleep", interrupt)
    with client, interrupted, pytest.raises(KeyboardInterrupt):
        client.jobs.get("j1")
    assert seen == ["GET /v1/jobs/j1: 503 Service Unavailable"]
