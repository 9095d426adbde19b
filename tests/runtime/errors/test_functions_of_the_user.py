"""What an error comes from: this attempt alone, or a function of the user."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    CallEvent,
    Hooks,
    InvalidRequestError,
    ServerError,
)
from specquilt.python.runtime.frames import causes, hide_variables

from ..conftest import Runner, settled
from ..server import Loopback, answer, json_answer, resets, sends_and_closes
from ..stand_in import AsyncClient, Client
from ..stand_in_api import NotFoundError, TooManyRequestsError

GOOD = json_answer({"job_id": "j1", "status": "complete"})
EXCEPTIONS: list[Callable[[], Exception]] = [
    lambda: ZeroDivisionError("theirs"),
    lambda: OSError(5, "theirs"),
    lambda: TimeoutError("theirs"),
    lambda: httpx2.ConnectError("theirs"),
    lambda: APIConnectionError("theirs", sent=False),
    lambda: ServerError("theirs", status=503),
]
each_exception = pytest.mark.parametrize("make", EXCEPTIONS, ids=lambda make: type(make()).__name__)


# --- what the caller handles -----------------------------------------------------------------


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
    nobody = Loopback()
    address = nobody.url
    nobody.close()
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


def test_error_has_no_exception_of_a_library_as_its_context(
    runner: Runner, server: Loopback
) -> None:
    server.answer(resets())
    with pytest.raises(APIConnectionError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), max_retries=0)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


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


# --- functions of the user -------------------------------------------------------------------


class Pieces:
    """An upload that can be sent again, and fails each time."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.opened = 0

    def __iter__(self) -> Iterator[bytes]:
        self.opened += 1
        yield b"x"
        raise self.error


@each_exception
def test_exception_of_an_upload_passes_unchanged(
    runner: Runner, server: Loopback, make: Callable[[], Exception]
) -> None:
    server.answer(GOOD)
    pieces = Pieces(make())

    async def use(client: Any) -> Any:
        with pytest.raises(type(pieces.error)) as caught:
            await settled(client.put(pieces))
        assert caught.value is pieces.error
        return await settled(client.jobs.get("j1"))

    assert runner.play(use, max_connections=1, timeout=5).job_id == "j1"
    assert (pieces.error.__cause__, pieces.error.__context__) == (None, None)
    assert pieces.opened == 1
    assert runner.slept == []


@pytest.mark.parametrize("hook", ["on_request", "on_response", "on_error"])
@each_exception
def test_exception_of_a_hook_passes_unchanged(
    runner: Runner, server: Loopback, hook: str, make: Callable[[], Exception]
) -> None:
    error = make()

    def fail(_: CallEvent) -> None:
        raise error

    server.answer(answer(b"", 503) if hook == "on_error" else GOOD)
    with pytest.raises(type(error)) as caught:
        runner.run(lambda client: client.jobs.get("j1"), hooks=Hooks(**{hook: fail}))
    assert caught.value is error
    assert len(server.received) == (0 if hook == "on_request" else 1)
    assert runner.slept == []


def test_context_of_a_hooks_exception_is_kept(runner: Runner, server: Loopback) -> None:
    def fail(_: CallEvent) -> None:
        try:
            raise KeyError("first")
        except KeyError:
            raise APIConnectionError("theirs")  # noqa: B904

    server.answer(GOOD)
    with pytest.raises(APIConnectionError, match="theirs") as caught:
        runner.run(lambda client: client.jobs.get("j1"), hooks=Hooks(on_request=fail))
    assert isinstance(caught.value.__context__, KeyError)


@each_exception
def test_exception_of_a_key_function_passes_unchanged(
    runner: Runner, server: Loopback, make: Callable[[], Exception]
) -> None:
    error = make()
    asked: list[int] = []

    def key() -> str:
        asked.append(1)
        raise error

    with pytest.raises(type(error)) as caught:
        runner.run(lambda client: client.jobs.get("j1"), api_key=key)
    assert caught.value is error
    assert (len(asked), server.received) == (1, [])


@pytest.mark.parametrize("hook", ["request", "response"])
@each_exception
def test_exception_of_a_hook_of_the_users_httpx2_client_passes_unchanged(
    server: Loopback, hook: str, make: Callable[[], Exception]
) -> None:
    errors = iter([make()])
    raised: list[Exception] = []

    def fail(_: Any) -> None:
        for error in errors:
            raised.append(error)
            raise error

    server.answer(GOOD)
    limits = httpx2.Limits(max_connections=1)
    hooks = {hook: [fail]}
    with httpx2.Client(event_hooks=hooks, limits=limits, verify=False) as http_client:
        client = Client("k", base_url=server.url, http_client=http_client, timeout=5)
        with pytest.raises(type(make())) as caught:
            client.jobs.create(name="x")
        assert [caught.value] == raised
        assert len(server.received) == (0 if hook == "request" else 1)
        assert client.jobs.get("j1").job_id == "j1"


def test_exception_of_an_async_hook_of_the_users_httpx2_client_passes_unchanged(
    server: Loopback,
) -> None:
    async def fail(_: Any) -> None:
        raise httpx2.ReadTimeout("theirs")

    async def use() -> None:
        hooks = {"response": [fail]}
        async with httpx2.AsyncClient(event_hooks=hooks, verify=False) as http_client:
            client = AsyncClient("k", base_url=server.url, http_client=http_client)
            await client.jobs.get("j1")

    server.answer(GOOD)
    with pytest.raises(httpx2.ReadTimeout, match="theirs"):
        asyncio.run(use())
    assert len(server.received) == 1


def test_exception_of_a_mocked_transport_is_that_of_a_connection() -> None:
    tried: list[int] = []

    def fail(_: httpx2.Request) -> httpx2.Response:
        tried.append(1)
        raise httpx2.ReadTimeout("theirs")

    with httpx2.Client(transport=httpx2.MockTransport(fail)) as http_client:
        client = Client("k", http_client=http_client, max_retries=0)
        with pytest.raises(Exception, match="did not respond in time"):
            client.jobs.get("j1")
    assert tried == [1]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, asyncio.CancelledError, SystemExit])
@pytest.mark.parametrize("hook", ["on_request", "on_response", "on_error"])
def test_interrupted_hook_frees_the_connection(
    server: Loopback, hook: str, kind: type[BaseException]
) -> None:
    waiting = iter([True])

    def interrupt(_: CallEvent) -> None:
        if next(waiting, False):
            raise kind

    server.answer(answer(b"", 404) if hook == "on_error" else GOOD, GOOD)
    options: Any = {"hooks": Hooks(**{hook: interrupt}), "max_connections": 1, "timeout": 5}
    with Client("k", base_url=server.url, max_retries=0, **options) as client:
        with pytest.raises(kind):
            client.jobs.get("j1")
        assert client.jobs.get("j1").job_id == "j1"


def test_cancelled_hook_frees_the_connection(async_runner: Runner, server: Loopback) -> None:
    waiting = iter([True])

    async def cancel(_: CallEvent) -> None:
        if next(waiting, False):
            raise asyncio.CancelledError

    server.answer(GOOD)
    before = server.connections

    async def use(client: Any) -> Any:
        with pytest.raises(asyncio.CancelledError):
            await client.jobs.get("j1")
        return await client.jobs.get("j1")

    hooks = Hooks(on_response=cancel)
    assert async_runner.run(use, hooks=hooks, timeout=5).job_id == "j1"
    assert server.connections <= before + 2


# --- other exceptions ------------------------------------------------------------------------

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
