"""Bodies, redirects and interrupts: how they are written, and their exact limits."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from specquilt.python.runtime import (
    CallEvent,
    DecodingError,
    Hooks,
    RedirectError,
    ResponseTooLargeError,
)

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


def test_message_names_the_first_three_problems(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"job_id": 1, "status": 2, "parts": [{"job_id": 3, "status": 4}]}))
    with pytest.raises(DecodingError) as caught:
        runner.run(lambda client: client.jobs.get("j1"))
    message = str(caught.value)
    assert message.count("Input should be") == 3
    assert "(and 3 more)" in message


def test_ten_redirects_are_followed(runner: Runner, server: Loopback) -> None:
    on = answer(b"", 307, location="/v1/on")
    server.answer(*[on] * 10, GOOD)
    assert runner.run(lambda client: client.jobs.get("j1")).job_id == "j1"
    server.answer(*[on] * 11, GOOD)
    with pytest.raises(RedirectError, match="more than 10 redirects"):
        runner.run(lambda client: client.jobs.get("j1"))
    assert len(server.received) == 11


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
