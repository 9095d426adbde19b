"""Errors: one tree, enough inside to act on, nothing inside to regret."""

from __future__ import annotations

import copy
import inspect
import logging
import pickle
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    ClientError,
    ClientSpec,
    DecodingError,
    MissingCredentialsError,
    PollingFailedError,
    ResponseError,
    ResponseInfo,
    SDKError,
    ServerError,
    StatusError,
    Timeout,
    errors,
)
from specquilt.python.runtime.call.status_errors import status_error
from specquilt.python.runtime.decoding.results import CompleteResponse
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Origin, Request

from ..conftest import KEY, Runner
from ..server import Loopback, answer, json_answer, sends_and_closes
from ..stand_in import Client
from ..stand_in_api import GET, Job, NotFoundError, TooManyRequestsError

ALL = [
    kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, SDKError)
]


@pytest.mark.parametrize("kind", [*ALL, NotFoundError])
def test_every_error_belongs_to_the_tree_and_pickles(kind: type[SDKError]) -> None:
    error = kind("what happened")
    twin = pickle.loads(pickle.dumps(error))
    assert type(twin) is kind
    assert str(twin) == "what happened"
    assert str(copy.copy(error)) == "what happened"


def fail_in_a_process(url: str) -> None:
    with Client(KEY, base_url=url, max_retries=0) as client:
        client.jobs.get("j1")


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (json_answer({"message": "no"}, 404, x_request_id="r-9"), NotFoundError),
        (answer(b'{"job_id":1}', x_request_id="r-9"), DecodingError),
        (sends_and_closes(b""), APIConnectionError),
    ],
)
def test_errors_come_out_of_a_process_pool(
    server: Loopback, pool: ProcessPoolExecutor, reply: Any, kind: type[SDKError]
) -> None:
    server.answer(reply)
    error = pool.submit(fail_in_a_process, server.url).exception(timeout=30)
    assert type(error) is kind
    if isinstance(error, ResponseError):
        assert error.request_id == "r-9"
        assert error.headers["x-request-id"] == "r-9"
        assert error.content


def test_status_error_holds_what_the_server_said(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"message": "no such job", "id": "e1"}, 404, x_request_id="r-3"))
    with pytest.raises(NotFoundError, match="404 Not Found") as caught:
        runner.run(lambda client: client.jobs.get("j1"))
    error = caught.value
    assert str(error) == "GET /v1/jobs/j1: 404 Not Found: no such job (request id r-3)"
    assert (error.status, error.status_code, error.request_id) == (404, 404, "r-3")
    assert error.body == {"message": "no such job", "id": "e1"}


@pytest.mark.parametrize(
    ("body", "text"), [(b"<h1>\xff", "<h1>\ufffd"), (b"[" * 100_000, "[" * 100_000)]
)
def test_body_that_is_no_json_is_text(server: Loopback, body: bytes, text: str) -> None:
    server.answer(answer(body, 404))
    with Client(KEY, base_url=server.url) as client, pytest.raises(NotFoundError) as caught:
        client.jobs.get("j1")
    assert caught.value.body == text


def test_decoding_error_keeps_everything(runner: Runner, server: Loopback) -> None:
    body = b'{"job_id":{"secret":1},"parts":[{}]}'
    server.answer(answer(body, x_request_id="r-4"))
    with pytest.raises(DecodingError) as caught:
        runner.run(lambda client: client.jobs.get("j1"))
    error = caught.value
    assert (error.status, error.request_id, error.content) == (200, "r-4", body)
    assert [problem["loc"] for problem in error.errors] == [
        ("job_id",),
        ("status",),
        ("parts", 0, "job_id"),
        ("parts", 0, "status"),
    ]
    assert str(error).splitlines() == [
        "job_id: expected a string, received an object",
        "status: required, but missing",
        "parts[0].job_id: required, but missing",
        "parts[0].status: required, but missing",
        "in the body of a 200 response; `lenient=True` of the client or in `options` accepts such"
        " answers",
    ]
    assert "secret" not in str(error)


def test_nothing_printed_ever_holds_the_key(
    runner: Runner, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    echo = json_answer({"message": f"bad key {KEY}"}, 401)
    for reply in (echo, sends_and_closes(b""), answer(b"no json")):
        server.answer(reply)
        with pytest.raises(SDKError) as caught:
            runner.run(lambda client: client.jobs.get("j1", options={"headers": {"X-Key": KEY}}))
        printed = "".join(traceback.format_exception(caught.value))
        assert KEY not in printed + repr(caught.value) + caplog.text
    assert KEY not in repr(Client(KEY))
    assert "***" in repr(Client(KEY))


@pytest.mark.parametrize(
    "reply",
    [answer(b"", 401), sends_and_closes(b""), answer(b"no json")],
    ids=["401", "broken", "no json"],
)
def test_tools_that_print_local_variables_do_not_see_the_key(
    runner: Runner, server: Loopback, reply: Any
) -> None:
    """Crash reporters record the variables of every frame, those of suppressed causes included."""
    server.answer(reply)
    with pytest.raises(SDKError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), max_retries=0)
    error: BaseException | None = caught.value
    tests = Path(__file__).parents[1]
    while error is not None:
        frames = traceback.TracebackException.from_exception(error, capture_locals=True).stack
        # The tests' own frames know the key.
        others = (frame for frame in frames if tests not in Path(frame.filename).parents)
        assert [frame.name for frame in others if KEY in str(frame.locals)] == []
        error = error.__cause__ or error.__context__


def test_key_that_cannot_be_a_header_is_not_shown(runner: Runner) -> None:
    with pytest.raises(SDKError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), api_key=f"{KEY}\r\nX-Evil: 1\x00y")
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_missing_key_names_argument_and_variable(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STAND_IN_KEY", raising=False)
    for absent in (None, "", "  "):
        with pytest.raises(MissingCredentialsError, match=r"api_key .or set STAND_IN_KEY"):
            runner.run(lambda client: client.jobs.get("j1"), api_key=absent)


def test_documented_class_is_raised_whatever_the_body(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"<html>slow down</html>", 429, content_type="text/html"))
    with pytest.raises(TooManyRequestsError):
        runner.run(lambda client: client.jobs.get("j1"))


def test_polling_error_carries_a_model_through_pickle() -> None:
    error = PollingFailedError("x", result=Job(job_id="j", status="failed"), status="failed")
    twin = pickle.loads(pickle.dumps(error))
    assert twin.result == error.result


@pytest.mark.parametrize(
    ("status", "kind", "title"),
    [
        (302, StatusError, "302 Found"),
        (399, StatusError, "399"),
        (400, ClientError, "400 Bad Request"),
        (499, ClientError, "499"),
        (500, ServerError, "500 Internal Server Error"),
        (599, ServerError, "599"),
        (600, StatusError, "600"),
    ],
)
def test_status_alone_decides_the_class_of_its_error(
    status: int, kind: type[StatusError], title: str
) -> None:
    request = Request("GET", Origin("http", "a", 80), "/", {}, None, Timeout(), None)
    response = CompleteResponse(ResponseInfo(status, Headers([]), None), b"")
    error = status_error(ClientSpec("x", "1", ()), GET, request, response)
    assert (type(error), str(error), error.status) == (kind, f"GET /: {title}", status)
