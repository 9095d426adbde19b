"""Authentication schemes: how credentials are found and sent."""

from __future__ import annotations

import base64
import threading
from typing import Any

import pytest

from specquilt.python.runtime import (
    ApiKey,
    Basic,
    Bearer,
    ClientError,
    ClientSpec,
    InvalidRequestError,
    MissingCredentialsError,
    OAuth2ClientCredentials,
    Operation,
)
from specquilt.python.runtime.auth.schemes import Authentication, combined
from specquilt.python.runtime.decoding.results import Empty

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback, answer, json_answer
from ..stand_in import Client
from ..stand_in_api import CANCEL
from .clients import spec


def headers_sent(runner: Runner, server: Loopback, scheme: Any, **credentials: Any) -> Any:
    server.answer(GOOD)
    runner.run(
        lambda client: client.jobs.get("j1", options={"query": {"a": 1}}),
        spec=spec(scheme),
        credentials=credentials,
    )
    return server.received[-1]


def test_key_from_argument_environment_and_functions(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = Bearer("api_key", "STAND_IN_KEY")
    monkeypatch.setenv("STAND_IN_KEY", " from-environment\n")
    sources: list[tuple[Any, str]] = [
        ("given", "given"),
        (None, "from-environment"),
        (lambda: "called", "called"),
    ]
    if not runner.is_sync:

        async def awaited() -> str:
            return "awaited"

        sources.append((awaited, "awaited"))
    for given, key in sources:
        request = headers_sent(runner, server, scheme, api_key=given)
        assert request.headers["authorization"] == f"Bearer {key}"


def test_api_key_in_header_query_and_cookie(runner: Runner, server: Loopback) -> None:
    request = headers_sent(runner, server, ApiKey("key", "header", "X-Key"), key="k 1")
    assert request.headers["x-key"] == "k 1"
    request = headers_sent(runner, server, ApiKey("key", "query", "k&"), key="k 1")
    assert request.query == [("a", "1"), ("k&", "k 1")]
    request = headers_sent(runner, server, ApiKey("key", "cookie", "session"), key="k;1")
    assert request.headers["cookie"] == "session=k%3B1"


def test_key_in_the_query_stays_out_of_errors(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"message": "bad secret-key-1"}, 403))
    with pytest.raises(ClientError) as caught:
        runner.run(
            lambda client: client.jobs.get("j1"),
            spec=spec(ApiKey("key", "query", "k")),
            credentials={"key": "secret-key-1"},
        )
    assert str(caught.value) == "GET /v1/jobs/j1: 403 Forbidden: bad ***"


def test_basic(runner: Runner, server: Loopback) -> None:
    request = headers_sent(runner, server, Basic(), username="ü", password="p:w")
    scheme, _, pair = request.headers["authorization"].partition(" ")
    assert (scheme, base64.b64decode(pair).decode()) == ("Basic", "ü:p:w")


def test_first_scheme_with_credentials_is_used(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    both = spec(Bearer("token"), ApiKey("key", "header", "X-Key"))
    runner.run(lambda client: client.jobs.get("j1"), spec=both, credentials={"key": "k"})
    assert server.received[0].headers["x-key"] == "k"
    with pytest.raises(MissingCredentialsError, match="token or key"):
        runner.run(lambda client: client.jobs.get("j1"), spec=both, credentials={"x": None})


@pytest.mark.parametrize(
    ("scheme", "sources"),
    [
        (Bearer("token"), "token"),
        (Bearer("token", "TOKEN"), r"token \(or set TOKEN\)"),
        (ApiKey("key", "header", "X-Key", "KEY"), r"key \(or set KEY\)"),
        (Basic(), "username and password"),
        (Basic("name", "word", ("NAME", "WORD")), r"name and word \(or set NAME and WORD\)"),
        (OAuth2ClientCredentials(token_url="/t"), "client_id and client_secret"),
    ],
)
def test_missing_credentials_are_named(scheme: Any, sources: str) -> None:
    with (
        Client(None, base_url="http://127.0.0.1:9", spec=spec(scheme), credentials={}) as client,
        pytest.raises(MissingCredentialsError, match=sources),
    ):
        client.jobs.get("j1")


@pytest.mark.parametrize("variables", [("NAME",), ("NAME", "WORD", "MORE")])
def test_pair_of_credentials_has_a_pair_of_variables(variables: Any) -> None:
    with pytest.raises(ValueError, match="argument 2 is"):
        Basic(environment=variables)
    with pytest.raises(ValueError, match="argument 2 is"):
        OAuth2ClientCredentials(token_url="/t", environment=variables)


def _called(server: Loopback, security: tuple[tuple[int, ...], ...], **credentials: str) -> Any:
    """Call an operation of its own security, of an API with three schemes."""
    server.answer(answer())
    schemes = (Bearer("token"), ApiKey("key", "query", "k"), ApiKey("app", "cookie", "app"))
    own: Operation[None] = Operation("o", "GET", "/o", result=Empty(), security=security)
    given = {"token": None, "key": None, "app": None, **credentials}
    client = Client(None, base_url=server.url, spec=spec(*schemes), credentials=given)
    with client:
        client._send(own, None)
    return server.received[-1]


def test_schemes_are_used_together_where_an_operation_wants_them_so(server: Loopback) -> None:
    request = _called(server, ((0, 1, 2),), token="t", key="q", app="c")
    assert request.headers["authorization"] == "Bearer t"
    assert (request.query, request.headers["cookie"]) == ([("k", "q")], "app=c")


def test_cookies_of_several_schemes_are_one_header() -> None:
    found = [Authentication({"cookie": "a=1"}), Authentication({"cookie": "b=2"})]
    assert combined(found).headers["cookie"] == "a=1; b=2"


def test_an_operation_takes_its_own_alternatives_only(server: Loopback) -> None:
    request = _called(server, ((1, 2), (0,)), token="t", key="q")
    assert request.headers["authorization"] == "Bearer t"
    assert request.query == []
    with pytest.raises(MissingCredentialsError, match="pass key and app"):
        _called(server, ((1, 2),), token="t", key="q")


def test_credentials_may_be_left_out_where_an_alternative_is_empty(server: Loopback) -> None:
    assert "authorization" not in _called(server, ((0,), ())).headers
    assert _called(server, ((0,), ()), token="t").headers["authorization"] == "Bearer t"


def test_an_operation_is_sent_to_its_own_server_unless_the_user_names_one(
    server: Loopback,
) -> None:
    server.answer(answer())
    api = ClientSpec("stand-in", "1", ("http://127.0.0.1:9/v1",), auth=())
    own: Operation[None] = Operation("o", "GET", "/o", result=Empty(), server=f"{server.url}/own")
    with Client(None, spec=api) as client:
        client._send(own, None)
        client.with_options(timeout=5)._send(own, None)
    with Client(None, spec=api, base_url=f"{server.url}/chosen") as client:
        client._send(own, None)
        client.with_options(timeout=5)._send(own, None)
    paths = [request.path for request in server.received]
    assert paths == ["/own/o", "/own/o", "/chosen/o", "/chosen/o"]


def test_operation_without_authentication_needs_no_key(server: Loopback) -> None:
    server.answer(answer())
    public: Operation[None] = Operation("p", "GET", "/p", result=Empty(), authenticated=False)
    with Client(None, base_url=server.url, spec=spec(Bearer("api_key"))) as client:
        client._send(public, None)
        with pytest.raises(MissingCredentialsError):
            client._send(CANCEL, None, id="x")
    assert "authorization" not in server.received[0].headers


def test_authorization_set_by_hand_is_enough(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    runner.run(
        lambda client: client.jobs.get("j1"),
        spec=spec(Bearer("api_key")),
        credentials={"api_key": None},
        headers={"Authorization": "Own x"},
    )
    assert server.received[0].headers["authorization"] == "Own x"


def test_key_that_is_no_text_is_refused(runner: Runner) -> None:
    with pytest.raises(InvalidRequestError, match="api_key must be a string, not int"):
        runner.run(lambda client: client.jobs.get("j1"), api_key=lambda: 5)


def test_credentials_are_asked_for_in_any_thread(server: Loopback) -> None:
    server.answer(GOOD)
    seen: list[int] = []

    def key() -> str:
        seen.append(threading.get_ident())
        return "k"

    with Client(key, base_url=server.url) as client:
        thread = threading.Thread(target=client.jobs.get, args=("j1",))
        thread.start()
        thread.join(10)
    assert seen == [thread.ident]
