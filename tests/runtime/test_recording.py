"""Recording transports write what goes through them, without secrets; replaying ones answer from that."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from specquilt.python.runtime.recordings.recorder import (
    RecordingTransport,
)
from specquilt.python.runtime.recordings.replay import Replay, ReplayError

from .conftest import KEY, settled
from .recorded import JOB, create, get, items, rows
from .server import Loopback, answer, chunked, json_answer, sends_and_closes, zipped
from .stand_in import Client
from .stand_in_api import NotFoundError, TooManyRequestsError


def test_exchange_is_a_line_of_json(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    server.answer(json_answer(JOB, 201, x_own="secret", set_cookie="a=b"))
    assert play(create) == "j1"
    (row,) = rows(tmp_path)
    assert (row["method"], row["url"]) == ("POST", f"{server.url}/v1/jobs")
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
        async for each in items(await settled(client.events())):
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
