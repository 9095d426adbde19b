"""What a token endpoint answers, and credentials that it does not accept."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    ClientError,
    DecodingError,
    ServerError,
)

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback, json_answer, resets
from .clients import BUSY, REFUSED, SETTINGS, WHO, sent, token


@pytest.mark.parametrize(
    ("status", "kind"), [(400, ClientError), (500, ServerError), (200, DecodingError)]
)
def test_error_of_the_token_endpoint_keeps_body_and_headers_without_the_secret(
    runner: Runner, server: Loopback, status: int, kind: Any
) -> None:
    body = {"error": "invalid_client", "why": f"not {WHO['client_secret']}"}
    secret = str(WHO["client_secret"])
    server.answer(json_answer(body, status, x_request_id="r-7", x_echo=secret))
    with pytest.raises(kind, match="token endpoint") as caught:
        runner.run(lambda client: client.jobs.get("j1"), max_retries=0, **SETTINGS)
    error = caught.value
    assert (error.headers["x-request-id"], error.headers["x-echo"]) == ("r-7", "***")
    assert error.body == {"error": "invalid_client", "why": "not ***"}


@pytest.mark.parametrize("failure", [BUSY, resets()], ids=["503", "reset"])
def test_post_whose_token_could_not_be_fetched_is_sent_later(
    runner: Runner, server: Loopback, failure: Any
) -> None:
    server.answer(failure, token("t1"), GOOD)
    runner.run(lambda client: client.jobs.create(name="x"), **SETTINGS)
    assert [r.path for r in server.received] == ["/token", "/token", "/v1/jobs"]


def test_post_that_may_have_arrived_is_not_sent_again(runner: Runner, server: Loopback) -> None:
    server.answer(token("t1"), resets(), GOOD)
    with pytest.raises(APIConnectionError):
        runner.run(lambda client: client.jobs.create(name="x"), **SETTINGS)
    assert len(server.received) == 2


def test_refusal_of_the_token_endpoint_is_no_reason_to_renew(
    runner: Runner, server: Loopback
) -> None:
    server.answer(REFUSED, token("t1"), GOOD)
    with pytest.raises(ClientError, match="token endpoint"):
        runner.run(lambda client: client.jobs.get("j1"), **SETTINGS)
    assert len(server.received) == 1


ONLY_BASIC = json_answer({"error": "invalid_client"}, 401, www_authenticate='Basic realm="tokens"')
OWN = {"headers": {"Authorization": "Bearer own"}}


def test_server_that_wants_http_basic_gets_the_secret_once_and_its_refusal_is_the_error(
    runner: Runner, server: Loopback
) -> None:
    server.answer(ONLY_BASIC, token("t1"), GOOD)
    with pytest.raises(ClientError, match=r"token endpoint.*401") as caught:
        runner.run(lambda client: client.jobs.get("j1"), **SETTINGS)
    assert caught.value.body == {"error": "invalid_client"}
    assert caught.value.headers["www-authenticate"] == 'Basic realm="tokens"'
    (request,) = server.received
    assert "authorization" not in request.headers
    assert parse_qs(request.body.decode())["client_secret"] == [WHO["client_secret"]]


@pytest.mark.parametrize("credentials", [WHO, {}], ids=["with credentials", "without"])
def test_no_token_is_requested_for_a_call_with_its_own_authorization(
    runner: Runner, server: Loopback, credentials: dict[str, str]
) -> None:
    server.answer(GOOD)
    own = {**SETTINGS, "credentials": credentials}
    runner.run(lambda client: client.jobs.get("j1", options=OWN), **own)
    runner.run(lambda client: client.jobs.get("j1"), **own, **OWN)
    assert sent(server) == ["Bearer own"] * 2


def test_refused_authorization_of_the_caller_is_not_replaced_by_a_token(
    runner: Runner, server: Loopback
) -> None:
    server.answer(REFUSED, token("t1"), GOOD)
    with pytest.raises(ClientError, match="401"):
        runner.run(lambda client: client.jobs.get("j1", options=OWN), **SETTINGS)
    assert sent(server) == ["Bearer own"]
