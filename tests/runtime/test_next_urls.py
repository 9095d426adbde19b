"""Next URLs, in a field or in the header ``Link``, are followed to the client's origin only."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import (
    ApiKey,
    ClientSpec,
    ResponseError,
)
from specquilt.python.runtime.pages.links import next_link

from .conftest import KEY, Runner
from .paged_lists import BARE, ITEMS, LINKS, URLS, ids, linked, local, page
from .paged_server import STYLES, PagedServer
from .server import Loopback
from .stand_in import Client
from .stand_in_api import SPEC


def all_of(server: Loopback, spec: ClientSpec = SPEC, **arguments: object) -> list[Any]:
    with Client(KEY, base_url=server.url, spec=spec) as client:
        return list(client.jobs._iterate(ITEMS, URLS, None, **arguments))


# --- next URLs -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "{base}/v1/items?page=2",
        "/v1/items?page=2",
        "items?page=2",
        "?page=2",
        "//{host}/v1/items?page=2",
    ],
)
def test_next_url_is_resolved(runner: Runner, server: Loopback, url: str) -> None:
    url = url.format(base=server.url, host=server.url.partition("//")[2])
    server.answer(page(1, next=url), page(2))
    assert ids(runner, ITEMS, URLS) == [1, 2]
    assert server.received[1].target == "/v1/items?page=2"


def test_query_of_the_next_url_replaces_ours(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, next="/v2/x?limit=9&cursor=a%2Fb&flag"), page(2))
    options = {"query": {"limit": 3, "region": "eu"}, "headers": {"x-own": "1"}}
    assert ids(runner, ITEMS, URLS, limit=5, version="7", options=options) == [1, 2]
    second = server.received[1]
    assert second.target == "/v2/x?limit=9&cursor=a%2Fb&flag&region=eu"
    assert (second.headers["x-version"], second.headers["x-own"]) == ("7", "1")
    assert second.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("url", ["", None])
def test_no_next_url_is_the_end(runner: Runner, server: Loopback, url: str | None) -> None:
    server.answer(page(1, next=url))
    assert ids(runner, ITEMS, URLS) == [1]


def test_next_url_may_be_an_object_with_href(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, next={"href": "?page=2"}), page(2))
    assert ids(runner, ITEMS, URLS) == [1, 2]


def test_field_that_is_no_url_is_an_error(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, next={"page": 2}))
    with pytest.raises(ResponseError, match=r"'links.next' is not a URL"):
        ids(runner, ITEMS, URLS)


def test_next_url_of_another_origin_is_an_error_that_names_it(
    runner: Runner, server: Loopback
) -> None:
    server.answer(page(1, next="https://evil.example/v1/items?page=2"))
    message = f"is at https://evil.example, but the client sends to {server.url}"
    with pytest.raises(ResponseError, match=message) as caught:
        ids(runner, ITEMS, URLS)
    assert caught.value.status == 200
    assert len(server.received) == 1


@pytest.mark.parametrize("url", ["http://[", "ftp://x/y", "http://u:p@127.0.0.1/", "https:///x"])
def test_malformed_next_url_is_an_error(server: Loopback, url: str) -> None:
    server.answer(page(1, next=url))
    with pytest.raises(ResponseError, match="the URL of the next page is invalid"):
        all_of(server)


def test_next_url_of_a_server_behind_a_proxy_is_followed_to_the_clients_origin() -> None:
    server = PagedServer([1, 1], "link", origin="http://api.example.com")
    assert local(server, STYLES["link"], "https://api.example.com") == server.ids


@pytest.mark.parametrize("port", [8080, 444])
def test_another_port_is_another_origin(port: int) -> None:
    server = PagedServer([1, 1], "link")
    with pytest.raises(ResponseError, match=r"is at https://api\.example\.com, but"):
        local(server, STYLES["link"], f"https://api.example.com:{port}")


def test_next_url_with_strange_characters_is_encoded(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, next="?q=a b\u00e9"), page(2))
    assert ids(runner, ITEMS, URLS) == [1, 2]
    assert server.received[1].target == "/v1/items?q=a%20b%C3%A9"


def test_same_next_url_again_is_an_error_that_names_it(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, next="?page=2"), page(2, next="?page=3"), page(3, next="?page=2"))
    with pytest.raises(ResponseError, match=r"the URL '/v1/items\?page=2' again"):
        ids(runner, ITEMS, URLS)
    assert len(server.received) == 3


def test_next_url_that_leads_to_its_own_page_is_an_error(server: Loopback) -> None:
    server.answer(page(1, next="?page=1"))
    with pytest.raises(ResponseError, match="again"):
        all_of(server, page=1)
    assert len(server.received) == 1


def test_same_next_url_after_an_empty_page_is_the_end(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, next="?page=2"), page(next="?page=2"))
    assert ids(runner, ITEMS, URLS) == [1]


def test_key_in_a_next_url_is_neither_sent_twice_nor_shown(server: Loopback) -> None:
    spec = ClientSpec("x", "1", (server.url,), auth=(ApiKey("api_key", "query", "key"),))
    server.answer(page(1, next=f"?key={KEY}&page=2"), page(2, next=f"?page=2&key={KEY}"))
    with pytest.raises(ResponseError, match="again") as caught:
        all_of(server, spec)
    assert server.received[1].query == [("page", "2"), ("key", KEY)]
    assert KEY not in f"{caught.value!r} {caught.value} {caught.value.headers}"


# --- the header Link -------------------------------------------------------------------------


def test_link_header_is_followed_from_a_list(runner: Runner, server: Loopback) -> None:
    server.answer(linked(1, link='</v1/items?page=2>; rel="next"'), linked(2, 3))
    assert ids(runner, BARE, LINKS) == [1, 2, 3]
    assert server.received[1].target == "/v1/items?page=2"


def test_error_about_a_list_names_its_response(runner: Runner, server: Loopback) -> None:
    server.answer(linked(1, link='<https://evil.example/>; rel="next"'))
    with pytest.raises(ResponseError, match=r"https://evil\.example") as caught:
        ids(runner, BARE, LINKS)
    assert caught.value.status == 200


@pytest.mark.parametrize(
    ("header", "url"),
    [
        ("", None),
        ('<a>; rel="next"', "a"),
        ("<a>; rel=next", "a"),
        ("<a>;rel=NEXT;title=x", "a"),
        ('<a>; rel="prev", <b>; rel="next"', "b"),
        ('<a,b;c>; title="x, <z>; rel=\\"next\\""; rel="last next"', "a,b;c"),
        ('<a>; rel="last"; rel="next"', None),
        ('<a>; rel="nextish"', None),
        ('<a>; rel="next"; anchor="#x"', None),
        ('<a>; rel="next"; results="false"; cursor="0:0:0"', None),
        ('<a>; rel="next"; results="true"', "a"),
        ('<a>; title="no end, <b>; rel=next', "b"),
        ('a; rel="next"', None),
    ],
)
def test_next_link(header: str, url: str | None) -> None:
    assert next_link(header) == url


@pytest.mark.parametrize("text", ["<", "<>;", '<>"', '<>;rel="', ";rel=", "<>" * 3 + '"\\'])
def test_hostile_link_headers_are_read_in_linear_time(text: str) -> None:
    assert next_link(text * 20_000) is None
