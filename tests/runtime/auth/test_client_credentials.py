"""OAuth tokens for client credentials: when one is requested."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest

from specquilt.python.runtime import (
    ClientError,
    OAuth2ClientCredentials,
    ServerError,
)

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback, answer, json_answer
from ..stand_in import Client
from .clients import spec, token

OAUTH = spec(OAuth2ClientCredentials(token_url="/token", scopes=("a", "b")))
WHO = {"client_id": "me", "client_secret": "s&cret"}


def twice(runner: Runner) -> Any:
    if runner.is_sync:
        return lambda client: [client.jobs.get("j1"), client.jobs.get("j1")]

    async def use(client: Any) -> None:
        await client.jobs.get("j1")
        await client.jobs.get("j1")

    return use


def test_token_is_fetched_once_and_kept(runner: Runner, server: Loopback) -> None:
    server.answer(token("t1"), GOOD)
    runner.run(twice(runner), spec=OAUTH, credentials=WHO)
    first, second, third = server.received
    assert (first.method, first.path) == ("POST", "/token")
    assert parse_qs(first.body.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["me"],
        "client_secret": ["s&cret"],
        "scope": ["a b"],
    }
    assert {r.headers["authorization"] for r in (second, third)} == {"Bearer t1"}


def test_copy_of_a_client_shares_its_token(server: Loopback) -> None:
    server.answer(token("t1"), GOOD)
    with Client(None, base_url=server.url, spec=OAUTH, credentials=WHO) as client:
        client.jobs.get("j1")
        client.with_options(max_retries=0).jobs.get("j1")
    assert [received.path for received in server.received].count("/token") == 1


def test_token_about_to_expire_is_renewed(runner: Runner, server: Loopback) -> None:
    server.answer(token("t1", 10), GOOD, token("t2"), GOOD)
    runner.run(twice(runner), spec=OAUTH, credentials=WHO)
    assert server.received[3].headers["authorization"] == "Bearer t2"


def test_refused_token_is_renewed_once(runner: Runner, server: Loopback) -> None:
    server.answer(token("t1"), answer(b"", 401), token("t2"), GOOD)
    runner.run(lambda client: client.jobs.create(name="x"), spec=OAUTH, credentials=WHO)
    assert server.received[3].headers["authorization"] == "Bearer t2"
    assert runner.slept == []
    server.answer(token("t1"), answer(b"", 401), token("t2"), answer(b"", 401))
    with pytest.raises(ClientError):
        runner.run(lambda client: client.jobs.create(name="x"), spec=OAUTH, credentials=WHO)
    assert len(server.received) == 4


@pytest.mark.parametrize(
    "reply",
    [
        json_answer({"error": "invalid_client", "x": "s&cret"}, 400),
        answer(b"<html>"),
        json_answer({}),
        json_answer([]),
        json_answer({"access_token": "x", "expires_in": "soon"}),
        answer(b"[" * 100_000),
    ],
)
def test_token_endpoint_that_fails_is_our_error(
    runner: Runner, server: Loopback, reply: bytes
) -> None:
    server.answer(reply)
    with pytest.raises(Exception, match="token endpoint") as caught:
        runner.run(lambda client: client.jobs.get("j1"), spec=OAUTH, credentials=WHO)
    assert "cret" not in str(caught.value)
    assert len(server.received) == 1


def test_token_endpoint_that_is_down_is_tried_again(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 503), token("t1"), GOOD)
    runner.run(lambda client: client.jobs.get("j1"), spec=OAUTH, credentials=WHO)
    assert len(server.received) == 3
    server.answer(answer(b"", 503))
    with pytest.raises(ServerError):
        runner.run(lambda client: client.jobs.get("j1"), spec=OAUTH, credentials=WHO, max_retries=0)
