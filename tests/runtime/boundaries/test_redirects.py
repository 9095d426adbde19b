"""Redirects: what is followed, and what goes along."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import (
    RedirectError,
    StatusError,
    Timeout,
)
from specquilt.python.runtime.call.redirects import is_redirect, redirected
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Origin, Request, split_url

from ..conftest import KEY, Runner
from ..scenarios import GOOD, JOB
from ..server import Loopback, answer
from ..stand_in import AsyncClient, Client


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


def test_location_of_what_was_created_is_not_followed(runner: Runner, server: Loopback) -> None:
    server.answer(answer(JOB, 201, location="/v1/jobs/j1"))
    assert runner.run(lambda client: client.jobs.create(name="x")).job_id == "j1"
    assert len(server.received) == 1


def test_redirect_to_nowhere_is_an_error_of_its_status(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 307))
    with pytest.raises(StatusError, match="307"):
        runner.run(lambda client: client.jobs.get("j1"))


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


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/!~\x7f", "/!~%7F"),
        ("http://a.example", "/"),
        ("http://a.example?q", "/?q"),
        ("?q", "/x?q"),
        ("http://\u017e.example/", None),
    ],
)
def test_target_of_a_redirect(location: str, target: str | None) -> None:
    headers = Headers([("location", location)])
    moved = redirected(request_to("http://a.example/x"), 307, headers)
    assert (moved.target, moved.is_foreign) == (target or "/", target is None)


@pytest.mark.parametrize(
    ("method", "status", "becomes"),
    [
        ("HEAD", 303, "HEAD"),
        ("GET", 303, "GET"),
        ("DELETE", 303, "GET"),
        ("POST", 303, "GET"),
        ("POST", 301, "GET"),
        ("DELETE", 301, "DELETE"),
        ("HEAD", 302, "HEAD"),
        ("POST", 307, "POST"),
        ("POST", 308, "POST"),
    ],
)
def test_method_after_a_redirect(method: str, status: int, becomes: str) -> None:
    request = request_to("http://a.example/x", method=method)
    assert redirected(request, status, Headers([("location", "/y")])).method == becomes


@pytest.mark.parametrize(
    ("status", "fields", "is_one"),
    [
        *((status, {"location": "/"}, True) for status in (301, 302, 303, 307, 308)),
        *((status, {"location": "/"}, False) for status in (200, 201, 300, 304, 305, 306, 309)),
        (307, {}, False),
    ],
)
def test_redirect_has_one_of_five_statuses_and_a_location(
    status: int, fields: dict[str, str], is_one: bool
) -> None:
    assert is_redirect(status, Headers(fields.items())) is is_one
