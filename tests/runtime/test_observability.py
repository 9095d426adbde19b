"""What can be watched: the log, hooks, OpenTelemetry."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from functools import partial
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, Tracer

from specquilt.python.runtime import (
    CallEvent,
    Hooks,
    InvalidRequestError,
    SDKError,
    ServerError,
    opentelemetry_hooks,
)

from .conftest import KEY, Runner
from .server import Loopback, answer, json_answer, stalls_after
from .stand_in import Client
from .stand_in_api import NotFoundError

GOOD = json_answer({"job_id": "j1", "status": "complete"}, x_request_id="r-1", x_own="private")


def test_log_shows_attempts_but_no_bodies_and_only_harmless_headers(
    runner: Runner, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="stand_in")
    server.answer(answer(b"", 503), GOOD)
    runner.run(lambda client: client.jobs.create(name="pri-body", options={"idempotency_key": "k"}))
    messages = [r.getMessage() for r in caplog.records if r.name == "stand_in"]
    text = "\n".join(messages)
    assert len(messages) == 5
    assert "jobs.create: POST http://127.0.0.1" in messages[0]
    assert "attempt 1 failed: POST /v1/jobs: 503" in text
    assert "'x-request-id': 'r-1'" in text
    assert "'authorization': '***'" in text or "authorization" not in text
    assert not any(secret in text for secret in (KEY, "pri-body", "private"))


def test_log_is_silent_unless_asked_for(
    runner: Runner, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="stand_in")
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.get("j1"))
    assert [r for r in caplog.records if r.name == "stand_in"] == []


def test_hooks_see_each_attempt(runner: Runner, server: Loopback) -> None:
    seen: list[tuple[str, CallEvent]] = []
    hooks = Hooks(
        on_request=lambda event: seen.append(("request", event)),
        on_response=lambda event: seen.append(("response", event)),
        on_error=lambda event: seen.append(("error", event)),
    )
    server.answer(answer(b"", 503), GOOD)
    runner.run(lambda client: client.jobs.get("j1", options={"query": {"q": 1}}), hooks=hooks)
    assert [kind for kind, _ in seen] == ["request", "response", "error", "request", "response"]
    events = [event for _, event in seen]
    assert [event.attempt for event in events] == [1, 1, 1, 2, 2]
    assert [event.status for event in events] == [None, 503, None, None, 200]
    assert isinstance(events[2].error, ServerError)
    assert (events[4].request_id, events[4].operation) == ("r-1", "jobs.get")
    assert events[0].url.endswith("/v1/jobs/j1")
    assert all(event.state is events[0].state for event in events)


def test_hooks_see_an_answer_that_is_too_large(runner: Runner, server: Loopback) -> None:
    seen: list[BaseException | None] = []
    hooks = Hooks(on_error=lambda event: seen.append(event.error))
    server.answer(answer(b" " * 100))
    with pytest.raises(SDKError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), hooks=hooks, max_response_bytes=50)
    assert seen == [caught.value]


def test_async_hooks_are_awaited(async_runner: Runner, server: Loopback) -> None:
    seen: list[int | None] = []

    async def on_response(event: CallEvent) -> None:
        seen.append(event.status)

    server.answer(GOOD)
    async_runner.run(lambda client: client.jobs.get("j1"), hooks=Hooks(on_response=on_response))
    assert seen == [200]


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def tracer(spans: InMemorySpanExporter) -> Tracer:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    return provider.get_tracer("test")


def test_each_attempt_is_a_span(
    runner: Runner, server: Loopback, spans: InMemorySpanExporter, tracer: Tracer
) -> None:
    server.answer(answer(b"", 503), answer(b"", 404))
    with pytest.raises(NotFoundError):
        runner.run(lambda client: client.jobs.get("j1"), hooks=opentelemetry_hooks(tracer))
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.get("j1"), hooks=opentelemetry_hooks(tracer))
    done = spans.get_finished_spans()
    assert [(span.name, span.kind) for span in done] == [("jobs.get", SpanKind.CLIENT)] * 3
    facts = [dict(span.attributes or {}) for span in done]
    assert [each["http.response.status_code"] for each in facts] == [503, 404, 200]
    assert [each["http.request.resend_count"] for each in facts] == [0, 1, 0]
    assert [each.get("error.type") for each in facts] == [
        "ServiceUnavailableError",
        "NotFoundError",
        None,
    ]
    assert [span.status.is_ok for span in done] == [False, False, True]
    assert facts[2]["http.response.request_id"] == "r-1"
    assert facts[2]["url.full"] == f"{server.url}/v1/jobs/j1"
    assert f"http://{facts[2]['server.address']}:{facts[2]['server.port']}" == server.url
    assert KEY not in str([span.to_json() for span in done])


def test_span_of_a_refused_request_tells_the_error(
    server: Loopback, spans: InMemorySpanExporter, tracer: Tracer
) -> None:
    server.answer(answer(b"", 400))
    hooks = opentelemetry_hooks(tracer)
    with Client("k", base_url=server.url, hooks=hooks) as client, pytest.raises(SDKError):
        client.jobs.get("j1")
    (span,) = spans.get_finished_spans()
    assert not span.status.is_ok


async def _cancelled(server: Loopback, client: Any) -> None:
    """Cancel a call when the server has received its request."""
    call = asyncio.ensure_future(client.jobs.get("j1"))
    while not server.received:
        await asyncio.sleep(0.01)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call


def test_span_of_a_cancelled_call_is_exported(
    async_runner: Runner, server: Loopback, spans: InMemorySpanExporter, tracer: Tracer
) -> None:
    server.answer(stalls_after(b""))

    async_runner.run(partial(_cancelled, server), hooks=opentelemetry_hooks(tracer))
    (span,) = spans.get_finished_spans()
    assert (span.attributes or {})["error.type"] == "CancelledError"


def test_span_of_a_cancelled_error_body_is_exported(
    async_runner: Runner, server: Loopback, spans: InMemorySpanExporter, tracer: Tracer
) -> None:
    server.answer(stalls_after(b"HTTP/1.1 503 No\r\ncontent-length: 9\r\n\r\n"))
    reported = asyncio.Event()
    own = opentelemetry_hooks(tracer)
    assert own.on_response is not None
    on_response = own.on_response

    def then_report(event: CallEvent) -> None:
        on_response(event)
        reported.set()

    async def use(client: Any) -> None:
        call = asyncio.ensure_future(client.jobs.get("j1"))
        await reported.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    async_runner.run(use, hooks=own._replace(on_response=then_report))
    (span,) = spans.get_finished_spans()
    assert (span.attributes or {})["error.type"] == "CancelledError"


def test_span_of_an_upload_that_cannot_be_read_is_exported(
    runner: Runner, server: Loopback, spans: InMemorySpanExporter, tracer: Tracer
) -> None:
    server.answer(answer())
    with pytest.raises(InvalidRequestError):
        runner.run(lambda client: client.put(iter(["text"])), hooks=opentelemetry_hooks(tracer))
    (span,) = spans.get_finished_spans()
    assert (span.attributes or {})["error.type"] == "InvalidRequestError"


def test_call_that_never_starts_is_not_reported(runner: Runner) -> None:
    seen: list[CallEvent] = []
    with pytest.raises(InvalidRequestError):
        runner.run(
            lambda client: client.jobs.get("j1"), api_key=None, hooks=Hooks(on_error=seen.append)
        )
    assert seen == []


def test_error_in_a_hook_does_not_hide_a_cancellation(
    async_runner: Runner, server: Loopback
) -> None:
    server.answer(stalls_after(b""))

    def broken(_: CallEvent) -> None:
        raise ZeroDivisionError

    async_runner.run(partial(_cancelled, server), hooks=Hooks(on_error=broken))


def test_span_is_a_child_of_the_callers(
    runner: Runner, server: Loopback, spans: InMemorySpanExporter, tracer: Tracer
) -> None:
    server.answer(GOOD)
    with tracer.start_as_current_span("mine"):
        runner.run(lambda client: client.jobs.get("j1"), hooks=opentelemetry_hooks(tracer))
    child, mine = spans.get_finished_spans()
    assert child.parent is not None
    assert mine.context is not None
    assert child.parent.span_id == mine.context.span_id


def test_opentelemetry_is_imported_only_if_asked_for() -> None:
    code = (
        "import sys; sys.modules['opentelemetry'] = None; import specquilt.python.runtime.telemetry as t\n"
        "try: t.opentelemetry_hooks()\n"
        "except ImportError: print('asked')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "asked"


def test_error_in_a_hook_is_the_hooks_own(runner: Runner, server: Loopback) -> None:
    def broken(_: CallEvent) -> None:
        raise ZeroDivisionError

    server.answer(GOOD)
    with pytest.raises(ZeroDivisionError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), hooks=Hooks(on_request=broken))
    assert not isinstance(caught.value, SDKError)


def test_error_in_a_hook_does_not_lose_the_connection(server: Loopback) -> None:
    def broken(event: CallEvent) -> None:
        if event.url.endswith("bad"):
            raise ZeroDivisionError

    server.answer(GOOD)
    hooks = Hooks(on_response=broken)
    with Client("k", base_url=server.url, hooks=hooks, max_connections=1, timeout=1.0) as client:
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                client.jobs.get("bad")
        assert client.jobs.get("good").job_id == "j1"
