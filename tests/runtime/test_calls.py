"""What a caller can ask for, and gets."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import HTTP
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from specquilt.runtime import (
    OMIT,
    DecodingError,
    InvalidRequestError,
    PollingFailedError,
    PollingTimeoutError,
    RawResponse,
    ResponseTooLargeError,
    response_info,
)

from .conftest import KEY, Runner
from .server import Loopback, Received, answer, chunked, json_answer, sends_and_closes, zipped
from .stand_in import Client, Job, NotFoundError

JOB = {"job_id": "j1", "status": "complete"}
GOOD = json_answer(JOB, x_request_id="r-1")


def test_request_carries_key_agent_and_accepted_formats(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.get("j1"))
    headers = server.received[0].headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["user-agent"].startswith("stand-in/1.2.3 python/3.")
    assert headers["accept"] == "application/json"
    assert headers["host"] == server.url.removeprefix("http://")


def test_omitted_is_left_out_and_none_is_null(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.create(name=None, model=OMIT, float_=0.5))
    assert server.received[0].body == b'{"name":null,"float":0.5}'
    assert server.received[0].headers["content-type"] == "application/json"


def test_nested_models_are_sent_by_alias_without_what_was_never_set(
    runner: Runner, server: Loopback
) -> None:
    server.answer(GOOD)
    job = Job(job_id="ü", status="x", created_at=datetime(2026, 1, 2, tzinfo=UTC))
    runner.run(lambda client: client.jobs.create(model={"jobs": [job]}))
    expected = (
        '{"model":{"jobs":[{"job_id":"ü","status":"x","created_at":"2026-01-02T00:00:00Z"}]}}'
    )
    assert server.received[0].body.decode() == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), "\ud800"])
def test_value_that_json_cannot_hold_is_refused(runner: Runner, value: Any) -> None:
    with pytest.raises(InvalidRequestError):
        runner.run(lambda client: client.jobs.create(model=value))


def test_query_is_written_as_openapi_says(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"embed_jobs": []}))
    moment = datetime(2026, 1, 2, 3, 4, 5)
    runner.run(
        lambda client: client.jobs.list(
            limit=5, before=moment, done=True, tags=["a b", "ü&"], cursor=None
        )
    )
    target = server.received[0].target
    assert target == (
        "/v1/jobs?limit=5&before=2026-01-02T03%3A04%3A05Z&done=true&tags=a%20b&tags=%C3%BC%26"
    )


def test_empty_post_has_no_content_type(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"ignored whatever it is", content_type="text/html"))
    assert runner.run(lambda client: client.jobs.cancel("j1")) is None
    headers = server.received[0].headers
    assert "content-type" not in headers
    assert headers["content-length"] == "0"


def test_options_of_one_call_win(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    runner.run(
        lambda client: client.jobs.create(
            name="x",
            options={
                "headers": {"X-One": "1", "User-Agent": "mine"},
                "query": {"q": [1, 2]},
                "body": {"extra": True},
                "idempotency_key": "k-1",
            },
        ),
        headers={"X-One": "0", "X-Two": "2"},
        client_name="project",
    )
    request = server.received[0]
    assert request.headers["x-one"] == "1"
    assert request.headers["x-two"] == "2"
    assert request.headers["x-client-name"] == "project"
    assert request.headers["user-agent"] == "mine"
    assert request.headers["idempotency-key"] == "k-1"
    assert request.query == [("q", "1"), ("q", "2")]
    assert request.json == {"name": "x", "extra": True}


def test_with_options_returns_a_copy_on_the_same_connections(server: Loopback) -> None:
    server.answer(GOOD)
    before = server.connections
    with Client("k", base_url=server.url, headers={"a": "1"}) as client:
        client.jobs.get("j1")
        client.with_options(headers={"b": "2"}, max_retries=0).jobs.get("j1")
        client.jobs.get("j1")
    assert [("a" in r.headers, "b" in r.headers) for r in server.received] == [
        (True, False),
        (True, True),
        (True, False),
    ]
    assert server.connections == before + 1


def test_result_knows_how_it_came(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    info = response_info(runner.run(lambda client: client.jobs.get("j1")))
    assert info is not None
    assert (info.status, info.request_id, info.headers["X-Request-ID"]) == (200, "r-1", "r-1")
    assert response_info(Job(job_id="x", status="y")) is None


def test_raw_response_holds_the_body_and_decodes_on_demand(
    runner: Runner, server: Loopback
) -> None:
    server.answer(json_answer({"job_id": 1}, x_request_id="r-2"))
    raw: RawResponse[Job] = runner.run(lambda client: client.raw_response(client.jobs.get, "j1"))
    assert (raw.status, raw.request_id, raw.content) == (200, "r-2", b'{"job_id": 1}')
    with pytest.raises(DecodingError):
        _ = raw.parsed


def test_raw_response_of_an_error_status_raises(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"message": "no"}, 404))
    with pytest.raises(NotFoundError):
        runner.run(lambda client: client.raw_response(client.jobs.get, "j1"))


def test_raw_response_of_something_else_is_refused(server: Loopback) -> None:
    with Client("k", base_url=server.url) as client, pytest.raises(InvalidRequestError):
        client.raw_response(client.jobs.list_all)
    with Client("k", base_url=server.url) as client, pytest.raises(InvalidRequestError):
        client.raw_response(len, "abc")


def test_streaming_response_is_read_by_the_caller(runner: Runner, server: Loopback) -> None:
    server.answer(chunked(b'{"job_id":"j1",', b'"status":"complete"}'))
    if runner.is_sync:

        def use(client: Any) -> Any:
            with client.streaming_response(client.jobs.get, "j1") as response:
                return response.parse()

        job = runner.run(use)
    else:

        async def use_async(client: Any) -> Any:
            async with await client.streaming_response(client.jobs.get, "j1") as response:
                return await response.parse()

        job = runner.run(use_async)
    assert job.job_id == "j1"


def test_text_respects_its_charset(runner: Runner, server: Loopback) -> None:
    server.answer(answer("grün".encode("latin-1"), content_type='text/plain; charset="latin-1"'))
    assert runner.run(lambda client: client.text()) == "grün"
    server.answer(answer(b"a\xff", content_type="text/plain; charset=unheard-of"))
    assert runner.run(lambda client: client.text()) == "a\ufffd"


# --- uploads ---------------------------------------------------------------------------------


def upload(client: Any, **arguments: Any) -> Any:
    return client.jobs.upload(**arguments)


def parts_of(request: Received) -> list[tuple[dict[str, Any], bytes]]:
    """Return the parts of a multipart body, parsed by the standard library."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + request.body)
    assert message.get_content_type() == "multipart/form-data"
    return [_part(part) for part in message.iter_parts()]


def _part(part: Any) -> tuple[dict[str, Any], bytes]:
    facts = dict(part["content-disposition"].params)
    if part.get("content-type"):
        facts["type"] = part.get_content_type()
    return facts, part.get_payload(decode=True)


def test_uploads_from_path_bytes_file_and_tuple(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    path = tmp_path / "data.jsonl"
    path.write_bytes(b'{"text": "\xc3\xbc"}\n' * 10)
    binary = io.BytesIO(b"skipped-kept")
    binary.seek(8)
    cases: list[tuple[Any, dict[str, Any], bytes]] = [
        (path, {"filename": "data.jsonl"}, path.read_bytes()),
        (b"raw", {"filename": "data", "type": "application/octet-stream"}, b"raw"),
        ("text", {"filename": "data"}, b"text"),
        (binary, {"filename": "data"}, b"kept"),
        (("a.csv", b"1,2"), {"filename": "a.csv", "type": "text/csv"}, b"1,2"),
        (("a.x", b"1", "text/x-own"), {"filename": "a.x", "type": "text/x-own"}, b"1"),
        (('a"\r\n.csv', b"1"), {"filename": "a%22%0D%0A.csv"}, b"1"),
    ]
    for data, facts, content in cases:
        server.answer(GOOD)
        runner.run(partial(upload, data=data, purpose="p", name="n"))
        request = server.received[0]
        (field, purpose), (file, body) = parts_of(request)
        assert (field["name"], purpose, file["name"], body) == ("purpose", b"p", "data", content)
        assert facts.items() <= file.items()
        assert request.headers["content-length"] == str(len(request.body))
        assert request.query == [("name", "n")]


def test_open_file_gives_its_own_name(runner: Runner, server: Loopback, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("1")
    server.answer(GOOD)
    with path.open("rb") as file:
        runner.run(lambda client: client.jobs.upload(data=file))
    assert parts_of(server.received[0])[0][0]["filename"] == "own.csv"


def test_iterator_of_unknown_length_is_sent_in_chunks(runner: Runner, server: Loopback) -> None:
    server.answer(answer())
    runner.run(lambda client: client.put(iter([b"ab", b"", b"c"])))
    request = server.received[0]
    assert request.body == b"abc"
    assert request.headers["transfer-encoding"] == "chunked"
    assert request.headers["content-type"] == "audio/mpeg"


def test_several_files_under_one_name(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.upload(data=[b"1", b"2"]))
    assert [(f["name"], body) for f, body in parts_of(server.received[0])] == [
        ("data", b"1"),
        ("data", b"2"),
    ]


def test_upload_is_wound_back_for_a_retry(runner: Runner, server: Loopback, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"x" * 100_000)
    for data in (path, io.BytesIO(path.read_bytes())):
        server.answer(answer(b"", 429), GOOD)
        runner.run(partial(upload, data=data))
        assert [parts_of(r)[0][1] for r in server.received] == [path.read_bytes()] * 2


def test_upload_that_cannot_be_wound_back_is_not_repeated(runner: Runner, server: Loopback) -> None:
    from .stand_in import TooManyRequestsError

    server.answer(answer(b"", 429), GOOD)
    with pytest.raises(TooManyRequestsError):
        runner.run(lambda client: client.put(iter([b"a"])))
    assert len(server.received) == 1


@pytest.mark.parametrize(
    "data", [Path("/does/not/exist"), Path("/"), io.StringIO("text"), 5, ("a",), [1]]
)
def test_upload_of_what_cannot_be_read_is_refused(runner: Runner, data: Any) -> None:
    with pytest.raises(InvalidRequestError):
        runner.run(lambda client: client.jobs.upload(data=data))


def test_iterator_of_something_else_than_bytes_is_refused(runner: Runner) -> None:
    with pytest.raises(InvalidRequestError, match="bytes"):
        runner.run(lambda client: client.put(iter(["text"])))


# --- pages -----------------------------------------------------------------------------------


def page(*numbers: int, **fields: Any) -> bytes:
    jobs = [{"job_id": str(number), "status": "x"} for number in numbers]
    return json_answer({"embed_jobs": jobs, **fields})


def all_of(runner: Runner, use: Any) -> list[str]:
    jobs = runner.run(lambda client: list(use(client)) if runner.is_sync else use(client))
    return [job.job_id for job in jobs]


def test_offset_pages_end_with_a_short_page(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, 2), page(3, 4), page(5))
    assert all_of(runner, lambda client: client.jobs.list_all(limit=2)) == list("12345")
    assert [r.query for r in server.received] == [
        [("limit", "2")],
        [("limit", "2"), ("offset", "2")],
        [("limit", "2"), ("offset", "4")],
    ]


def test_offset_pages_end_with_an_empty_page(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, 2, 3), page())
    assert all_of(runner, lambda client: client.jobs.list_all()) == list("123")
    assert len(server.received) == 2


def test_server_that_ignores_the_offset_does_not_loop_for_ever(
    runner: Runner, server: Loopback
) -> None:
    server.answer(page(1, 2))
    assert all_of(runner, lambda client: client.jobs.list_all()) == list("12")


def test_cursor_pages_follow_the_cursor(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, nextCursor="c1"), page(2, nextCursor="c2"), page(3, nextCursor=None))
    assert all_of(runner, lambda client: client.jobs.follow_all()) == list("123")
    assert [r.query for r in server.received] == [
        [],
        [("pageCursor", "c1")],
        [("pageCursor", "c2")],
    ]


def test_cursor_that_does_not_move_ends_the_list(runner: Runner, server: Loopback) -> None:
    server.answer(page(1, nextCursor="c1"), page(2, nextCursor="c1"))
    assert all_of(runner, lambda client: client.jobs.follow_all()) == list("12")


# --- streams ---------------------------------------------------------------------------------


def tokens(runner: Runner, method: str, **options: Any) -> list[str]:
    if runner.is_sync:
        items = runner.run(lambda client: list(getattr(client, method)()), **options)
    else:

        async def use(client: Any) -> list[Any]:
            return [item async for item in await getattr(client, method)()]

        items = runner.run(use, **options)
    return [item.text for item in items]


EVENTS = (
    b': comment\r\n\r\ndata: {"text":\r\ndata: "a"}\r\nid: 7\r\n\r\n'
    b'event: x\ndata:{"text":"b\xc3\xbc"}\n\n\rdata: {"text":"c"}\r\rdata: [DONE]\n\ndata: {"no":1}\n\n'
)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_events_are_decoded_however_they_are_cut(
    runner: Runner, server: Loopback, size: int
) -> None:
    chunks = [EVENTS[at : at + size] for at in range(0, len(EVENTS), size)]
    server.answer(chunked(*chunks, content_type="text/event-stream"))
    assert tokens(runner, "events") == ["a", "bü", "c"]
    assert server.received[0].headers["accept"] == "text/event-stream"


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_lines_are_decoded_however_they_are_cut(
    runner: Runner, server: Loopback, size: int
) -> None:
    body = b'{"text":"a"}\n\r\n{"text":"b"}\r\n{"text":"c"}'
    server.answer(chunked(*[body[at : at + size] for at in range(0, len(body), size)]))
    assert tokens(runner, "lines") == ["a", "b", "c"]


def test_stream_that_breaks_off_raises(runner: Runner, server: Loopback) -> None:
    from specquilt.runtime import APIConnectionError

    body = b'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nd\r\n{"text":"a"}\n\r\n'
    server.answer(sends_and_closes(body))
    with pytest.raises(APIConnectionError):
        tokens(runner, "lines")


def test_stream_item_that_does_not_match_raises(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b'{"text":1}\n'))
    with pytest.raises(DecodingError):
        tokens(runner, "lines")


def test_stream_item_of_endless_length_raises(runner: Runner, server: Loopback) -> None:
    server.answer(chunked(*[b"x" * 1000] * 100))
    with pytest.raises(ResponseTooLargeError):
        tokens(runner, "lines", max_response_bytes=50_000)


def test_stream_left_early_frees_its_connection(runner: Runner, server: Loopback) -> None:
    server.answer(chunked(*[b'{"text":"a"}\n'] * 1000))
    if runner.is_sync:

        def use(client: Any) -> None:
            for _ in range(150):
                with client.lines() as stream:
                    next(iter(stream))

        runner.run(use, timeout=2)
    else:

        async def use_async(client: Any) -> None:
            for _ in range(150):
                async with await client.lines() as stream:
                    await anext(aiter(stream))

        runner.run(use_async, timeout=2)
    assert len(server.received) == 150


def test_download_streams_to_a_file(runner: Runner, server: Loopback, tmp_path: Path) -> None:
    body = os.urandom(300_000)
    server.answer(zipped(body))
    target = tmp_path / "out.bin"
    if runner.is_sync:
        runner.run(lambda client: client.download().write_to_file(target))
    else:

        async def use(client: Any) -> None:
            await (await client.download()).write_to_file(target)

        runner.run(use)
    assert target.read_bytes() == body


def test_download_that_breaks_off_leaves_no_file(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    from specquilt.runtime import APIConnectionError

    server.answer(sends_and_closes(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc"))
    target = tmp_path / "out.bin"

    async def use(client: Any) -> None:
        await (await client.download()).write_to_file(target)

    with pytest.raises(APIConnectionError):
        runner.run(
            (lambda client: client.download().write_to_file(target)) if runner.is_sync else use
        )
    assert list(tmp_path.iterdir()) == []


# --- polling ---------------------------------------------------------------------------------


def state(status: str) -> bytes:
    return json_answer({"job_id": "j1", "status": status})


TARGET = Job(job_id="j1", status="processing")


def test_wait_looks_until_the_job_is_complete(runner: Runner, server: Loopback) -> None:
    server.answer(state("queued"), state("processing"), state("complete"))
    seen: list[str] = []
    job = runner.run(
        lambda client: client.wait(TARGET, interval=7, on_poll=lambda job: seen.append(job.status))
    )
    assert job.status == "complete"
    assert seen == ["queued", "processing", "complete"]
    assert runner.slept == [7, 7]
    assert server.received[0].path == "/v1/jobs/j1"


def test_wait_takes_an_id(runner: Runner, server: Loopback) -> None:
    server.answer(state("complete"))
    assert runner.run(lambda client: client.wait("j1")).status == "complete"


def test_wait_for_a_failed_job_raises_with_the_job(runner: Runner, server: Loopback) -> None:
    server.answer(state("failed"))
    with pytest.raises(PollingFailedError) as caught:
        runner.run(lambda client: client.wait(TARGET))
    assert caught.value.status == "failed"
    assert caught.value.result.job_id == "j1"


def test_wait_gives_up_in_time(runner: Runner, server: Loopback) -> None:
    server.answer(state("processing"))
    with pytest.raises(PollingTimeoutError) as caught:
        runner.run(lambda client: client.wait(TARGET, interval=2, timeout=1))
    assert caught.value.status == "processing"
    assert len(server.received) == 1


def test_wait_for_something_else_is_refused(runner: Runner) -> None:
    with pytest.raises(InvalidRequestError):
        runner.run(lambda client: client.wait(5))
