"""Causes of errors are what an attempt met, never what the caller is handling."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    InvalidRequestError,
)
from specquilt.python.runtime.frames import causes, hide_variables

from ..conftest import Runner, settled
from ..server import Loopback, answer, resets, sends_and_closes
from ..stand_in import AsyncClient, Client
from ..stand_in_api import NotFoundError, TooManyRequestsError


@pytest.mark.parametrize("broken", [resets(), sends_and_closes(b"")], ids=["reset", "closed"])
@pytest.mark.parametrize(("status", "kind"), [(404, NotFoundError), (429, TooManyRequestsError)])
def test_error_inside_of_except_is_that_of_the_attempt(
    runner: Runner, server: Loopback, broken: Any, status: int, kind: type[Exception]
) -> None:
    server.answer(answer(b"", status), broken)

    async def use(client: Any) -> None:
        try:
            await settled(client.jobs.get("j1", options={"max_retries": 0}))
        except kind:
            await settled(client.jobs.create(name="x"))

    with pytest.raises(APIConnectionError) as caught:
        runner.play(use)
    assert [received.method for received in server.received] == ["GET", "POST"]
    assert isinstance(caught.value.__context__, kind)


@pytest.mark.parametrize("flavour", ["sync", "async"])
def test_refused_connection_inside_of_except_is_our_error(server: Loopback, flavour: str) -> None:
    unreachable = Loopback()
    address = unreachable.url
    unreachable.close()
    server.answer(answer(b"", 404))
    kind: Any = Client if flavour == "sync" else AsyncClient
    first, backup = kind("k", base_url=server.url), kind("k", base_url=address)

    async def use(_: Any) -> None:
        try:
            await settled(first.jobs.get("j1"))
        except NotFoundError:
            await settled(backup.jobs.get("j1", options={"max_retries": 0}))
        finally:
            await settled(first.close())

    with pytest.raises(APIConnectionError, match=r"could not be opened .*(refused|failed)"):
        Runner(flavour, server.url).play(use)


@pytest.mark.parametrize(
    "use", [lambda client: client.jobs.get("j1"), lambda client: client.wait("j1")]
)
def test_error_has_no_exception_of_a_library_as_its_context(
    runner: Runner, server: Loopback, use: Callable[[Any], Any]
) -> None:
    server.answer(resets())
    with pytest.raises(APIConnectionError) as caught:
        runner.run(use, max_retries=0)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


@pytest.mark.parametrize(
    "use", [lambda client: client.jobs.get("j1"), lambda client: client.wait("j1")]
)
def test_error_has_what_the_caller_handles_as_its_context(
    server: Loopback, use: Callable[[Client], object]
) -> None:
    server.answer(resets())
    with Client("k", base_url=server.url, max_retries=0) as client:
        try:
            raise KeyError("theirs")
        except KeyError:
            with pytest.raises(APIConnectionError) as caught:
                use(client)
    assert isinstance(caught.value.__context__, KeyError)


def test_broken_connection_leaves_nothing_for_asyncio_to_report(
    async_runner: Runner, server: Loopback
) -> None:
    server.answer(resets())
    reported: list[dict[str, Any]] = []

    async def use(client: Any) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: reported.append(context))
        with pytest.raises(APIConnectionError):
            await client.jobs.get("j1")

    async_runner.run(use, max_retries=0)
    gc.collect()
    assert reported == []


@pytest.mark.parametrize("late", [False, True])
def test_reason_is_not_that_of_what_the_caller_handles(
    runner: Runner, server: Loopback, late: bool
) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n" if late else b"no http\r\n\r\n"
    server.answer(sends_and_closes(head))

    async def use(client: Any) -> None:
        try:
            raise FileNotFoundError(2, "no such file")
        except OSError:
            await settled(client.jobs.get("j1"))

    with pytest.raises(APIConnectionError) as caught:
        runner.play(use, max_retries=0)
    assert "no such file" not in str(caught.value)


def test_causes_that_go_round_in_a_circle_end() -> None:
    first, second = OSError(1, "first"), OSError(2, "second")
    first.__cause__, second.__cause__ = second, first
    assert list(causes(first)) == [first, second]
    hide_variables(first)

    def fail(_: httpx2.Request) -> httpx2.Response:
        error = httpx2.ConnectError("theirs")
        error.__cause__ = other = ValueError()
        other.__cause__ = error
        raise error

    with httpx2.Client(transport=httpx2.MockTransport(fail)) as http_client:
        client = Client("k", http_client=http_client, max_retries=0)
        with pytest.raises(APIConnectionError, match="could not be opened"):
            client.jobs.get("j1")


LONE = "a\udcffb"


@pytest.mark.parametrize(
    "use",
    [
        lambda client: client.jobs.get(LONE),
        lambda client: client.jobs.list(cursor=LONE),
        lambda client: client.jobs.list(limit=1, options={"query": {"a": LONE}}),
        lambda client: client.jobs.list(limit=1, options={"query": {LONE: "a"}}),
        lambda client: client.jobs.list(limit=1, options={"headers": {"X-A": LONE}}),
        lambda client: client.jobs.create(name=LONE),
        lambda client: client.jobs.upload(data=(LONE, b"x")),
        lambda client: client.jobs.upload(data=LONE),
        lambda client: client.jobs.upload(data=b"x", purpose=LONE),
        lambda client: client.jobs.upload(data=b"x", name=LONE),
    ],
    ids=[
        "path",
        "query",
        "extra-query",
        "query-name",
        "header",
        "json",
        "file-name",
        "file-text",
        "field",
        "upload-query",
    ],
)
def test_text_that_is_no_unicode_is_our_error(runner: Runner, use: Any) -> None:
    with pytest.raises(InvalidRequestError):
        runner.run(use)


def test_key_that_is_no_unicode_is_our_error(runner: Runner) -> None:
    with pytest.raises(InvalidRequestError, match="api_key") as caught:
        runner.run(lambda client: client.jobs.get("j1"), api_key=LONE)
    assert LONE not in str(caught.value)
