"""What the steps of a connection get: options, proxies and time."""

from __future__ import annotations

from time import monotonic
from typing import Any

import pytest

from specquilt.python.runtime import DeadlineExceededError, Timeout
from specquilt.python.runtime.request import Origin, Request
from specquilt.python.runtime.transport.connections import (
    ConnectionOptions,
    StepTimeouts,
    connection_options,
    pool_timeouts,
)
from specquilt.python.runtime.transport.tls import tls_context

STEPS = ("connect", "read", "write", "pool")


def request(timeout: Timeout, seconds: float | None) -> Request:
    expires_at = None if seconds is None else monotonic() + seconds
    return Request("GET", Origin("http", "a.example", 80), "/", {}, None, timeout, expires_at)


@pytest.mark.parametrize(
    ("timeouts", "deadline", "found"),
    [
        ((1, 2, 3, 4), None, (1, 2, 3, 4)),
        ((None, 2, None, 4), None, (None, 2, None, 4)),
        ((1, 2, 3, 4), 9, (1, 2, 3, 4)),
        ((1, 2, 30, 40), 9, (1, 2, 9, 9)),
        ((None, 2, None, 40), 9, (9, 2, 9, 9)),
    ],
)
def test_each_step_gets_its_timeout_or_the_time_before_the_deadline(
    timeouts: Any, deadline: float | None, found: tuple[float | None, ...]
) -> None:
    asked = request(Timeout(*timeouts), deadline)
    wanted = dict(zip(STEPS, found, strict=True))
    steps = StepTimeouts(asked)
    assert pool_timeouts(asked) == pytest.approx(wanted, abs=0.5)
    assert dict(steps) == pytest.approx(wanted, abs=0.5)
    assert {step: steps.get(step) for step in STEPS} == pytest.approx(wanted, abs=0.5)
    assert steps.get("other", 5) == 5


def test_step_does_not_begin_after_the_deadline() -> None:
    asked = request(Timeout(), 60)
    steps = StepTimeouts(asked)
    asked.expires_at = monotonic() - 1
    with pytest.raises(DeadlineExceededError):
        steps.get("read")


def test_only_options_of_connections_are_taken() -> None:
    found = connection_options({"http2": True, "max_retries": 5, "environment": {"all": "x"}})
    assert (found.http2, found.environment == {"all": "x"}) == (True, False)


def test_key_of_a_proxy_is_not_shown() -> None:
    options = ConnectionOptions(
        proxy="http://u:secret@a.example", environment={"all": "http://u:secret@b.example"}
    )
    assert "secret" not in repr(options)


@pytest.mark.parametrize(
    ("proxy", "credentials"),
    [
        ("http://a.example", None),
        ("http://us%40er:p%3Aw@a.example", (b"us@er", b"p:w")),
        ("http://user@a.example", (b"user", b"")),
        ("http://:word@a.example", (b"", b"word")),
    ],
)
def test_proxy_gets_the_credentials_of_its_url(
    proxy: str, credentials: tuple[bytes, bytes] | None
) -> None:
    assert ConnectionOptions().pool_arguments("http", proxy)["proxy"].auth == credentials


@pytest.mark.parametrize(
    ("scheme", "proxy", "has_context"),
    [
        ("https", None, True),
        ("http", "https://a.example", True),
        ("http", "http://a.example", False),
        ("http", None, False),
    ],
)
def test_pool_has_a_tls_context_where_it_may_need_one(
    scheme: str, proxy: str | None, has_context: bool
) -> None:
    arguments = ConnectionOptions(max_connections=7).pool_arguments(scheme, proxy)
    context = tls_context(True, http2=False) if has_context else None
    assert arguments["ssl_context"] is context
    assert (arguments["max_connections"], arguments["max_keepalive_connections"]) == (7, 7)
    assert arguments["http2"] is False


def test_pool_with_http2_has_a_context_of_its_own() -> None:
    arguments = ConnectionOptions(http2=True).pool_arguments("https", None)
    assert arguments["ssl_context"] is tls_context(True, http2=True)
    assert arguments["http2"] is True
