"""Every style of pagination: each item arrives once, in order, and no list ends too early."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import strategies as st

from specquilt.python.runtime import (
    OffsetPages,
    PageNumberPages,
    Pages,
    ResponseError,
)
from tiers import examples

from .conftest import KEY, Runner
from .paged_lists import ITEMS, LAST, URLS, ids, local, page
from .paged_server import LISTING, STYLES, AsyncLocalTransport, PagedServer
from .server import Loopback, json_answer
from .stand_in import AsyncClient, Client

# --- every style -----------------------------------------------------------------------------

SIZES = st.lists(st.integers(1, 5), max_size=6)


@examples(20, 300, st.sampled_from(sorted(STYLES)), SIZES)
def test_each_item_arrives_once_and_in_order(style: str, sizes: list[int]) -> None:
    server = PagedServer(sizes, style)
    assert local(server, STYLES[style]) == server.ids
    assert server.requests <= len(sizes) + 1


@examples(10, 100, st.sampled_from(sorted(STYLES)), SIZES)
def test_each_item_arrives_once_and_in_order_async(style: str, sizes: list[int]) -> None:
    server = PagedServer(sizes, style)

    async def all_ids() -> list[str]:
        transport = AsyncLocalTransport(server)
        client = AsyncClient(KEY, base_url="https://api.example.com", transport=transport)
        items = client.jobs._iterate(LISTING, STYLES[style], None)
        return [item["id"] async for item in items]

    assert asyncio.run(all_ids()) == server.ids


@examples(
    10,
    100,
    st.sampled_from(["cursor", "url", "link"]),
    st.lists(st.integers(0, 3), max_size=6),
)
def test_empty_pages_in_between_lose_nothing(style: str, sizes: list[int]) -> None:
    server = PagedServer(sizes, style)
    assert local(server, STYLES[style]) == server.ids


# --- pages instead of items ------------------------------------------------------------------


def test_pages_have_the_second_lists(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, next="?page=2", included=["a"]), page(2, included=["b", "c"]))

    def use(client: Any) -> Any:
        pages = client.jobs._iterate(ITEMS, URLS, None).pages()
        return list(pages) if runner.is_sync else pages

    assert [each["included"] for each in runner.run(use)] == [["a"], ["b", "c"]]


def test_closed_iteration_sends_nothing_more(server: Loopback) -> None:
    server.answer(page(1, 2, next="?page=2"), page(3))
    with Client(KEY, base_url=server.url) as client:
        items = client.jobs._iterate(ITEMS, URLS, None)
        assert next(items) == {"id": 1}
        items.close()
        assert list(items) == []
    assert len(server.received) == 1


def test_closed_async_iteration_sends_nothing_more(server: Loopback) -> None:
    server.answer(page(1, 2, next="?page=2"), page(3))

    async def use() -> list[Any]:
        async with AsyncClient(KEY, base_url=server.url) as client:
            items = client.jobs._iterate(ITEMS, URLS, None)
            assert await anext(items) == {"id": 1}
            await items.aclose()
            return [item async for item in items]

    assert asyncio.run(use()) == []
    assert len(server.received) == 1


# --- the server's word, and the last item ----------------------------------------------------


def test_id_of_the_last_item_is_the_cursor(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, 2, has_more=True), page(3, has_more=False))
    assert ids(runner, ITEMS, LAST, limit=2) == [1, 2, 3]
    assert [each.query for each in server.received] == [
        [("limit", "2")],
        [("limit", "2"), ("after", "2")],
    ]


def test_without_the_servers_word_an_empty_page_is_the_end(
    runner: Runner, server: Loopback
) -> None:
    server.answer(page(1), page(2), page())
    assert ids(runner, ITEMS, LAST) == [1, 2]


def test_more_without_items_is_an_error(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, has_more=True), page(has_more=True))
    with pytest.raises(ResponseError, match="no 'id' to go on with, but says that there is more"):
        ids(runner, ITEMS, LAST)


def test_last_item_without_the_field_is_an_error(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"data": [{"id": None}], "has_more": True}))
    with pytest.raises(ResponseError, match="the last item of a page has no 'id'"):
        ids(runner, ITEMS, LAST)


def test_server_that_ignores_the_last_item_is_an_error(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, has_more=True))
    with pytest.raises(ResponseError, match="the cursor '1' again"):
        ids(runner, ITEMS, LAST)
    assert len(server.received) == 2


def test_servers_word_ends_counted_pages_without_another_request(
    runner: Runner, server: Loopback
) -> None:
    pages: Pages[Any] = PageNumberPages(advance="page", items="data", more="has_more")
    server.answer(page(1, 2, has_more=True), page(3, 4, has_more=False))
    assert ids(runner, ITEMS, pages) == [1, 2, 3, 4]
    assert len(server.received) == 2


def test_short_and_empty_pages_are_not_the_end_if_the_server_says_so(
    runner: Runner, server: Loopback
) -> None:
    pages: Pages[Any] = PageNumberPages(
        advance="page", items="data", limit="limit", more="has_more"
    )
    server.answer(
        page(1, 2, has_more=True),
        page(3, has_more=True),
        page(has_more=True),
        page(4, has_more=False),
    )
    assert ids(runner, ITEMS, pages, limit=2) == [1, 2, 3, 4]


def test_offset_that_does_not_move_although_there_is_more_is_an_error(
    runner: Runner, server: Loopback
) -> None:
    pages: Pages[Any] = OffsetPages(advance="offset", items="data", more="has_more")
    server.answer(page(1, has_more=True), page(has_more=True))
    with pytest.raises(ResponseError, match="no items, but says that there are more"):
        ids(runner, ITEMS, pages)


def test_repeated_page_is_an_error_if_there_is_more(runner: Runner, server: Loopback) -> None:
    pages: Pages[Any] = PageNumberPages(advance="page", items="data", more="has_more")
    server.answer(page(1, has_more=True))
    with pytest.raises(ResponseError, match="the same page again for another 'page'"):
        ids(runner, ITEMS, pages)


def test_pages_from_zero_are_all_there(runner: Runner, server: Loopback) -> None:
    pages: Pages[Any] = PageNumberPages(advance="page", items="data", first=0)
    server.answer(page(1), page(2), page())
    assert ids(runner, ITEMS, pages) == [1, 2]
    assert [dict(each.query).get("page") for each in server.received] == [None, "1", "2"]
