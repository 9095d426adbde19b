"""From one page to the next, without a server: where a list goes on, and where it ends."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import (
    OMIT,
    CursorPages,
    LastItemPages,
    LinkPages,
    OffsetPages,
    PageNumberPages,
    Pages,
    ResponseError,
    ResponseInfo,
    Timeout,
    UrlPages,
)
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.pages import walk as walking
from specquilt.python.runtime.pages.walk import Fetched, PageCall, Walk
from specquilt.python.runtime.request import Origin, Request

from .paged_lists import ITEMS

BASE = Origin("https", "api.example.com", 443)
CURSORS = CursorPages[Any](advance="after", next="next", items="data")
OFFSETS = OffsetPages[Any](advance="offset", items="data", limit="limit", more="more")
NUMBERS = PageNumberPages[Any](advance="page", items="data", limit="limit")
LAST = LastItemPages[Any](advance="after", next="id", items="data", more="more")
URLS = UrlPages[Any](next="next", items="data")


def fetched(*numbers: int, target: str = "/v1/items", link: str = "", **rest: Any) -> Fetched:
    request = Request("GET", BASE, target, {}, None, Timeout(), None, secrets=("sk-secret-key",))
    value = {"data": [{"id": number} for number in numbers], **rest}
    return Fetched(value, ResponseInfo(203, Headers([("link", link)]), "r"), request, BASE)


def after(pages: Pages[Any], *seen: Fetched, **arguments: object) -> PageCall | None:
    """Return the call for the page after some pages."""
    walk = Walk(pages, PageCall(ITEMS, arguments))
    for page in seen:
        assert walk.is_new(page)
        walk.go_on(page)
    return walk.call


def argument_after(pages: Pages[Any], name: str, *seen: Fetched, **arguments: object) -> object:
    call = after(pages, *seen, **arguments)
    return None if call is None else call.arguments[name]


def target_after(pages: Pages[Any], *seen: Fetched) -> str | None:
    call = after(pages, *seen)
    if call is None:
        return None
    return "?".join(filter(None, [call.operation.path_with({}), "&".join(query_of(call))]))


def query_of(call: PageCall) -> list[str]:
    return call.operation.query_with({})


@pytest.mark.parametrize("start", [{}, {"page": None}, {"page": OMIT}, {"page": 1}, {"page": "1"}])
def test_position_that_is_not_given_is_that_of_the_first_page(start: dict[str, object]) -> None:
    assert argument_after(NUMBERS, "page", fetched(1, 2), **start) == 2


def test_position_that_is_given_is_where_the_list_begins() -> None:
    assert argument_after(NUMBERS, "page", fetched(1, 2), page="7") == 8
    assert argument_after(OFFSETS, "offset", fetched(1, 2), offset="7") == 9


@pytest.mark.parametrize(
    ("said", "position"), [(True, 2), (False, None), ("false", 2), (None, 2), (0, 2)]
)
def test_only_yes_or_no_is_the_servers_word(said: object, position: int | None) -> None:
    assert argument_after(OFFSETS, "offset", fetched(1, 2, more=said)) == position


@pytest.mark.parametrize(
    ("sizes", "position"),
    [((2, 2), 4), ((2, 1), None), ((1, 1), 2), ((2, 0), None), ((3, 1), None), ((1, 2, 1), None)],
)
def test_short_page_is_the_last_one_after_a_full_one(
    sizes: tuple[int, ...], position: int | None
) -> None:
    numbers = iter(range(9))
    seen = [fetched(*(next(numbers) for _ in range(size))) for size in sizes]
    assert argument_after(OFFSETS, "offset", *seen, limit=2) == position


@pytest.mark.parametrize("cursor", [0, "0", "c1", False])
def test_cursor_may_be_anything_but_nothing(cursor: object) -> None:
    assert argument_after(CURSORS, "after", fetched(1, next=cursor)) == cursor


@pytest.mark.parametrize("rest", [{}, {"next": None}, {"next": ""}])
def test_no_cursor_is_the_end(rest: dict[str, Any]) -> None:
    assert after(CURSORS, fetched(1, **rest)) is None


def test_cursor_that_the_list_began_with_is_not_gone_to_again() -> None:
    with pytest.raises(ResponseError, match="the cursor 'c0' again"):
        after(CURSORS, fetched(1, next="c0"), after="c0")
    with pytest.raises(ResponseError, match="the cursor '5' again"):
        after(CURSORS, fetched(1, next="5"), after=5)


def test_endless_cursor_is_cut_in_the_message() -> None:
    cursor = "x" * 201
    with pytest.raises(ResponseError, match=f"the cursor '{'x' * 200}' again"):
        after(CURSORS, fetched(1, next=cursor), fetched(2, next=cursor))


@pytest.mark.parametrize("pages", [CURSORS, URLS])
def test_empty_pages_are_counted_anew_after_one_with_items(
    pages: Pages[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "MOST_EMPTY_PAGES", 2)
    seen = [fetched(next="/a"), fetched(next="/b"), fetched(1, next="/c")]
    again = [fetched(next="/d"), fetched(next="/e")]
    assert after(pages, *seen, *again) is not None
    with pytest.raises(ResponseError, match="more than 2 empty pages in a row"):
        after(pages, *seen, *again, fetched(next="/f"))


@pytest.mark.parametrize(
    ("numbers", "said", "cursor"),
    [((4, 5), True, 5), ((4, 5), None, 5), ((4, 5), False, None), ((), None, None)],
)
def test_last_item_is_the_cursor_unless_the_server_says_that_there_is_no_more(
    numbers: tuple[int, ...], said: object, cursor: int | None
) -> None:
    assert argument_after(LAST, "after", fetched(*numbers, more=said)) == cursor


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("?a=!~\x7f", "/v1/items?a=!~%7F"),
        ("https://api.example.com", "/"),
        ("https://api.example.com?a", "/?a"),
        ("?&a=1&&b=2&", "/v1/items?a=1&b=2"),
        ("?a=sk-secret-key&b=1", "/v1/items?b=1"),
        ("http://api.example.com/x", "/x"),
        ("/x#part", "/x"),
        ("", None),
        (None, None),
    ],
)
def test_target_of_a_next_url(url: str | None, target: str | None) -> None:
    assert target_after(URLS, fetched(1, next=url)) == target


@pytest.mark.parametrize(("said", "target"), [(True, "/x"), (False, None), (None, "/x")])
def test_servers_word_ends_a_list_whatever_its_next_url(said: object, target: str | None) -> None:
    urls = UrlPages[Any](next="next", items="data", more="more")
    links = LinkPages[Any](items="data", more="more")
    page = fetched(1, next="/x", link="</x>; rel=next", more=said)
    assert (target_after(urls, page), target_after(links, page)) == (target, target)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com:80/x",
        "http://api.example.com:443/x",
        "http://api.example.com:81/x",
        "http://www.example.com/x",
        "https://www.example.com/x",
    ],
)
def test_next_url_of_another_origin_is_refused(url: str) -> None:
    with pytest.raises(ResponseError, match="nothing is sent to another origin") as caught:
        after(URLS, fetched(1, next=url))
    error = caught.value
    assert (error.status, error.request_id, list(error.headers)) == (203, "r", ["link"])


def test_page_that_is_repeated_leaves_no_call() -> None:
    walk = Walk(OFFSETS, PageCall(ITEMS, {}))
    walk.go_on(fetched(1, 2))
    assert not walk.is_new(fetched(1, 2))
    assert walk.call is None
    walk.go_on(fetched(3))
    assert walk.call is None


@pytest.mark.parametrize("start", ["c-", "x" * 195])
def test_key_that_a_server_takes_into_its_cursors_is_not_shown(start: str) -> None:
    cursor = f"{start}sk-secret-key"
    with pytest.raises(ResponseError, match=rf"the cursor '{start}\*\*\*' again"):
        after(CURSORS, fetched(1, next=cursor), fetched(2, next=cursor))


def test_key_that_a_server_takes_into_its_urls_is_not_shown() -> None:
    url = "https://sk-secret-key.example.com/x"
    with pytest.raises(ResponseError, match=r"the next page is at https://\*\*\*\.example\.com"):
        after(URLS, fetched(1, next=url, link=f"<{url}>; rel=next"))


def test_key_is_not_shown_in_the_headers_of_an_error_about_pages() -> None:
    with pytest.raises(ResponseError, match="the same page again") as caught:
        after(OFFSETS, fetched(1, 2), fetched(1, 2, link="<sk-secret-key>"), limit=2)
    assert caught.value.headers["link"] == "<***>"
