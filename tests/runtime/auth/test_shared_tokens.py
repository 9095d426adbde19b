"""OAuth tokens: one request for all calls that need one, and no call fails for another's token."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    Bearer,
    ClientError,
    ClientSpec,
    DeadlineExceededError,
    DecodingError,
    Empty,
    OAuth2ClientCredentials,
    Operation,
    ServerError,
)

from ..conftest import Runner, settled
from ..server import Loopback, Received, answer, json_answer, resets, stalls_after
from ..stand_in import AsyncClient, Client

GOOD = json_answer({"job_id": "j1", "status": "complete"})
OAUTH = ClientSpec(
    "s", "1", ("http://unused",), auth=(OAuth2ClientCredentials(token_url="/token"),)
)
WHO = {"client_id": "me", "client_secret": "s&cret-s&cret"}
MANY = 20
SETTINGS: dict[str, Any] = {"spec": OAUTH, "credentials": WHO}


class Tokens:
    """A server that counts the tokens that it hands out, and accepts only the last one."""

    def __init__(self, lifetime: float = 3600, seconds: float = 0.05) -> None:
        self.count = 0
        self.lifetime = lifetime
        self.seconds = seconds
        self.revoked: set[str] = set()
        self.fails: list[bytes] = []
        self._lock = threading.Lock()

    def __call__(self, connection: Any, request: Received) -> None:
        connection.sendall(self._token() if request.path == "/token" else self._job(request))

    def _token(self) -> bytes:
        with self._lock:
            self.count += 1
            text = f"token-{self.count}"
            failure = self.fails.pop(0) if self.fails else None
        time.sleep(self.seconds)
        return failure or json_answer({"access_token": text, "expires_in": self.lifetime})

    def _job(self, request: Received) -> bytes:
        token = request.headers["authorization"].removeprefix("Bearer ")
        return answer(b"", 401) if token in self.revoked else GOOD


def at_once(
    runner: Runner, before: Callable[[], object] | None = None, **options: Any
) -> list[Any]:
    """Make many calls at once, after one call alone if something is to happen before."""
    settings = {**SETTINGS, **options}

    def in_threads(client: Any) -> list[Any]:
        if before is not None:
            client.jobs.get("j1")
            before()
        with ThreadPoolExecutor(MANY) as threads:
            futures = [threads.submit(client.jobs.get, "j1") for _ in range(MANY)]
        return [future.exception() or future.result() for future in futures]

    async def in_tasks(client: Any) -> list[Any]:
        if before is not None:
            await client.jobs.get("j1")
            before()
        return await asyncio.gather(
            *(client.jobs.get("j1") for _ in range(MANY)), return_exceptions=True
        )

    return list(runner.run(in_threads if runner.is_sync else in_tasks, **settings))


def succeeded(results: list[Any]) -> int:
    return sum(getattr(result, "job_id", None) == "j1" for result in results)


def test_first_calls_share_one_token(runner: Runner, server: Loopback) -> None:
    tokens = Tokens()
    server.answer(tokens)
    assert succeeded(at_once(runner)) == MANY
    assert tokens.count == 1


def test_calls_whose_token_was_revoked_share_a_new_one(runner: Runner, server: Loopback) -> None:
    tokens = Tokens()
    server.answer(tokens)
    results = at_once(runner, lambda: tokens.revoked.add("token-1"))
    assert succeeded(results) == MANY
    assert tokens.count == 2
    assert runner.slept == []


def test_tokens_that_expire_at_once_are_shared_by_those_who_wait(
    runner: Runner, server: Loopback
) -> None:
    tokens = Tokens(lifetime=1, seconds=0.3)
    server.answer(tokens)
    assert succeeded(at_once(runner)) == MANY
    assert tokens.count < MANY / 2


def test_failure_is_shared_by_those_who_wait(runner: Runner, server: Loopback) -> None:
    tokens = Tokens(seconds=0.3)
    tokens.fails = [answer(b"", 400)] * MANY
    server.answer(tokens)
    results = at_once(runner)
    assert all(isinstance(result, ClientError) for result in results)
    assert len({id(result) for result in results}) == MANY
    assert tokens.count < MANY / 2


def test_failure_is_not_shared_by_later_calls(runner: Runner, server: Loopback) -> None:
    tokens = Tokens(seconds=0)
    tokens.fails = [answer(b"", 400)]
    server.answer(tokens)

    async def use(client: Any) -> Any:
        with pytest.raises(ClientError):
            await settled(client.jobs.get("j1"))
        return await settled(client.jobs.get("j1"))

    assert runner.play(use, **SETTINGS).job_id == "j1"


def test_waiting_for_a_token_ends_with_the_deadline(runner: Runner, server: Loopback) -> None:
    """One call waits for the token endpoint, and the others for that call."""
    server.answer(stalls_after(b"", 30))
    results = at_once(runner, deadline=0.5, timeout=20)
    assert all(isinstance(result, DeadlineExceededError) for result in results)


def test_cancelled_call_leaves_the_request_for_a_token_to_another(
    async_runner: Runner, server: Loopback
) -> None:
    tokens = Tokens(seconds=0.2)
    server.answer(tokens)

    async def use(client: Any) -> Any:
        first = asyncio.ensure_future(client.jobs.get("j1"))
        await asyncio.sleep(0.05)
        second = asyncio.ensure_future(client.jobs.get("j1"))
        await asyncio.sleep(0.05)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        return await second

    assert async_runner.run(use, **SETTINGS).job_id == "j1"


def test_one_client_in_several_event_loops_gets_its_tokens(server: Loopback) -> None:
    tokens = Tokens()
    server.answer(tokens)
    client = AsyncClient(None, base_url=server.url, **SETTINGS)

    async def use() -> None:
        await asyncio.gather(*(client.jobs.get("j1") for _ in range(3)))
        tokens.revoked.add(f"token-{tokens.count}")
        await asyncio.gather(*(client.jobs.get("j1") for _ in range(3)))
        await client.close()
        client._sender._closed = False

    for _ in range(2):
        asyncio.run(use())
    assert tokens.count == 3


# --- one call --------------------------------------------------------------------------------


def token(text: str) -> bytes:
    return json_answer({"access_token": text, "expires_in": 3600})


def sent(server: Loopback) -> list[str]:
    return [r.headers.get("authorization", r.path) for r in server.received]


REFUSED = answer(b"", 401)
BUSY = answer(b"", 503)


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


# --- the token endpoint ----------------------------------------------------------------------


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


# --- a server that accepts client credentials only by HTTP Basic ---------------------------------

ONLY_BASIC = json_answer({"error": "invalid_client"}, 401, www_authenticate='Basic realm="tokens"')
OWN = {"headers": {"Authorization": "Bearer own"}}


def test_server_that_wants_http_basic_gets_the_secret_once_and_its_refusal_is_the_error(
    runner: Runner, server: Loopback
) -> None:
    server.answer(ONLY_BASIC, token("t1"), GOOD)
    with pytest.raises(ClientError, match="token endpoint.*401") as caught:
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
