"""Tracebacks end with the user's line and the call that he made; nothing of his own is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    DecodingError,
    InvalidRequestError,
    MissingCredentialsError,
    PollingFailedError,
    ResponseError,
    SDKError,
    StatusError,
)
from specquilt.python.runtime.frames import SHOW_ALL_FRAMES

from ..conftest import Runner, settled
from ..server import Loopback, chunked, json_answer, sends_and_closes
from ..stand_in import Client
from ..stand_in_api import Job
from .tracebacks import MOST, assert_short, failure, lines


def test_error_of_a_status(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({}, 404))
    assert_short(failure(runner, lambda client: client.jobs.get("j1"), StatusError))


def test_error_of_a_status_after_retries(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({}, 503))
    error = failure(runner, lambda client: client.jobs.get("j1"), StatusError, max_retries=2)
    assert_short(error)


def test_error_of_a_connection(runner: Runner, server: Loopback) -> None:
    server.answer(sends_and_closes(b""))
    error = failure(runner, lambda client: client.jobs.get("j1"), APIConnectionError)
    assert_short(error)
    assert error.__cause__ is error.__context__ is None


def test_error_of_decoding(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"job_id": 5}))
    assert_short(failure(runner, lambda client: client.jobs.get("j1"), DecodingError))


def test_argument_that_cannot_be_sent(runner: Runner) -> None:
    assert_short(failure(runner, lambda client: client.jobs.get(""), InvalidRequestError))


def test_argument_that_is_missing(runner: Runner) -> None:
    assert lines(failure(runner, lambda client: client.jobs.get(), TypeError)) == []


def test_missing_credentials(runner: Runner) -> None:
    error = failure(
        runner, lambda client: client.jobs.get("j1"), MissingCredentialsError, api_key=None
    )
    assert_short(error)


def test_unknown_option(runner: Runner) -> None:
    options: Any = {"timout": 1}
    error = failure(runner, lambda client: client.jobs.get("j1", options=options), TypeError)
    assert_short(error)


def test_file_that_cannot_be_read(runner: Runner, tmp_path: Path) -> None:
    path = tmp_path / "missing"
    error = failure(runner, lambda client: client.jobs.upload(data=path), InvalidRequestError)
    assert_short(error)
    assert isinstance(error.__cause__, FileNotFoundError)
    assert error.__cause__.__traceback__ is None


def test_items_of_all_pages(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({}, 404))

    async def use(client: Any) -> None:
        items = client.jobs.list_all()
        if runner.is_sync:
            next(items)
        else:
            await anext(items)

    with pytest.raises(StatusError) as caught:
        runner.play(use)
    assert_short(caught.value)


def test_list_that_does_not_end(runner: Runner, server: Loopback) -> None:
    page = {"embed_jobs": [{"job_id": "a", "status": "complete"}], "nextCursor": "same"}
    server.answer(json_answer(page))

    async def use(client: Any) -> None:
        pages = client.jobs.follow_all().pages()
        for _ in range(3):
            next(pages) if runner.is_sync else await anext(pages)

    with pytest.raises(ResponseError) as caught:
        runner.play(use)
    assert_short(caught.value)


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (json_answer({}, 404), StatusError),
        (chunked(b'data: {"no": 1}\n\n'), DecodingError),
        (
            sends_and_closes(
                b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 99\r\n\r\n:"
            ),
            APIConnectionError,
        ),
    ],
    ids=["status", "item", "connection"],
)
def test_stream(runner: Runner, server: Loopback, response: Any, kind: type[SDKError]) -> None:
    server.answer(response)

    async def use(client: Any) -> None:
        stream = await settled(client.events())
        next(stream) if runner.is_sync else await anext(stream)

    with pytest.raises(kind) as caught:
        runner.play(use)
    assert_short(caught.value)


BROKEN = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc"


def test_download(runner: Runner, server: Loopback, tmp_path: Path) -> None:
    server.answer(sends_and_closes(BROKEN))
    reading: list[Callable[[Any], Any]] = [
        lambda download: download.read(),
        lambda download: download.write_to_file(tmp_path / "file"),
    ]
    for read in reading:

        async def use(client: Any, read: Callable[[Any], Any] = read) -> None:
            await settled(read(await settled(client.download())))

        with pytest.raises(APIConnectionError) as caught:
            runner.play(use)
        assert_short(caught.value)


def test_raw_response(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({}, 404))
    call = lambda client: client.raw_response(client.jobs.get, "j1")  # noqa: E731
    assert_short(failure(runner, call, StatusError))


def test_parsed_raw_response(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"job_id": 5}))

    async def use(client: Any) -> None:
        _ = (await settled(client.raw_response(client.jobs.get, "j1"))).parsed

    with pytest.raises(DecodingError) as caught:
        runner.play(use)
    assert_short(caught.value)


def test_wait(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"job_id": "a", "status": "failed"}))
    job = Job(job_id="a", status="processing")
    assert_short(failure(runner, lambda client: client.wait(job), PollingFailedError))


def test_client_that_cannot_be_made() -> None:
    def use() -> None:
        options: Any = {"timout": 1}
        Client("k", **options)

    with pytest.raises(TypeError) as caught:
        use()
    assert_short(caught.value)


def test_options_that_cannot_be_changed() -> None:
    def use() -> None:
        options: Any = {"timout": 1}
        Client("k", base_url="http://unused").with_options(**options)

    with pytest.raises(TypeError) as caught:
        use()
    assert_short(caught.value)


# --- all frames ------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "shows_all"), [("1", True), ("0", False), ("", False)])
def test_environment_variable_shows_all_frames(
    runner: Runner,
    server: Loopback,
    monkeypatch: pytest.MonkeyPatch,
    value: str,
    *,
    shows_all: bool,
) -> None:
    monkeypatch.setenv(SHOW_ALL_FRAMES, value)
    server.answer(json_answer({}, 404))
    error = failure(runner, lambda client: client.jobs.get("j1"), StatusError)
    assert (len(lines(error)) > MOST) is shows_all


def test_name_of_the_environment_variable() -> None:
    assert SHOW_ALL_FRAMES == "SPECQUILT_PYTHON_RUNTIME_FULL_TRACEBACK"
