"""How long a token is used, and how large the answer with it may be."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest

from specquilt.python.runtime import (
    ClientError,
    DeadlineExceededError,
    ResponseTooLargeError,
    ServerError,
    Timeout,
)
from specquilt.python.runtime.auth import tokens
from specquilt.python.runtime.auth.tokens import Flight, Token, TokenCache, TokenSource
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Origin, Request
from specquilt.python.runtime.secret import Secret
from specquilt.python.runtime.transport.turns import ThreadTurns

from ..scenarios import GOOD
from ..server import Loopback, answer, json_answer
from ..stand_in import Client
from .clients import SETTINGS, sent, token

NOW = 1000.0
KEY = ("/token", "me", ())


def received(content: bytes, status: int = 200) -> Token:
    response: Any = SimpleNamespace(status=status, headers=Headers([]))
    return tokens._token_from(response, content)


@pytest.mark.parametrize(
    ("lifetime", "seconds"),
    [
        ('"expires_in": 3600', 3570),
        ('"expires_in": "3600"', 3570),
        ('"expires_in": 30.5', 0.5),
        ('"expires_in": 30', 0),
        ('"expires_in": 1', 0),
        ('"expires_in": 0', 270),
        ('"expires_in": null', 270),
        ('"token_type": "bearer"', 270),
    ],
)
def test_token_is_used_until_half_a_minute_before_its_end_which_is_after_five_minutes_by_default(
    lifetime: str, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "monotonic", lambda: NOW)
    found = received(b'{"access_token": "t", %s}' % lifetime.encode())
    assert (found.text.reveal(), found.good_until, found.received_at) == ("t", NOW + seconds, NOW)


@pytest.mark.parametrize(("now", "found"), [(9.9, "t"), (10.0, None), (10.1, None)])
def test_token_is_not_used_at_its_end(
    now: float, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "monotonic", lambda: now)
    cache = TokenCache()
    cache.keep(KEY, Token(Secret("t"), good_until=10.0, received_at=1.0))
    assert cache.get(KEY, waiting_since=2.0) == found


def test_only_refused_tokens_are_forgotten() -> None:
    cache = TokenCache()
    other = ("/token", "you", ())
    cache.keep(KEY, Token(Secret("t1"), 0.0, 5.0))
    cache.keep(other, Token(Secret("t2"), 0.0, 5.0))
    cache.forget(("t1", "t3"))
    assert (cache.get(KEY, 5.0), cache.get(other, 5.0)) == (None, "t2")


@pytest.mark.parametrize(("waiting_since", "is_shared"), [(4.0, True), (5.0, True), (6.0, False)])
def test_failure_is_shared_by_those_who_waited_for_it(
    waiting_since: float, is_shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "monotonic", lambda: 5.0)
    flight = Flight(ThreadTurns())
    error = ServerError("down", status=503, headers=Headers([]), content=b"")
    flight.failed(error)
    with pytest.raises(ServerError, match="down") if is_shared else nullcontext() as caught:
        flight.check(waiting_since)
    assert caught is None or caught.value is not error


def test_deadline_of_one_call_is_no_failure_for_others() -> None:
    flight = Flight(ThreadTurns())
    flight.failed(DeadlineExceededError("late"))
    flight.check(waiting_since=0.0)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("token", "/v1/token"),
        ("/token?a=b", "/token?a=b"),
        ("https://b.example", "/"),
        ("https://b.example?a=b", "/?a=b"),
        ("/t\u00f6ken", "/t%C3%B6ken"),
    ],
)
def test_target_of_a_request_for_a_token(url: str, target: str) -> None:
    client = Client(None, base_url="https://a.example/v1", **SETTINGS)
    call = Request("GET", Origin("https", "a.example", 443), "/", {}, None, Timeout(), None)
    source = TokenSource(client._core, client._sender, call)
    assert source._token_request(url, Secret(("me", "secret")), ()).target == target


@pytest.mark.parametrize(
    ("status", "kind"),
    [(201, ClientError), (302, ClientError), (499, ClientError), (500, ServerError)],
)
def test_every_status_but_200_is_an_error(status: int, kind: type[Exception]) -> None:
    with pytest.raises(kind, match=f"the token endpoint responded with status {status}"):
        received(b'{"access_token": "t"}', status)


def test_answer_with_a_token_may_have_one_mebibyte(server: Loopback) -> None:
    largest = b'{"access_token": "t"' + b" " * (2**20 - 21) + b"}"
    with Client(None, base_url=server.url, max_retries=0, **SETTINGS) as client:
        server.answer(answer(largest + b" "))
        with pytest.raises(ResponseTooLargeError):
            client.jobs.get("j1")
        server.answer(answer(largest), GOOD)
        client.jobs.get("j1")
    assert (len(largest), sent(server)) == (2**20, ["/token", "Bearer t"])


def test_request_for_a_token_is_the_clients_own(server: Loopback) -> None:
    server.answer(token("t"), GOOD)
    with Client(None, base_url=server.url, **SETTINGS) as client:
        client.jobs.get("j1")
    asked, call = server.received
    assert asked.headers["user-agent"] == call.headers["user-agent"]
    assert asked.headers["accept"] == "application/json"
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert asked.headers["content-length"] == str(len(asked.body))


def test_answer_that_is_no_token_is_reported_with_its_status(server: Loopback) -> None:
    server.answer(json_answer(["t"]))
    with (
        Client(None, base_url=server.url, **SETTINGS) as client,
        pytest.raises(Exception, match="the token endpoint did not return a token") as caught,
    ):
        client.jobs.get("j1")
    assert getattr(caught.value, "status", None) == 200
