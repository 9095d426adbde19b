"""Recording transports write what goes through them, without secrets; replaying ones answer from that."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from specquilt.python.runtime.recordings.recorder import (
    AsyncRecordingTransport,
    RecordingTransport,
)
from specquilt.python.runtime.recordings.replay import AsyncReplay, Replay, ReplayError

from .conftest import KEY, settled
from .server import Loopback, answer, chunked, json_answer, sends_and_closes, zipped
from .stand_in import AsyncClient, Client
from .stand_in_api import NotFoundError, TooManyRequestsError

JOB = {"job_id": "j1", "status": "processing"}
Use = Callable[[Any], Any]
"""What to do with a client; it awaits calls with `settled`."""


@pytest.fixture(params=["sync", "async"])
def play(request: pytest.FixtureRequest, server: Loopback, tmp_path: Path) -> Callable[..., Any]:
    """Run a coroutine with a client that records to, or replays from, ``exchanges.jsonl``."""
    path = tmp_path / "folder" / "exchanges.jsonl"

    def play(use: Use, *, replayed: bool = False, **options: Any) -> Any:
        settings = {"api_key": KEY, "base_url": server.url, **options}
        hide = {"hide": settings.pop("hide", ())}
        if request.param == "sync":
            own = Replay(path, **hide) if replayed else RecordingTransport(path, **hide)
            with Client(**settings, transport=own) as client:
                result = asyncio.run(use(client))
            own.close()
            return result
        return asyncio.run(_async(use, settings, path, hide, replayed))

    return play


async def _async(use: Use, settings: Any, path: Path, hide: Any, replayed: bool) -> Any:
    own = AsyncReplay(path, **hide) if replayed else AsyncRecordingTransport(path, **hide)
    async with AsyncClient(**settings, transport=own) as client:
        result = await use(client)
    await own.close()
    return result


def rows(folder: Path) -> list[Any]:
    """Return the recorded exchanges."""
    text = (folder / "folder" / "exchanges.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


async def get(client: Any) -> Any:
    """Get a job."""
    return (await settled(client.jobs.get("j1"))).job_id


async def create(client: Any) -> Any:
    """Create a job."""
    return (await settled(client.jobs.create(name="n", model="m"))).job_id


def test_exchange_is_a_line_of_json(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    server.answer(json_answer(JOB, 201, x_own="secret", set_cookie="a=b"))
    assert play(create) == "j1"
    (row,) = rows(tmp_path)
    assert row["method"], row["url"] == ("POST", f"{server.url}/v1/jobs")
    assert row["request_body"] == {"name": "n", "model": "m"}
    assert (row["status"], row["response_body"]) == (201, JOB)
    assert row["response_headers"]["content-type"] == "application/json"
    assert not {"authorization", "x-own", "set-cookie", "content-length"} & {
        *row["request_headers"],
        *row["response_headers"],
    }


def test_replay_gives_the_same_result_without_a_connection(
    play: Callable[..., Any], server: Loopback
) -> None:
    server.answer(json_answer(JOB))
    assert play(create) == "j1"
    connections = server.connections
    assert play(create, replayed=True, base_url="https://elsewhere.test", api_key="another") == "j1"
    assert server.connections == connections


def test_equal_requests_get_their_answers_in_order(
    play: Callable[..., Any], server: Loopback
) -> None:
    async def thrice(client: Any) -> list[Any]:
        return [await get(client) for _ in range(3)]

    async def twice(client: Any) -> list[Any]:
        return [await get(client) for _ in range(2)]

    server.answer(json_answer({**JOB, "job_id": "a"}), json_answer({**JOB, "job_id": "b"}))
    assert play(twice) == ["a", "b"]
    assert play(thrice, replayed=True) == ["a", "b", "b"]


def test_request_that_was_not_recorded_names_those_that_were(
    play: Callable[..., Any], server: Loopback
) -> None:
    async def other(client: Any) -> Any:
        return await settled(client.jobs.create(name="other"))

    server.answer(json_answer(JOB))
    play(create)
    with pytest.raises(ReplayError, match="POST /v1/jobs was recorded, but with another body"):
        play(other, replayed=True)
    with pytest.raises(
        ReplayError, match="GET /v1/jobs/j1 was not recorded; there are POST /v1/jobs"
    ):
        play(get, replayed=True)


def test_errors_and_retries_are_recorded_and_replayed(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    async def missing(client: Any) -> str:
        try:
            await get(client)
        except NotFoundError as error:
            return str(error)
        raise AssertionError

    server.answer(
        json_answer({"message": "busy"}, 429, retry_after="0"),
        json_answer({"message": "no such job"}, 404),
    )
    said = play(missing)
    assert [row["status"] for row in rows(tmp_path)] == [429, 404]
    assert play(missing, replayed=True) == said
    assert issubclass(TooManyRequestsError, Exception)


def test_streams_are_recorded_when_they_are_read_to_the_end(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    async def words(client: Any) -> list[str]:
        found = []
        async for each in _items(await settled(client.events())):
            found.append(each.text)
        return found

    server.answer(
        chunked(
            b'data: {"text": "a"}\n\nda', b'ta: {"text": "b"}\n\n', content_type="text/event-stream"
        )
    )
    assert play(words) == ["a", "b"]
    assert rows(tmp_path)[0]["response_body"] == 'data: {"text": "a"}\n\ndata: {"text": "b"}\n\n'
    assert play(words, replayed=True) == ["a", "b"]


async def _items(stream: Any) -> Any:
    if hasattr(stream, "__aiter__"):
        async for each in stream:
            yield each
    else:
        for each in stream:
            yield each


def test_compressed_answers_are_recorded_as_text(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    server.answer(zipped(json.dumps(JOB).encode(), content_type="application/json"))
    assert play(get) == "j1"
    assert rows(tmp_path)[0]["response_body"] == JOB
    assert play(get, replayed=True) == "j1"


def test_answer_without_a_body_is_recorded(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    async def delete(client: Any) -> Any:
        return await settled(client.jobs.delete("j1"))

    server.answer(answer(status=204))
    play(delete)
    assert [(row["status"], row["response_body"]) for row in rows(tmp_path)] == [(204, None)]
    assert play(delete, replayed=True) is None


def test_bytes_are_recorded_in_base64(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    async def download(client: Any) -> bytes:
        return bytes(await settled((await settled(client.download())).read()))

    server.answer(answer(b"\xff\x00\x01", content_type="application/octet-stream"))
    assert play(download) == b"\xff\x00\x01"
    assert rows(tmp_path)[0]["response_body"] == {"$base64": "/wAB"}
    assert play(download, replayed=True) == b"\xff\x00\x01"


def test_broken_answer_is_not_recorded(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    server.answer(sends_and_closes(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"))
    with pytest.raises(Exception, match="/v1/jobs/j1"):
        play(get, max_retries=0)
    assert not (tmp_path / "folder" / "exchanges.jsonl").exists()


# Secrets

CANARY = "canary-5f2c8e"
SECRETS: dict[str, Any] = {
    "the key, sent back": {**JOB, "name": f"your key is {KEY}"},
    "a field": {**JOB, "api_key": CANARY},
    "a field in camel case": {**JOB, "accessToken": CANARY},
    "a field inside another": {
        **JOB,
        "parts": [],
        "user": [{"client-secret": {"value": [CANARY]}}],
    },
    "a token": {**JOB, "token": CANARY},
}


@pytest.mark.parametrize("place", SECRETS)
def test_secret_of_an_answer_is_not_recorded(
    place: str, play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    server.answer(json_answer(SECRETS[place], x_key=CANARY, set_cookie=f"session={CANARY}"))
    assert play(get) == "j1"
    text = (tmp_path / "folder" / "exchanges.jsonl").read_text("utf-8")
    assert CANARY not in text
    assert KEY not in text
    assert play(get, replayed=True) == "j1"


def test_secret_of_a_request_is_not_recorded_and_still_matches(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    async def send(client: Any) -> Any:
        body = {"password": CANARY, "name": KEY, "note": CANARY, "input_tokens": 3}
        options = {
            "headers": {"x-session": CANARY, "cookie": f"a={CANARY}"},
            "query": {"access_token": CANARY, "page_token": "p2", "q": KEY},
        }
        return await settled(client.jobs.create(name="n", options={**options, "body": body}))

    server.answer(json_answer(JOB))
    play(send, hide=["note"])
    (row,) = rows(tmp_path)
    assert row["url"] == f"{server.url}/v1/jobs?access_token=***&page_token=p2&q=***"
    assert {k: row["request_body"][k] for k in ("password", "note", "input_tokens")} == {
        "password": "***",
        "note": "***",
        "input_tokens": 3,
    }
    assert CANARY not in json.dumps(row)
    assert KEY not in json.dumps(row)
    play(send, replayed=True, hide=["note"])


def test_secrets_in_events_are_not_recorded(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    async def words(client: Any) -> list[str]:
        return [each.text async for each in _items(await settled(client.events()))]

    event = f'data: {{"text": "a", "secret": "{CANARY}"}}\n\ndata: [DONE]\n\n'
    server.answer(chunked(event.encode(), content_type="text/event-stream"))
    assert play(words) == ["a"]
    (row,) = rows(tmp_path)
    assert row["response_body"] == 'data: {"text": "a", "secret": "***"}\n\ndata: [DONE]\n\n'


def test_many_threads_add_whole_lines(server: Loopback, tmp_path: Path) -> None:
    server.answer(json_answer(JOB))
    path = tmp_path / "folder" / "exchanges.jsonl"
    transport = RecordingTransport(path)
    with Client(api_key=KEY, base_url=server.url, transport=transport) as client:
        threads = [threading.Thread(target=client.jobs.get, args=("j1",)) for _ in range(20)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    transport.close()
    assert len(rows(tmp_path)) == 20


def test_line_that_is_no_exchange_has_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('\n{"method": "GET"}\n')
    with pytest.raises(ReplayError, match=r"a.jsonl:2: the line is no recorded exchange"):
        Replay(tmp_path)
