"""All kinds of clients see the same of a fake, and no socket is opened."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any, NoReturn

import httpx2
import pytest

from testing.test_against_sockets import _described

Call = Callable[[Any], Any]
KINDS = ("sync", "async", "httpx2", "async httpx2", "aiohttp")


@pytest.fixture(autouse=True)
def _no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def _with(kind: str, fake: Any, call: Call, **options: Any) -> Any:
    """Return what a call returns with one kind of client."""
    if kind == "sync":
        return call(fake.client(**options))
    if kind == "httpx2":
        with httpx2.Client(transport=fake.http_transport) as own:
            return call(fake.client(http_client=own, **options))
    return asyncio.run(_awaited(kind, fake, call, options))


async def _awaited(kind: str, fake: Any, call: Call, options: dict[str, Any]) -> Any:
    if kind == "async httpx2":
        async with httpx2.AsyncClient(transport=fake.http_transport) as own:
            return await call(fake.async_client(http_client=own, **options))
    if kind == "async":
        return await call(fake.async_client(**options))
    transport = fake.aiohttp_transport()
    try:
        return await call(fake.async_client(transport=transport, **options))
    finally:
        await transport.close()


def _get(client: Any) -> Any:
    return client.quilts.get("q1")


def _send(client: Any) -> Any:
    return client.quilts.send("q1", name="x")


def _lines(client: Any) -> Any:
    opened = client.quilts.lines()
    return _lines_async(opened) if isinstance(opened, Awaitable) else _lines_sync(opened)


def _lines_sync(stream: Any) -> Any:
    found: list[object] = []
    try:
        with stream:
            found.extend(each.size for each in stream)
    except Exception as error:
        return [*found, *_described(error)]
    return found


async def _lines_async(opened: Any) -> Any:
    found: list[object] = []
    try:
        async with await opened as stream:
            async for each in stream:
                found.append(each.size)
    except Exception as error:
        return [*found, *_described(error)]
    return found


SCENARIOS: dict[str, tuple[Call, Callable[[Any, Any], Any]]] = {
    "value": (_get, lambda fake, _: fake.quilts.get.returns(id="q1", size=1)),
    "nothing": (lambda client: client.animals.delete("1"), lambda *_: None),
    "status": (_get, lambda fake, _: fake.quilts.get.fails(404, message="gone")),
    "retries": (
        _get,
        lambda fake, _: fake.quilts.get.fails(429, times=2, retry_after=0).then(id="q1", size=1),
    ),
    "connection": (_get, lambda fake, _: fake.quilts.get.disconnects()),
    "connection that comes back": (
        _get,
        lambda fake, _: fake.quilts.get.disconnects(times=1).then(id="q1", size=1),
    ),
    "connection of what is not repeated": (_send, lambda fake, _: fake.quilts.send.disconnects()),
    "late": (_send, lambda fake, errors: fake.quilts.send.fails(errors.APITimeoutError)),
    "no JSON": (_get, lambda fake, errors: fake.quilts.get.fails(errors.DecodingError)),
    "lines": (_lines, lambda fake, _: fake.quilts.lines.streams({"size": 1}, {"size": 2})),
    "lines that break off": (
        _lines,
        lambda fake, _: fake.quilts.lines.streams({"size": 1}, disconnects=True),
    ),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_kind_of_client_sees_the_same(name: str, testing: Any, package: Any) -> None:
    call, said = SCENARIOS[name]
    outcomes: dict[str, Any] = {}
    for kind in KINDS:
        fake = testing.Fake()
        said(fake, package.errors)
        outcomes[kind] = _outcome(kind, fake, call), len(fake.calls)
    assert outcomes == dict.fromkeys(KINDS, outcomes["sync"])


def _outcome(kind: str, fake: Any, call: Call) -> Any:
    try:
        result = _with(kind, fake, call)
    except Exception as error:
        described = _described(error)
        return described[:1] + described[2:]  # The words are those of the library.
    return result.model_dump() if hasattr(result, "model_dump") else result


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_sent_is_the_same(kind: str, fake: Any) -> None:
    _with(kind, fake, lambda client: client.quilts.send("a b", name="x" * 100_000))
    (call,) = fake.calls
    assert (call.method, call.path) == ("POST", "/v1/quilts/a%20b")
    assert call.path_parameters == {"id": "a b"}
    assert call.body == {"name": "x" * 100_000}
    assert (call.headers["authorization"], "fake-key" in repr(call)) == ("Bearer fake-key", False)


@pytest.mark.parametrize("kind", KINDS)
def test_uploads_arrive_whole(kind: str, fake: Any) -> None:
    sound = b"a\r\n" * 50_000
    _with(kind, fake, lambda client: client.animals.voice.upload("1", sound=BytesIO(sound)))
    assert fake.calls[0].body == {"sound": sound}


@pytest.mark.parametrize("kind", KINDS)
def test_a_strict_fake_fails_the_test(kind: str, testing: Any) -> None:
    with pytest.raises(testing.FakeError, match=r"add fake\.quilts\.get\.returns"):
        _with(kind, testing.Fake(strict=True), _get)


def test_a_client_that_would_open_sockets_is_refused(fake: Any, testing: Any) -> None:
    with (
        httpx2.Client() as own,
        pytest.raises(testing.FakeError, match=r"transport=fake\.http_transport"),
    ):
        fake.client(http_client=own)


def test_other_programs_can_use_the_transport_too(fake: Any) -> None:
    fake.quilts.get.returns(id="q1", size=1).then(id="q2").fails(404).disconnects()
    with httpx2.Client(transport=fake.http_transport, base_url="https://zoo.example/v1") as client:
        assert client.get("/quilts/1").json() == {"id": "q1", "size": 1}
        with client.stream("GET", "/quilts/1") as response:
            assert b"".join(response.iter_raw()) == b'{"id":"q2","size":0}'
        assert client.get("/quilts/1").status_code == 404
        with pytest.raises(httpx2.ReadError):
            client.get("/quilts/1")
