"""A fake is no kinder than a server: the same failures and streams, from both, look the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from runtime.server import Answer, Loopback, answer, chunked, resets, sends_and_closes

QUILT = b'{"id": "q1", "size": 1}'
LINES = b'{"id": "id", "size": 1}\n', b'{"id": "id", "size": 2}\n'
EVENTS = b'data: {"kind": "cat", "id": "a"}\n\n'


def _get(client: Any) -> Any:
    return client.quilts.get("q1")


def _send(client: Any) -> Any:
    return client.quilts.send("q1", name="x")


def _lines(client: Any) -> Any:
    found: list[object] = []
    try:
        with client.quilts.lines() as stream:
            found.extend(each.size for each in stream)
    except Exception as error:
        return [*found, *_described(error)]
    return found


def _listen(client: Any) -> Any:
    with client.animals.voice.listen("1") as stream:
        return [each.id for each in stream]


SCENARIOS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any], list[Answer]]] = {
    "value": (_get, lambda fake: fake.quilts.get.returns(id="q1", size=1), [answer(QUILT)]),
    "status": (
        _get,
        lambda fake: fake.quilts.get.fails(404, message="no such quilt"),
        [answer(b'{"message":"no such quilt"}', 404)],
    ),
    "undocumented status": (
        _get,
        lambda fake: fake.quilts.get.fails(418, message="tea"),
        [answer(b'{"message":"tea"}', 418)],
    ),
    "retries that succeed": (
        _get,
        lambda fake: fake.quilts.get.fails(429, times=2, message="slowly").then(id="q1", size=1),
        [answer(b"{}", 429), answer(b"{}", 429), answer(QUILT)],
    ),
    "retries that do not": (
        _get,
        lambda fake: fake.quilts.get.fails(503, message="no"),
        [answer(b'{"message":"no"}', 503)],
    ),
    "connection": (_get, lambda fake: fake.quilts.get.disconnects(), [resets()]),
    "connection that comes back": (
        _get,
        lambda fake: fake.quilts.get.disconnects(times=1).then(id="q1", size=1),
        [resets(), answer(QUILT)],
    ),
    "connection of what is not repeated": (
        _send,
        lambda fake: fake.quilts.send.disconnects(times=1).then("text"),
        [resets(), answer(b'"text"')],
    ),
    "no JSON": (
        _get,
        lambda fake: fake.quilts.get.responds(b"<html>", headers={"content-type": "text/html"}),
        [answer(b"<html>", content_type="text/html")],
    ),
    "another type": (
        _get,
        lambda fake: fake.quilts.get.responds({"id": "q1", "size": "large"}),
        [answer(b'{"id":"q1","size":"large"}')],
    ),
    "lines": (
        _lines,
        lambda fake: fake.quilts.lines.streams({"size": 1}, {"size": 2}),
        [chunked(*LINES, content_type="application/x-ndjson")],
    ),
    "lines that break off": (
        _lines,
        lambda fake: fake.quilts.lines.streams({"size": 1}, disconnects=True),
        [
            sends_and_closes(
                chunked(LINES[0], content_type="application/x-ndjson").removesuffix(b"0\r\n\r\n")
            )
        ],
    ),
    "events": (
        _listen,
        lambda fake: fake.animals.voice.listen.streams({"kind": "cat", "id": "a"}),
        [chunked(EVENTS, content_type="text/event-stream")],
    ),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_client_sees_what_a_server_would_show(
    name: str, fake: Any, package: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    call, said, answers = SCENARIOS[name]
    monkeypatch.setattr("time.sleep", lambda _: None)
    said(fake)
    with closing(Loopback(answers)) as server:
        options = {"base_url": f"{server.url}/v1", "verify": True}
        with package.Client("fake-key", **options) as client:
            real = _outcome(call, client)
        faked = _outcome(call, fake.client(base_url=f"{server.url}/v1"))
    assert faked == real
    assert len(fake.calls) == len(server.received)


def _outcome(call: Callable[[Any], Any], client: Any) -> Any:
    try:
        result = call(client)
    except Exception as error:
        return _described(error)
    return result.model_dump() if hasattr(result, "model_dump") else result


def _described(error: Any) -> list[Any]:
    """Return what a program can see of an error. What the operating system says is left out."""
    words = str(error).partition(" (")[0]
    reasons = ("the connection broke while receiving", "the server broke the HTTP protocol")
    for reason in reasons:
        words = words.replace(reason, "the connection broke")
    details = [getattr(error, name, None) for name in ("status", "data", "sent")]
    return [type(error).__name__, words, *map(json.dumps, details)]
