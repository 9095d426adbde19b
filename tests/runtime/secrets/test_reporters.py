"""Crash reporters do not see a key."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest

from specquilt.python.runtime import SDKError

from ..conftest import Runner, settled
from ..reporters import recorded, shown
from ..server import Answer, Loopback, answer, json_answer, resets, sends_and_closes
from .canary import CANARY, ECHO, assert_hidden, each_scheme, spec, with_tokens

HEADERS = {
    "x_echo": CANARY,
    "x_request_id": f"id of {CANARY}",
    "www_authenticate": f"Bearer {CANARY}",
}
ENDINGS: dict[str, tuple[Answer, ...]] = {
    "status": (json_answer(ECHO, 401, **HEADERS),),
    "text": (answer(f"<h1>{CANARY}".encode(), 404),),
    "escaped": (answer(b'{"message":"' + CANARY.replace("/", "\\/").encode() + b'"}', 404),),
    "unicode": (answer(b'{"message":"\\u0063anary/Zz+0123456789=="}', 404),),
    "retry": (answer(b"", 503), json_answer(ECHO, 503)),
    "reset": (resets(),),
    "closed": (sends_and_closes(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"),),
    "protocol": (sends_and_closes(f"{CANARY}\r\n\r\n".encode()),),
    "decoding": (json_answer({**ECHO, "job_id": {"a": CANARY}}, 200, **HEADERS),),
    "no json": (answer(CANARY.encode(), 200, **HEADERS),),
    "too large": (answer(CANARY.encode() * 10_000, 200, **HEADERS),),
    "encoding": (answer(CANARY.encode(), 200, **HEADERS, content_encoding="gzip"),),
    "unknown encoding": (answer(b"", 200, **HEADERS, content_encoding=CANARY),),
    "redirect": (answer(b"", 302, location="http://a:b/"),),
    "redirects": (answer(b"", 302, location="/again"),),
    "moved": (answer(b"", 307, location="/again"), json_answer(ECHO, 404)),
}


@pytest.mark.parametrize("ending", ENDINGS)
@each_scheme
def test_crash_reporters_do_not_see_the_key(
    runner: Runner, server: Loopback, scheme: str, ending: str
) -> None:
    server.answer(with_tokens(*ENDINGS[ending]))
    options: Any = {"max_response_bytes": 10_000, "spec": spec(scheme), "api_key": None}
    with pytest.raises(SDKError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), **options)
    assert_hidden(recorded(caught.value))
    assert_hidden([str(pickle.dumps(caught.value)), *shown(caught.value)])


@pytest.mark.parametrize("mode", ["raw", "streaming", "lines", "events", "download", "wait"])
def test_crash_reporters_do_not_see_the_key_of_other_methods(
    runner: Runner, server: Loopback, mode: str
) -> None:
    uses: dict[str, Callable[[Any], Any]] = {
        "raw": lambda client: client.raw_response(client.jobs.get, "j1"),
        "streaming": lambda client: client.streaming_response(client.jobs.get, "j1"),
        "lines": lambda client: client.lines(),
        "events": lambda client: client.events(),
        "download": lambda client: client.download(),
        "wait": lambda client: client.wait("j1"),
    }
    server.answer(with_tokens(json_answer(ECHO, 401)))
    with pytest.raises(SDKError) as caught:
        runner.run(uses[mode], spec=spec("query"), api_key=None)
    assert_hidden(recorded(caught.value))


def test_decoding_errors_of_raw_responses_and_streams_do_not_show_the_key(
    runner: Runner, server: Loopback
) -> None:
    server.answer(json_answer({"text": {"a": CANARY}}))

    async def use(client: Any) -> list[SDKError]:
        found: list[SDKError] = []
        raw = await settled(client.raw_response(client.jobs.get, "j1"))
        lines = await settled(client.lines())
        late = await settled(client.streaming_response(client.jobs.get, "j1"))
        steps = [
            lambda: raw.parsed,
            late.parse,
            getattr(lines, "__anext__", None) or lines.__next__,
        ]
        for step in steps:
            with pytest.raises(SDKError) as caught:
                await settled(step())
            found.append(caught.value)
        return found

    for error in runner.play(use, spec=spec("bearer"), api_key=None):
        assert_hidden([error, repr(error), vars(error)])
        assert_hidden(shown(error))


@pytest.mark.parametrize("method", ["lines", "events", "download"])
def test_crash_reporters_do_not_see_the_key_of_a_broken_stream(
    runner: Runner, server: Loopback, method: str
) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 99\r\n\r\n"
    server.answer(resets(head))

    async def use(client: Any) -> None:
        stream = await settled(getattr(client, method)())
        if method == "download":
            await settled(stream.read())
        else:
            await settled(stream.__anext__() if hasattr(stream, "__anext__") else next(stream))

    with pytest.raises(SDKError) as caught:
        runner.play(use, spec=spec("query"), api_key=None)
    assert_hidden(recorded(caught.value))
