"""What may leave the machine, and where it may go."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
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
    RedirectError,
    StatusError,
    Timeout,
)
from specquilt.python.runtime.call.redirects import redirected
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Origin, Request, TransportResponse, split_url

from ..conftest import KEY, Runner
from ..server import Loopback, answer, json_answer
from ..stand_in import AsyncClient, Client

GOOD = json_answer({"job_id": "j1", "status": "complete"})


@pytest.fixture
def other() -> Any:
    server = Loopback([GOOD])
    yield server
    server.close()


@pytest.mark.parametrize("identifier", ["", ".", "..", None])
def test_path_parameter_that_leaves_its_segment_is_refused(runner: Runner, identifier: Any) -> None:
    with pytest.raises(InvalidRequestError, match="'id'"):
        runner.run(lambda client: client.jobs.get(identifier))


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        ("a/b c?ü#", "/v1/jobs/a%2Fb%20c%3F%C3%BC%23"),
        ("%2e%2e", "/v1/jobs/%252e%252e"),
        ("../x", "/v1/jobs/..%2Fx"),
        ("...", "/v1/jobs/..."),
        ("a\r\nb\x00", "/v1/jobs/a%0D%0Ab%00"),
        ("a;b=c&d,e@f:g+h\\", "/v1/jobs/a%3Bb%3Dc%26d%2Ce%40f%3Ag%2Bh%5C"),
        (5, "/v1/jobs/5"),
        (True, "/v1/jobs/true"),
    ],
)
def test_path_parameter_is_percent_encoded(
    runner: Runner, server: Loopback, identifier: Any, path: str
) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.get(identifier))
    assert server.received[0].target == path


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "\u20ac"])
def test_header_value_that_could_break_out_is_refused(runner: Runner, value: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        runner.run(lambda client: client.jobs.get("x", options={"headers": {"X-A": value}}))
    assert value not in str(caught.value)


@pytest.mark.parametrize("name", ["", "a b", "a\r\nb", "ü", "a:b"])
def test_header_name_that_is_none_is_refused(runner: Runner, name: str) -> None:
    with pytest.raises(InvalidRequestError):
        runner.run(lambda client: client.jobs.get("x", options={"headers": {name: "1"}}))


def test_redirect_to_another_origin_takes_no_secret_along(
    runner: Runner, server: Loopback, other: Loopback
) -> None:
    server.answer(answer(b"", 307, location=f"{other.url}/there"))
    runner.run(lambda client: client.jobs.get("j1"), headers={"Cookie": "c=1", "X-Own": "secret"})
    sent = other.received[0].headers
    assert not {"authorization", "cookie", "x-own"} & set(sent)
    assert sent["host"] == other.url.removeprefix("http://")


@pytest.mark.parametrize("status", [307, 308])
def test_redirect_to_another_origin_takes_no_body_along(
    runner: Runner, server: Loopback, other: Loopback, status: int
) -> None:
    server.answer(answer(b"", status, location=f"{other.url}/there"))
    with pytest.raises(RedirectError):
        runner.run(lambda client: client.jobs.create(name="private"))
    assert other.received == []


def test_redirect_within_the_origin_keeps_key_and_body(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 308, location="/v2/jobs?x=1"), GOOD)
    runner.run(lambda client: client.jobs.create(name="x"))
    first, second = server.received
    assert (second.method, second.target) == ("POST", "/v2/jobs?x=1")
    assert second.body == first.body
    assert second.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b\u00c3\u00bc?q=\u00c3\u00bc", "/b%C3%BC?q=%C3%BC"),
        ("/b\u00fc", "/b%FC"),
        ("/a b%20c?d e", "/a%20b%20c?d%20e"),
    ],
    ids=["UTF-8", "Latin-1", "blanks"],
)
def test_redirect_to_a_path_beyond_ascii_is_followed(
    runner: Runner, server: Loopback, location: str, target: str
) -> None:
    server.answer(answer(b"", 307, location=location), GOOD)
    runner.run(lambda client: client.jobs.get("j1"))
    assert server.received[1].target == target


def test_location_that_is_text_already_is_kept() -> None:
    moved = redirected(request_to("http://a.example/x"), 307, Headers([("location", "/\u017e")]))
    assert moved.target == "/%C5%BE"


def test_redirect_to_a_host_beyond_ascii_is_followed() -> None:
    request = Request("GET", Origin("http", "a.example", 80), "/", {}, None, Timeout(), None)
    moved = redirected(request, 307, Headers([("location", "http://b\u00c3\u00bccher.example/x")]))
    assert moved.url == "http://xn--bcher-kva.example/x"


def test_see_other_becomes_a_get_without_body(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 303, location="/v2/result"), GOOD)
    runner.run(lambda client: client.jobs.create(name="x"))
    second = server.received[1]
    assert (second.method, second.body) == ("GET", b"")
    assert not {"content-type", "content-length"} & set(second.headers)


@pytest.mark.parametrize("status", [301, 302])
def test_moved_post_becomes_a_get_without_body(
    runner: Runner, server: Loopback, status: int
) -> None:
    server.answer(answer(b"", status, location="/v2/result"), GOOD)
    runner.run(lambda client: client.jobs.create(name="x"))
    second = server.received[1]
    assert (second.method, second.body) == ("GET", b"")
    assert not {"content-type", "content-length"} & set(second.headers)


def test_moved_put_stays_a_put(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 302, location="/v2/result"), answer())
    runner.run(lambda client: client.put(b"x"))
    assert (server.received[1].method, server.received[1].body) == ("PUT", b"x")


def request_to(url: str, **changes: Any) -> Request:
    origin, target = split_url(url)
    headers = {"authorization": "k", "accept": "a", "host": "h"}
    return Request("GET", origin, target, headers, None, Timeout(), None).replace(**changes)


def redirected_to(request: Request, url: str) -> Request:
    return redirected(request, 307, Headers([("location", url)]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://a.example/x", "https://a.example/y"),
        ("http://a.example/x", "https://A.example:443/y"),
        ("https://a.example/x", "/y"),
        ("http://a.example:8000/x", "http://a.example:8000/y"),
    ],
)
def test_key_is_kept_on_the_same_host_and_when_http_becomes_https(before: str, after: str) -> None:
    moved = redirected_to(request_to(before, body=b"x"), after)
    assert (moved.target, moved.headers["authorization"], moved.body) == ("/y", "k", b"x")
    assert not moved.is_foreign


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://a.example/x", "https://b.example/y"),
        ("http://a.example/x", "https://a.example:8443/y"),
        ("http://a.example:8000/x", "https://a.example/y"),
        ("https://a.example/x", "https://a.example:444/y"),
        ("https://a.example/x", "https://www.a.example/y"),
        ("http://a.example/x", "http://a.example.b.example/y"),
    ],
)
def test_key_is_dropped_for_any_other_origin(before: str, after: str) -> None:
    moved = redirected_to(request_to(before), after)
    assert moved.headers == {"accept": "a"}
    assert moved.is_foreign
    assert redirected_to(moved, "/z").is_foreign
    back = redirected_to(
        request_to(after, is_foreign=True, headers={}), before.replace("http:", "https:")
    )
    assert (back.headers, back.is_foreign) == ({}, True)
    with pytest.raises(RedirectError, match="another origin"):
        redirected_to(request_to(before, body=b"x"), after)


@pytest.mark.parametrize("host", ["a.example", "b.example"])
def test_https_is_never_left(host: str) -> None:
    with pytest.raises(RedirectError, match="from https to http"):
        redirected_to(request_to("https://a.example/x"), f"http://{host}/x")


USERS: dict[str, Any] = {
    "headers": {"Authorization": "Theirs secret", "X-Theirs": "secret"},
    "params": {"theirs": "secret"},
    "cookies": {"theirs": "secret"},
    "auth": ("theirs", "secret"),
    "follow_redirects": True,
    "verify": False,
}


@pytest.mark.parametrize("flavour", ["sync", "async"])
def test_redirect_takes_nothing_of_the_users_httpx2_client_along(
    server: Loopback, other: Loopback, flavour: str
) -> None:
    server.answer(answer(b"", 307, location=f"{other.url}/there?a=1"))

    async def use() -> None:
        async with httpx2.AsyncClient(**USERS) as http_client:
            await AsyncClient(KEY, base_url=server.url, http_client=http_client).jobs.get("j1")

    if flavour == "async":
        asyncio.run(use())
    else:
        with httpx2.Client(**USERS) as http_client:
            Client(KEY, base_url=server.url, http_client=http_client).jobs.get("j1")
    (first,), (second,) = server.received, other.received
    assert (first.headers["x-theirs"], first.headers["cookie"]) == ("secret", "theirs=secret")
    assert first.query == [("theirs", "secret")]
    assert second.query == [("a", "1")]
    assert "secret" not in str(second)
    assert not {"authorization", "cookie"} & set(second.headers)


def test_settings_of_the_users_httpx2_client_do_not_overrule_ours(server: Loopback) -> None:
    with httpx2.Client(**{**USERS, "headers": {}}) as http_client:
        client = Client(KEY, base_url=server.url, http_client=http_client, follow_redirects=False)
        server.answer(answer(b"", 307, location="/there"), GOOD)
        with pytest.raises(StatusError, match="307"):
            client.jobs.get("j1")
        assert len(server.received) == 1
        assert server.received[0].headers["authorization"] == f"Bearer {KEY}"


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
