"""What a caller can ask for, and gets."""

from __future__ import annotations

import gc
import json
import pickle
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from specquilt.python.runtime import (
    OMIT,
    DecodingError,
    InvalidRequestError,
    RawResponse,
    response_info,
)

from .conftest import KEY, Runner
from .server import Loopback, answer, chunked, json_answer
from .stand_in import Client
from .stand_in_api import SPEC, Job, NotFoundError

JOB = {"job_id": "j1", "status": "complete"}
GOOD = json_answer(JOB, x_request_id="r-1")


def test_request_carries_key_agent_and_accepted_formats(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.get("j1"))
    headers = server.received[0].headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert re.fullmatch(r"stand-in/1\.2\.3 python/3\.\d+\.\d+", headers["user-agent"])
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


def test_unknown_fields_and_values_are_sent_back_as_they_came(
    runner: Runner, server: Loopback
) -> None:
    came = {"job_id": "j", "status": "brand-new", "added": {"later": [None]}}
    server.answer(json_answer(came))
    job = runner.run(lambda client: client.jobs.get("j1"))
    runner.run(lambda client: client.jobs.create(model=job))
    assert json.loads(server.received[-1].body) == {"model": came}


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


def test_first_documented_server_is_the_default(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STAND_IN_URL", raising=False)
    server.answer(GOOD)
    spec = SPEC._replace(servers=(server.url, "https://staging.example"))
    runner.run(lambda client: client.jobs.get("j1"), spec=spec, base_url=None)
    assert len(server.received) == 1


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


def repeated(status: int) -> bytes:
    """Return an answer that has one header field twice."""
    first, _, rest = json_answer({"job_id": "j1", "status": "x"}, status).partition(b"\r\n")
    return first + b"\r\nSet-Cookie: a=1, 2\r\nSet-Cookie: b=3\r\n" + rest


def test_repeated_header_fields_are_kept_one_by_one(runner: Runner, server: Loopback) -> None:
    server.answer(repeated(200))
    raw = runner.run(lambda client: client.raw_response(client.jobs.get, "j1"))
    assert raw.headers.get_list("set-cookie") == ["a=1, 2", "b=3"]
    assert raw.headers["Set-Cookie"] == "a=1, 2, b=3"
    assert raw.headers.get_list("Content-Type") == ["application/json"]
    assert raw.headers.get_list("missing") == []


def test_repeated_header_fields_of_an_error_are_kept(runner: Runner, server: Loopback) -> None:
    server.answer(repeated(404))
    with pytest.raises(NotFoundError) as caught:
        runner.run(lambda client: client.jobs.get("j1"))
    for error in (caught.value, pickle.loads(pickle.dumps(caught.value))):
        headers: Any = error.headers
        assert headers.get_list("set-cookie") == ["a=1, 2", "b=3"]


def test_raw_response_is_not_pickled_but_what_it_holds_is(runner: Runner, server: Loopback) -> None:
    server.answer(repeated(200))
    raw = runner.run(lambda client: client.raw_response(client.jobs.get, "j1"))
    with pytest.raises(TypeError, match="content, status and headers"):
        pickle.dumps(raw)
    kept = raw.status, raw.headers, raw.content
    status, headers, content = pickle.loads(pickle.dumps(kept))
    assert (status, content) == (200, raw.content)
    assert headers.get_list("set-cookie") == ["a=1, 2", "b=3"]


def test_raw_response_is_not_that_of_a_call_within_the_call(server: Loopback) -> None:
    server.answer(json_answer({"job_id": "key", "status": "x"}))
    with Client("k", base_url=server.url) as keys:
        client = Client(lambda: keys.jobs.get("j0").job_id, base_url=server.url)
        with client:
            raw = client.raw_response(client.jobs.get, "j1")
    assert raw.status == 200
    assert server.received[1].headers["authorization"] == "Bearer key"


def test_raw_response_of_an_error_status_raises(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"message": "no"}, 404))
    with pytest.raises(NotFoundError):
        runner.run(lambda client: client.raw_response(client.jobs.get, "j1"))


def test_raw_response_of_something_else_is_refused(server: Loopback) -> None:
    server.answer(json_answer({"job_id": "j1", "status": "x"}))
    with Client("k", base_url=server.url) as client:
        with pytest.raises(InvalidRequestError):
            client.raw_response(client.jobs.list_all)
        with pytest.raises(InvalidRequestError):
            client.raw_response(len, "abc")
        assert isinstance(client.jobs.get("j1"), Job)


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
    server.answer(answer("grün".encode(), content_type="text/plain"))
    assert runner.run(lambda client: client.text()) == "grün"
    server.answer(answer(b"a\xff", content_type="text/plain; charset=unheard-of"))
    assert runner.run(lambda client: client.text()) == "a\ufffd"


def test_empty_body_is_none_where_that_is_documented(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b""))
    assert runner.run(lambda client: client.maybe()) is None
    with pytest.raises(DecodingError):
        runner.run(lambda client: client.jobs.get("j1"))
    server.answer(json_answer({"job_id": "j1", "status": "x"}))
    assert runner.run(lambda client: client.maybe()).job_id == "j1"


@pytest.mark.parametrize("count", [1, 5000])
def test_garbage_is_collected_again_after_a_large_answer(server: Loopback, count: int) -> None:
    jobs = [{"job_id": f"j{number}", "status": "x"} for number in range(count)]
    server.answer(json_answer({"embed_jobs": jobs}), json_answer({"embed_jobs": [0] * 50_000}))
    with Client("k", base_url=server.url) as client:
        assert len(client.jobs.list().jobs) == count
        assert gc.isenabled()
        with pytest.raises(DecodingError):
            client.jobs.list()
        assert gc.isenabled()
        gc.disable()
        try:
            client.jobs.list(options={"lenient": True})
            assert not gc.isenabled()
        finally:
            gc.enable()
