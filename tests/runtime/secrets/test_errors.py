"""Keys in errors and frames of the user."""

from __future__ import annotations

import copy
import json
import pickle
import traceback
from typing import Any

import pytest

from specquilt.python.runtime import (
    CallEvent,
    DecodingError,
    Hooks,
    ResponseError,
    SDKError,
)
from specquilt.python.runtime.frames import SHOW_ALL_FRAMES

from ..conftest import Runner
from ..reporters import recorded
from ..scenarios import GOOD
from ..server import Loopback, answer, chunked, json_answer, sends_and_closes
from ..stand_in import AsyncClient, Client
from .canary import CANARY, ECHO, assert_hidden, each_scheme, spec


def test_raw_body_of_an_error_is_as_received(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer(ECHO, 404))
    with pytest.raises(ResponseError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), spec=spec("bearer"), api_key=None)
    error = caught.value
    assert CANARY.encode() in error.content
    assert error.body == {"message": "bad key ***", "nested": [{"***": "***"}]}
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(twin), twin.body, str(twin)) == (type(error), error.body, str(error))
        assert CANARY.encode() not in twin.content
        assert twin.status == 404


def test_error_that_shows_no_secret_keeps_its_body(server: Loopback) -> None:
    body = {"message": "no", "values": [1, None, True, 1.5, {"a": "b"}]}
    server.answer(json_answer(body, 404))
    with Client("k1", base_url=server.url) as client, pytest.raises(ResponseError) as caught:
        client.jobs.get("j1")
    assert caught.value.body == pickle.loads(pickle.dumps(caught.value)).body == body


def test_body_of_an_error_is_decoded_after_pickling(server: Loopback) -> None:
    server.answer(json_answer({"message": "no"}, 404))
    with Client("k1", base_url=server.url) as client, pytest.raises(ResponseError) as caught:
        client.jobs.get("j1")
    twin = pickle.loads(pickle.dumps(caught.value))
    assert twin.body == {"message": "no"}


def test_key_that_a_server_escapes_is_not_in_the_body_of_an_error(server: Loopback) -> None:
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in CANARY)
    server.answer(answer(f'{{"key":"{escaped}"}}'.encode(), 404))
    with Client(CANARY, base_url=server.url) as client, pytest.raises(ResponseError) as caught:
        client.jobs.get("j1")
    assert caught.value.body == {"key": "***"}


@each_scheme
def test_invalid_key_is_in_no_frame(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("CANARY", f"{CANARY}\r\nX-Evil: 1\u20ac\udc80")
    with pytest.raises(SDKError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), spec=spec(scheme), api_key=None)
    assert_hidden(recorded(caught.value))


def test_key_is_in_no_frame_of_a_short_traceback(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SHOW_ALL_FRAMES)
    for response in (json_answer(ECHO, 404), json_answer(ECHO), sends_and_closes(b"")):
        server.answer(response)
        with pytest.raises(SDKError) as caught:
            runner.run(
                lambda client: client.jobs.get("j1"),
                spec=spec("bearer"),
                api_key=None,
                max_retries=0,
            )
        assert_hidden(recorded(caught.value))


def test_key_of_a_client_that_could_not_be_made_is_in_no_frame() -> None:
    for kind in (Client, AsyncClient):
        for wrong in ({"timout": 1}, {"timeout": -1}, {"base_url": "x"}, {"headers": {"a": 5}}):
            with pytest.raises((TypeError, SDKError)) as caught:
                kind(CANARY, **wrong)
            assert_hidden(recorded(caught.value))


def test_constructor_of_the_users_own_class_keeps_its_variables() -> None:
    class Own(Client):
        def __init__(self, note: str) -> None:
            options: Any = {"timout": note}
            super().__init__("k", **options)

    with pytest.raises(TypeError) as caught:
        Own("keep me")
    frames = traceback.walk_tb(caught.value.__traceback__)
    assert any(frame.f_locals.get("note") == "keep me" for frame, _ in frames)


def test_variables_of_the_users_frames_are_kept(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)

    def hook(_: CallEvent) -> None:
        note = "keep me"
        raise ZeroDivisionError(note)

    with pytest.raises(ZeroDivisionError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), hooks=Hooks(on_request=hook))
    frames = traceback.walk_tb(caught.value.__traceback__)
    assert any(frame.f_locals.get("note") == "keep me" for frame, _ in frames)


def test_body_that_could_not_be_decoded_is_in_no_frame_of_ours(server: Loopback) -> None:
    server.answer(json_answer(ECHO))
    with Client(CANARY, base_url=server.url) as client:
        raw = client.raw_response(client.jobs.get, "j1")
    with pytest.raises(DecodingError) as caught:
        _ = raw.parsed
    frames = [frame for frame, _ in traceback.walk_tb(caught.value.__traceback__)]
    assert len(frames) > 3
    assert not any("response" in frame.f_locals for frame in frames)


def test_item_that_could_not_be_decoded_is_in_no_frame_of_ours(server: Loopback) -> None:
    server.answer(chunked(json.dumps({"text": {"key": CANARY}}).encode() + b"\n"))
    client = Client(CANARY, base_url=server.url)
    with client, client.lines() as stream, pytest.raises(DecodingError) as caught:
        next(stream)
    frames = [frame for frame, _ in traceback.walk_tb(caught.value.__traceback__)]
    assert not [frame for frame in frames if {"piece", "decoder"} & set(frame.f_locals)]
