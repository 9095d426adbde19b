"""Logs do not contain a key."""

from __future__ import annotations

import logging

import httpx2
import pytest

from ..scenarios import GOOD
from ..server import Loopback
from ..stand_in import Client
from .canary import CANARY, assert_hidden, spec


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


def test_httpx2_logs_other_queries_as_they_are(
    server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "httpx2")
    server.answer(GOOD)
    with httpx2.Client(verify=False) as http_client:
        client = Client("k" * 20, base_url=server.url, http_client=http_client)
        client.jobs.get("j1", options={"query": {"a": "shown"}})
    assert "/v1/jobs/j1?a=shown" in caplog.text
