"""Tracebacks keep all frames of code of the user, and all of unexpected exceptions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from specquilt.python.runtime import (
    Hooks,
    StatusError,
)
from specquilt.python.runtime.request import Request

from ..conftest import Runner
from ..server import Loopback, json_answer
from ..stand_in import Client
from .tracebacks import MOST, failure, lines


def test_frames_of_a_hook_are_kept_with_what_it_calls(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"job_id": "a", "status": "complete"}))

    def hook(_: object) -> None:
        json.loads("{")

    error = failure(
        runner, lambda client: client.jobs.get("j1"), ValueError, hooks=Hooks(on_request=hook)
    )
    assert lines(error)[-4:] == ["hook", "loads", "decode", "raw_decode"]
    assert len(lines(error)) <= MOST + 4


def test_frames_of_a_transport_are_kept() -> None:
    class Transport:
        def send(self, request: Request) -> Any:
            return self._fail(request)

        def _fail(self, request: Request) -> Any:
            raise ZeroDivisionError

        def close(self) -> None: ...

    def use() -> None:
        Client("k", base_url="https://unused", transport=Transport()).jobs.get("j1")

    with pytest.raises(ZeroDivisionError) as caught:
        use()
    assert lines(caught.value)[-2:] == ["send", "_fail"]
    assert len(lines(caught.value)) <= MOST + 2


def test_frames_of_an_upload_are_kept(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"job_id": "a", "status": "complete"}))

    def parts() -> Iterator[bytes]:
        yield b"a"
        raise ZeroDivisionError

    error = failure(runner, lambda client: client.put(parts()), ZeroDivisionError)
    assert lines(error)[-1] == "parts"


def test_frames_of_a_function_that_returns_a_key_are_kept(runner: Runner) -> None:
    def key() -> str:
        raise ZeroDivisionError

    error = failure(runner, lambda client: client.jobs.get("j1"), ZeroDivisionError, api_key=key)
    assert lines(error)[-1] == "key"


def test_exception_that_is_not_expected_keeps_all_frames(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specquilt.python.runtime.operation.Operation.path_with", None)
    error = failure(runner, lambda client: client.jobs.get("j1"), TypeError)
    assert lines(error)[-1] == "encode"
    assert len(lines(error)) > MOST


def test_what_the_user_was_handling_stays_the_context(server: Loopback) -> None:
    server.answer(json_answer({}, 404))
    handled = KeyError("mine")
    client = Client("k", base_url=server.url)
    try:
        raise handled
    except KeyError:
        with client, pytest.raises(StatusError) as caught:
            client.jobs.get("j1")
    assert caught.value.__context__ is handled
    assert handled.__traceback__ is not None
