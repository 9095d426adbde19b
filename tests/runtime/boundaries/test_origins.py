"""Hosts, base URLs and keys over plain HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    Bearer,
    ClientSpec,
    Empty,
    InsecureTransportWarning,
    InvalidRequestError,
    OAuth2ClientCredentials,
    Operation,
)
from specquilt.python.runtime.request import Request, TransportResponse

from ..conftest import KEY, Runner
from ..scenarios import GOOD
from ..server import Loopback, answer
from ..stand_in import Client


def test_host_can_be_chosen(runner: Runner, server: Loopback, other: Loopback) -> None:
    server.answer(GOOD, answer(b"", 307, location=f"{other.url}/there"))
    runner.run(lambda client: client.jobs.get("j1"), headers={"Host": "api.example"})
    assert server.received[0].headers["host"] == "api.example"
    runner.run(lambda client: client.jobs.get("j1", options={"headers": {"host": "b.example"}}))
    assert server.received[1].headers["host"] == "b.example"
    assert other.received[0].headers["host"] == other.url.removeprefix("http://")


ELSEWHERE: Operation[None] = Operation("o", "GET", "/o", result=Empty(), server="http://b.invalid")


def fail_to_call(*clients: Client) -> None:
    for client in clients:
        with pytest.raises(APIConnectionError):
            client._send(ELSEWHERE, None)


def test_key_over_plain_http_to_an_operations_own_server_warns_once() -> None:
    api = ClientSpec("stand-in", "1", ("https://unused",), auth=(Bearer("api_key"),))
    client = Client("k", spec=api, max_retries=0, transport=Nowhere())
    with pytest.warns(InsecureTransportWarning) as caught:
        fail_to_call(client, client, client.with_options(timeout=5))
    messages = [str(each.message) for each in caught]
    assert messages == ["credentials are sent unencrypted to http://b.invalid: use https"]


def test_client_secret_over_plain_http_warns() -> None:
    scheme = OAuth2ClientCredentials(token_url="http://tokens.invalid/t")
    api = ClientSpec("stand-in", "1", ("https://a.example",), auth=(scheme,))
    who = {"client_id": "me", "client_secret": "secret"}
    client = Client(None, spec=api, credentials=who, transport=Nowhere(), max_retries=0)
    with pytest.warns(InsecureTransportWarning, match=r"to http://tokens\.invalid"):
        fail_to_call(client)


def test_own_authorization_over_plain_http_warns() -> None:
    options: Any = {"headers": {"Authorization": "Own k"}, "max_retries": 0}
    client = Client(None, base_url="http://b.invalid", transport=Nowhere(), **options)
    with pytest.warns(InsecureTransportWarning, match="unencrypted"):
        fail_to_call(client)


class Nowhere:
    """A transport that reaches nothing."""

    def send(self, request: Request) -> TransportResponse:
        raise APIConnectionError("nowhere", sent=False)

    def close(self) -> None:
        pass


def test_key_over_plain_http_warns_once(runner: Runner) -> None:
    runner.url = "http://host.invalid"

    def use(client: Any) -> Any:
        return client.jobs.get("x")

    with pytest.warns(InsecureTransportWarning) as caught, pytest.raises(Exception, match="host"):
        runner.run(use)
    assert len(caught) == 1
    assert KEY not in str(caught[0].message)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a",
        "http://",
        "//a",
        "http://a:b",
        "https://u:p@host",
        "http://a?x=1",
        "http://a#x",
        "http://[::1",
        f"http://{'ü' * 70}.example",
    ],
)
def test_base_url_that_cannot_be_used_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STAND_IN_URL", raising=False)
    if not url:
        assert Client("k", base_url=url)._core.base_url == "https://api.example.com"
        return
    with pytest.raises(InvalidRequestError) as caught:
        Client("k", base_url=url)
    assert "u:p" not in str(caught.value)


def test_base_url_comes_from_the_environment(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    monkeypatch.setenv("STAND_IN_URL", f"{server.url}/prefix/")
    with Client("k") as client:
        client.jobs.get("j1")
    assert server.received[0].target == "/prefix/v1/jobs/j1"
