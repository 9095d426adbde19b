"""Memory does not grow with uploads, downloads and arrays of numbers."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from specquilt.python.runtime import RawResponse, ResponseTooLargeError, array_at
from specquilt.python.runtime.decoding.results import CompleteResponse, ResponseInfo
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Request

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback, answer
from ..stand_in import Client


def test_gzip_bomb_does_not_fill_the_memory(runner: Runner, server: Loopback) -> None:
    server.answer(answer(gzip.compress(bytes(100_000_000), mtime=0), content_encoding="gzip"))
    tracemalloc.start()
    try:
        with pytest.raises(ResponseTooLargeError):
            runner.run(lambda client: client.jobs.get("j1"), max_response_bytes=4_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_large_upload_arrives_whole(runner: Runner, server: Loopback, large_file: Path) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.upload(data=large_file))
    assert len(server.received[0].body) > 30_000_000


class Discarding:
    """A transport of the user's that sends to nowhere."""

    sent = 0
    status = 200
    headers = Headers([("content-type", "application/json")])

    def send(self, request: Request) -> Discarding:
        assert not isinstance(request.body, bytes | None)
        for piece in request.body.open():
            self.sent += len(piece)
        return self

    def chunks(self) -> Iterator[bytes]:
        yield b'{"job_id":"j1","status":"complete"}'

    def close(self) -> None:
        pass


def test_large_upload_does_not_fill_the_memory(large_file: Path) -> None:
    transport = Discarding()
    tracemalloc.start()
    try:
        with Client("k", transport=transport) as client:
            client.jobs.upload(data=large_file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert transport.sent > 30_000_000
    assert peak < 5_000_000


def test_matrix_is_read_without_an_object_per_number() -> None:
    pytest.importorskip("simdjson", reason="other parsers make an object for each number")
    content = json.dumps([[0.5] * 1000] * 100).encode()
    info = ResponseInfo(200, Headers([]), None)
    response = RawResponse[object](CompleteResponse(info, content), lambda answer: answer)
    array_at(response)
    tracemalloc.start()
    try:
        assert array_at(response, dtype="float64").shape == (100, 1000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # The matrix has 0.8 MB, and it is made from a copy. The objects would have another 2.4 MB.
    assert peak < 2_500_000


@pytest.fixture
def large_file(tmp_path: Path) -> Path:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(30_000_000)
    return path
