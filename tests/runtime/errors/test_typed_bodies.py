"""Bodies of errors are the documented models if they fit, and as received if they do not."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
from datetime import datetime
from typing import Any

import pytest

from specquilt.python.runtime import Model, StatusError

from ..conftest import KEY, Runner
from ..server import Loopback, answer, json_answer
from ..stand_in import AsyncClient, Client
from ..stand_in_api import GET, SPEC


class Reason(Model):
    message: str
    since: datetime | None = None


class Limit(Model):
    limit: int


TYPED = SPEC._replace(bodies=lambda: {404: Reason, 4: list[Limit]})


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an operation have other types than the package."""
    monkeypatch.setattr(GET, "errors", lambda: {404: Limit, 5: Reason})


def failed(server: Loopback, response: bytes, **options: Any) -> StatusError:
    """Return the error of a call."""
    server.answer(response)
    client = Client(KEY, base_url=server.url, max_retries=0, spec=TYPED, **options)
    with client, pytest.raises(StatusError) as caught:
        client.jobs.get("j1")
    return caught.value


def test_body_is_the_documented_model(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"message": "no", "since": "2024-05-06T07:08:09Z"}, 404))
    with pytest.raises(StatusError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), spec=TYPED)
    body = caught.value.body
    assert isinstance(body, Reason)
    assert (body.message, body.since and body.since.year) == ("no", 2024)
    assert caught.value.data == {"message": "no", "since": "2024-05-06T07:08:09Z"}
    assert caught.value.body is body


def test_status_without_a_type_has_that_of_its_hundred(server: Loopback) -> None:
    assert failed(server, json_answer([{"limit": 5}], 409)).body == [Limit(limit=5)]


@pytest.mark.usefixtures("own")
def test_types_of_the_operation_take_precedence(server: Loopback) -> None:
    assert failed(server, json_answer({"limit": 5}, 404)).body == Limit(limit=5)
    assert failed(server, json_answer({"message": "no"}, 500)).body == Reason(message="no")
    assert failed(server, json_answer([{"limit": 5}], 409)).body == [Limit(limit=5)]


@pytest.mark.parametrize(
    "body",
    [{"message": 5}, {"other": "x"}, [], None, "text", 5, {"message": "a\ud800"}],
)
def test_body_that_does_not_fit_is_the_raw_one(server: Loopback, body: Any) -> None:
    error = failed(server, json_answer(body, 404))
    assert error.body == error.data == body
    assert error.body is error.data


@pytest.mark.parametrize("content", [b"<html>", b"", b"{", b"[" * 100_000, b"\xff\xfe\xfd"])
def test_body_that_is_no_json_is_text(server: Loopback, content: bytes) -> None:
    error = failed(server, answer(content, 404))
    assert error.body == error.data == content.decode("utf-8", "replace")


def test_deep_body_does_not_end_in_an_exception(server: Loopback) -> None:
    deep = b'{"message": "no", "deep": ' + b"[" * 300 + b"]" * 300 + b"}"
    error = failed(server, answer(deep, 404))
    assert error.data["message"] == "no"
    assert error.body is error.data


def test_body_without_a_documented_type_is_the_raw_one(server: Loopback) -> None:
    error = failed(server, json_answer({"message": "no"}, 500))
    assert error.body == error.data == {"message": "no"}


def test_error_whose_body_is_not_read_decodes_nothing(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def types() -> dict[int, Any]:
        asked.append("types")
        return {404: Reason}

    monkeypatch.setattr(GET, "errors", types)
    error = failed(server, json_answer({"message": "no"}, 404))
    assert (str(error).endswith("no"), asked) == (True, [])
    assert (error.body, asked) == (Reason(message="no"), ["types"])
    assert (error.body, asked) == (Reason(message="no"), ["types"])


def test_copies_and_pickles_keep_the_typed_body(server: Loopback) -> None:
    for ask_before in (False, True):
        error = failed(server, json_answer({"message": "no"}, 404))
        if ask_before:
            assert error.body == Reason(message="no")
        for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
            assert (type(twin), twin.body) == (type(error), Reason(message="no"))
            assert twin.data == {"message": "no"}


def test_typed_body_shows_no_key_that_the_server_repeats(server: Loopback) -> None:
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in KEY)
    for form in (KEY, escaped):
        body = json.dumps({"message": "bad key @", "extra": {"@": "@"}}).replace("@", form)
        error = failed(server, answer(body.encode(), 404))
        assert isinstance(error.body, Reason)
        assert error.body.message == "bad key ***"
        twin = pickle.loads(pickle.dumps(error))
        shown = (repr(error.body), error.data, vars(twin), str(error), twin.body, twin.data)
        assert KEY not in repr(shown)
        assert twin.data == error.data


def test_async_client_has_the_same_types(server: Loopback) -> None:
    async def call() -> object:
        async with AsyncClient(KEY, base_url=server.url, spec=TYPED) as client:
            with pytest.raises(StatusError) as caught:
                await client.jobs.get("j1")
        return caught.value.body

    server.answer(json_answer({"message": "no"}, 404))
    assert asyncio.run(call()) == Reason(message="no")
