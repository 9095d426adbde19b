"""Uploads: from anywhere, never in memory as a whole."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from email.parser import BytesParser
from email.policy import HTTP
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from specquilt.python.runtime import Hooks, InvalidRequestError
from specquilt.python.runtime.call.uploads import WatchedUpload

from .conftest import Runner
from .server import Loopback, Received, answer, json_answer
from .stand_in_api import TooManyRequestsError

GOOD = json_answer({"job_id": "j1", "status": "complete"})


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
        (b"raw", {"filename": "upload", "type": "application/octet-stream"}, b"raw"),
        ("text", {"filename": "upload"}, b"text"),
        (binary, {"filename": "upload"}, b"kept"),
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


def test_form_with_an_iterator_is_not_sent_again(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 429), GOOD)
    with pytest.raises(TooManyRequestsError):
        runner.run(partial(upload, data=iter([b"x"])))
    assert len(server.received) == 1


def test_file_is_wound_back_to_where_it_was_given(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 429), answer())
    file = io.BytesIO(b"skipped-kept")
    file.seek(8)
    runner.run(lambda client: client.put(file))
    assert [received.body for received in server.received] == [b"kept", b"kept"]


@pytest.mark.parametrize("opened", [False, True])
def test_file_that_grows_is_sent_as_long_as_it_was(
    runner: Runner, server: Loopback, tmp_path: Path, opened: bool
) -> None:
    server.answer(answer())
    path = tmp_path / "log.txt"
    path.write_bytes(b"old")

    def grow(_: object) -> None:
        path.write_bytes(b"old and new")

    with path.open("rb") as file:
        data = file if opened else path
        runner.run(lambda client: client.put(data), hooks=Hooks(on_request=grow))
    assert server.received[0].body == b"old"
    assert server.received[0].headers["content-length"] == "3"


@pytest.mark.parametrize("opened", [False, True])
def test_file_that_shrinks_is_our_error(
    runner: Runner, server: Loopback, tmp_path: Path, opened: bool
) -> None:
    server.answer(answer())
    path = tmp_path / "log.txt"
    path.write_bytes(b"x" * 100)

    def shrink(_: object) -> None:
        path.write_bytes(b"x" * 99)

    with path.open("rb") as file:
        data = file if opened else path
        with pytest.raises(InvalidRequestError, match="1 bytes shorter"):
            runner.run(lambda client: client.put(data), hooks=Hooks(on_request=shrink))


def test_upload_that_cannot_be_wound_back_is_not_repeated(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 429), GOOD)
    with pytest.raises(TooManyRequestsError):
        runner.run(lambda client: client.put(iter([b"a"])))
    assert len(server.received) == 1


def test_pieces_in_a_list_are_sent_again(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 429), answer())
    runner.run(lambda client: client.put([b"a", b"b"]))
    assert [received.body for received in server.received] == [b"ab", b"ab"]


def test_iterator_is_not_sent_empty_after_a_redirect(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 307, location="/elsewhere"), answer())
    with pytest.raises(InvalidRequestError, match="rewound"):
        runner.run(lambda client: client.put(iter([b"a"])))


@pytest.mark.parametrize("data", [Path("/does/not/exist"), Path("/"), 5, ("a",), [1]])
def test_upload_of_what_cannot_be_read_is_refused(runner: Runner, data: Any) -> None:
    with pytest.raises(InvalidRequestError):
        runner.run(lambda client: client.jobs.upload(data=data))


def test_file_that_cannot_be_rewound_is_not_sent_after_a_redirect(
    runner: Runner, server: Loopback
) -> None:
    class Pipe(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            return b""

    server.answer(answer(b"", 307, location="/elsewhere"), answer())
    with pytest.raises(InvalidRequestError, match="rewound"):
        runner.run(lambda client: client.put(Pipe()))


def test_folder_is_refused_with_its_path(runner: Runner, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequestError, match=f"{tmp_path}' is not a file"):
        runner.run(lambda client: client.jobs.upload(data=tmp_path))


def test_file_in_text_mode_is_refused_with_advice(runner: Runner) -> None:
    with pytest.raises(InvalidRequestError, match="binary mode"):
        runner.run(lambda client: client.jobs.upload(data=io.StringIO("text")))


def test_iterator_of_something_else_than_bytes_is_refused(runner: Runner) -> None:
    with pytest.raises(InvalidRequestError, match="bytes"):
        runner.run(lambda client: client.put(iter(["text"])))


def test_event_loop_does_not_read_what_is_uploaded(async_runner: Runner, server: Loopback) -> None:
    """A slow disk must not block the other tasks."""
    readers: list[threading.Thread] = []

    def pieces() -> Iterator[bytes]:
        readers.append(threading.current_thread())
        yield b"piece"

    server.answer(answer())
    async_runner.run(lambda client: client.put(pieces()))
    assert server.received[0].body == b"piece"
    assert len(readers) == 1
    assert threading.current_thread() not in readers


def test_failure_of_an_upload_is_that_of_its_last_reading() -> None:
    """A server may answer, with a redirect for example, before an upload fails."""

    class Once:
        length = None
        replayable = True

        def open(self) -> Iterator[bytes]:
            yield b"x"
            if error := next(errors, None):
                raise error

    errors = iter([OSError("first")])
    upload = WatchedUpload(Once())
    assert (upload.length, upload.replayable, upload.failure) == (None, True, None)
    with pytest.raises(OSError, match="first") as caught:
        list(upload.open())
    assert upload.failure is caught.value
    assert list(upload.open()) == [b"x"]
    assert upload.failure is None
