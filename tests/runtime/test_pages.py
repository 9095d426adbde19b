"""Lists that go on."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import (
    ClientError,
    ResponseError,
    ResponseInfo,
    Timeout,
)
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.pages import walk as walking
from specquilt.python.runtime.pages.walk import Fetched, PageCall, Walk
from specquilt.python.runtime.request import Origin, Request

from .conftest import Runner
from .server import Loopback, json_answer
from .stand_in_api import CURSORS, LIST, Job, NotFoundError


def page(*numbers: int, **fields: Any) -> bytes:
    jobs = [{"job_id": str(number), "status": "x"} for number in numbers]
    return json_answer({"embed_jobs": jobs, **fields})


def fetched(value: Any) -> Fetched:
    base = Origin("https", "api.example.com", 443)
    request = Request("GET", base, "/v1/jobs", {}, None, Timeout(), None)
    return Fetched(value, ResponseInfo(200, Headers([]), None), request, base)


def all_of(runner: Runner, use: Any) -> list[str]:
    jobs = runner.run(lambda client: list(use(client)) if runner.is_sync else use(client))
    return [job.job_id for job in jobs]


def walked(runner: Runner, use: Any, message: str) -> list[str]:
    """Return the jobs that arrive before the error."""
    jobs: list[str] = []

    def walk(client: Any) -> None:
        for job in use(client):
            jobs.append(job.job_id)

    async def walk_async(client: Any) -> None:
        async for job in use(client):
            jobs.append(job.job_id)

    with pytest.raises(ResponseError, match=message) as caught:
        runner.run(walk if runner.is_sync else walk_async)
    assert caught.value.status == 200
    return jobs


@pytest.mark.parametrize("method", ["list_all", "follow_all"])
def test_missing_first_page_is_an_error(runner: Runner, server: Loopback, method: str) -> None:
    server.answer(json_answer({}, 404))
    with pytest.raises(NotFoundError):
        all_of(runner, lambda client: getattr(client.jobs, method)())


def test_offset_pages_end_with_a_short_page(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, 2), page(3, 4), page(5))
    assert all_of(runner, lambda client: client.jobs.list_all(limit=2)) == list("12345")
    assert [r.query for r in server.received] == [
        [("limit", "2")],
        [("limit", "2"), ("offset", "2")],
        [("limit", "2"), ("offset", "4")],
    ]


def test_offset_pages_end_with_an_empty_page(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, 2, 3), page())
    assert all_of(runner, lambda client: client.jobs.list_all()) == list("123")
    assert len(server.received) == 2


def test_server_that_ignores_the_offset_does_not_loop_for_ever(
    runner: Runner, server: Loopback
) -> None:
    server.answer(page(1, 2))
    assert all_of(runner, lambda client: client.jobs.list_all()) == list("12")


def test_cursor_pages_follow_the_cursor(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, nextCursor="c1"), page(2, nextCursor="c2"), page(3, nextCursor=None))
    assert all_of(runner, lambda client: client.jobs.follow_all()) == list("123")
    assert [r.query for r in server.received] == [
        [],
        [("pageCursor", "c1")],
        [("pageCursor", "c2")],
    ]


def test_cursor_that_does_not_move_is_an_error_that_names_it(
    runner: Runner, server: Loopback
) -> None:
    server.answer(page(1, nextCursor="c1"), page(2, nextCursor="c1"))
    assert walked(runner, lambda client: client.jobs.follow_all(), "'c1' again") == list("12")
    assert len(server.received) == 2


def test_cursors_in_a_circle_are_an_error(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, nextCursor="c1"), page(2, nextCursor="c2"), page(3, nextCursor="c1"))
    assert walked(runner, lambda client: client.jobs.follow_all(), "'c1' again") == list("123")
    assert len(server.received) == 3


def test_cursor_that_does_not_move_after_an_empty_page_is_the_end(
    runner: Runner, server: Loopback
) -> None:
    server.answer(page(1, nextCursor="c1"), page(nextCursor="c1"))
    assert all_of(runner, lambda client: client.jobs.follow_all()) == ["1"]


def test_equal_pages_of_different_cursors_are_all_kept(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, nextCursor="c1"), page(1, nextCursor="c2"), page(1))
    assert all_of(runner, lambda client: client.jobs.follow_all()) == ["1", "1", "1"]


def test_empty_page_with_a_new_cursor_is_not_the_end(runner: Runner, server: Loopback) -> None:
    server.answer(page(nextCursor="c1"), page(nextCursor="c2"), page(3, nextCursor=""))
    assert all_of(runner, lambda client: client.jobs.follow_all()) == ["3"]


def test_empty_pages_without_end_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "MOST_EMPTY_PAGES", 5)
    walk: Walk[Job] = Walk(CURSORS, PageCall(LIST, {}))
    for number in range(5):
        walk.go_on(fetched({"embed_jobs": [], "nextCursor": f"c{number}"}))
    with pytest.raises(ResponseError, match="5 empty pages in a row"):
        walk.go_on(fetched({"embed_jobs": [], "nextCursor": "c5"}))
    assert walk.call == PageCall(LIST, {"cursor": "c4"})


@pytest.mark.parametrize("method", ["list_all", "count_all"])
def test_server_with_a_smaller_limit_loses_no_page(
    runner: Runner, server: Loopback, method: str
) -> None:
    server.answer(page(1, 2), page(3, 4), page(5), page())
    assert all_of(runner, lambda client: getattr(client.jobs, method)(limit=100)) == list("12345")


@pytest.mark.parametrize("method", ["list_all", "count_all"])
def test_short_first_page_is_checked_with_one_more_request(
    runner: Runner, server: Loopback, method: str
) -> None:
    server.answer(page(1), page())
    assert all_of(runner, lambda client: getattr(client.jobs, method)(limit=2)) == ["1"]
    assert len(server.received) == 2


def test_page_not_found_after_a_short_page_is_the_end(runner: Runner, server: Loopback) -> None:
    server.answer(page(1), json_answer({"detail": "Invalid page."}, 404))
    assert all_of(runner, lambda client: client.jobs.count_all(limit=2)) == ["1"]


def test_page_not_found_after_a_full_page_is_an_error(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, 2), json_answer({}, 404))
    with pytest.raises(NotFoundError):
        all_of(runner, lambda client: client.jobs.count_all(limit=2))


def test_other_error_after_a_short_page_is_an_error(runner: Runner, server: Loopback) -> None:
    server.answer(page(1), json_answer({}, 403))
    with pytest.raises(ClientError):
        all_of(runner, lambda client: client.jobs.count_all(limit=2))


@pytest.mark.parametrize("method", ["list_all", "count_all"])
def test_server_that_repeats_a_full_page_is_an_error(
    runner: Runner, server: Loopback, method: str
) -> None:
    server.answer(page(1, 2))
    found = walked(runner, lambda client: getattr(client.jobs, method)(limit=2), "same page again")
    assert found == list("12")


def test_server_that_repeats_a_short_page_has_sent_everything(
    runner: Runner, server: Loopback
) -> None:
    server.answer(page(1, 2))
    assert all_of(runner, lambda client: client.jobs.list_all(limit=5)) == list("12")
    assert len(server.received) == 2


def test_numbered_pages_are_counted(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, 2), page(3, 4), page(5))
    assert all_of(runner, lambda client: client.jobs.count_all(limit=2)) == list("12345")
    assert [dict(r.query).get("page") for r in server.received] == [None, "2", "3"]
