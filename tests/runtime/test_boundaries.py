"""What may leave the machine, and where it may go."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import (
    InsecureTransportWarning,
    InvalidRequestError,
    RedirectError,
    Timeout,
)
from specquilt.python.runtime.call.redirects import redirected
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Origin, Request

from .conftest import KEY, Runner
from .server import Loopback, answer, json_answer
from .stand_in import Client

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
