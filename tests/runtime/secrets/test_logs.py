"""Logs do not contain a key."""

from __future__ import annotations

import logging

import httpx2
import pytest

from specquilt.python.runtime import Hooks

from ..conftest import Runner
from ..scenarios import GOOD, JOB
from ..server import Loopback, answer
from ..stand_in import Client
from .canary import CANARY, assert_hidden, each_scheme, spec, with_tokens


def test_httpx2_does_not_log_the_key_of_a_query(
    server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer(GOOD)
    seen: list[httpx2.Request] = []
    hooks = {"request": [seen.append]}
    with httpx2.Client(verify=False, event_hooks=hooks) as http_client:
        client = Client(None, base_url=server.url, http_client=http_client, spec=spec("query"))
        client.jobs.get("j1", options={"query": {"a": "shown"}})
    assert server.received[0].query == [("a", "shown"), ("key", CANARY)]
    assert "a=shown&key=***" in caplog.text
    assert_hidden([caplog.text, repr(seen[0]), repr(seen[0].url), str(seen[0].url)])
    assert dict(seen[0].url.params)["key"] == CANARY


@each_scheme
def test_what_a_server_repeats_is_neither_logged_nor_reported(
    runner: Runner, server: Loopback, caplog: pytest.LogCaptureFixture, scheme: str
) -> None:
    caplog.set_level(logging.DEBUG, logger="stand_in")
    reported: list[str | None] = []
    hooks = Hooks(on_response=lambda event: reported.append(event.request_id))
    repeated = {"x_request_id": f"id of {CANARY}", "etag": f"tag of {CANARY}"}
    server.answer(with_tokens(answer(JOB, 200, **repeated)))
    runner.run(lambda c: c.jobs.get("j1"), hooks=hooks, spec=spec(scheme), api_key=None)
    assert reported == ["id of ***"]
    assert "tag of ***" in caplog.text
    assert_hidden([caplog.text])


def test_httpx2_logs_other_queries_as_they_are(
    server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "httpx2")
    server.answer(GOOD)
    with httpx2.Client(verify=False) as http_client:
        client = Client("k" * 20, base_url=server.url, http_client=http_client)
        client.jobs.get("j1", options={"query": {"a": "shown"}})
    assert "/v1/jobs/j1?a=shown" in caplog.text
