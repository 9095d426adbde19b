"""OAuth tokens of one call: which it uses, and when it renews them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest

from specquilt.python.runtime import (
    Bearer,
    ClientError,
    ClientSpec,
    Empty,
    OAuth2ClientCredentials,
    Operation,
)

from ..conftest import Runner, settled
from ..scenarios import GOOD
from ..server import Loopback, answer
from ..stand_in import Client
from .clients import BUSY, REFUSED, SETTINGS, WHO, sent, token


def test_token_refused_on_a_later_attempt_is_renewed_once(runner: Runner, server: Loopback) -> None:
    server.answer(token("t1"), BUSY, BUSY, REFUSED, token("t2"), GOOD)
    runner.run(lambda client: client.jobs.get("j1"), **SETTINGS)
    first, second = ["Bearer t1"] * 3, ["/token", "Bearer t2"]
    assert sent(server) == ["/token", *first, *second]
    assert len(runner.slept) == 2


def test_renewing_a_token_takes_none_of_the_retries(runner: Runner, server: Loopback) -> None:
    server.answer(token("t1"), REFUSED, token("t2"), BUSY, BUSY, GOOD)
    runner.run(lambda client: client.jobs.get("j1"), **SETTINGS)
    assert sent(server)[-3:] == ["Bearer t2"] * 3
    server.answer(token("t3"), REFUSED, token("t4"), GOOD)
    runner.run(lambda client: client.jobs.create(name="x"), max_retries=0, **SETTINGS)


def test_token_is_renewed_only_once_in_a_call(runner: Runner, server: Loopback) -> None:
    server.answer(token("t1"), REFUSED, token("t2"), BUSY, REFUSED)
    with pytest.raises(ClientError, match="401"):
        runner.run(lambda client: client.jobs.get("j1"), **SETTINGS)
    assert len(server.received) == 5


def test_refused_token_is_not_renewed_if_the_upload_cannot_be_sent_again(
    runner: Runner, server: Loopback
) -> None:
    server.answer(token("t1"), REFUSED, token("t2"), GOOD)
    with pytest.raises(ClientError, match="401"):
        runner.run(lambda client: client.put(iter([b"x"])), **SETTINGS)
    assert len(server.received) == 2


def test_other_failures_keep_the_token(runner: Runner, server: Loopback) -> None:
    server.answer(token("t1"), answer(b"", 403), GOOD)

    async def use(client: Any) -> None:
        with pytest.raises(ClientError):
            await settled(client.jobs.get("j1"))
        await settled(client.jobs.get("j1"))

    runner.play(use, **SETTINGS)
    assert sent(server) == ["/token", "Bearer t1", "Bearer t1"]


def test_refused_key_that_is_no_token_is_final(runner: Runner, server: Loopback) -> None:
    server.answer(REFUSED, GOOD)
    with pytest.raises(ClientError):
        runner.run(lambda client: client.jobs.get("j1"))
    assert len(server.received) == 1


def test_scopes_have_tokens_of_their_own(server: Loopback) -> None:
    schemes = tuple(OAuth2ClientCredentials(token_url="/token", scopes=(s,)) for s in "ab")
    api = ClientSpec("stand-in", "1", ("http://unused",), auth=schemes)
    server.answer(token("ta"), answer(), token("tb"), answer())
    with Client(None, base_url=server.url, spec=api, credentials=WHO) as client:
        for security in (((0,),), ((1,),), ((0,),)):
            own: Operation[None] = Operation("o", "GET", "/o", result=Empty(), security=security)
            client._send(own, None)
    assert [parse_qs(r.body.decode()).get("scope") for r in server.received[::2]][:2] == [
        ["a"],
        ["b"],
    ]
    assert sent(server) == ["/token", "Bearer ta", "/token", "Bearer tb", "Bearer ta"]


def test_tokens_of_combined_schemes_are_renewed(server: Loopback) -> None:
    schemes = (OAuth2ClientCredentials(token_url="/token"), Bearer("other"))
    api = ClientSpec("stand-in", "1", ("http://unused",), auth=schemes)
    own: Operation[None] = Operation("o", "GET", "/o", result=Empty(), security=((1, 0),))
    server.answer(token("t1"), REFUSED, token("t2"), answer())
    credentials = {**WHO, "other": "x"}
    with Client(None, base_url=server.url, spec=api, credentials=credentials) as client:
        client._send(own, None)
    assert sent(server)[-1] == "Bearer t2"
