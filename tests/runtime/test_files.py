"""What counts as a file, and what happens to files that cannot be read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from specquilt.python.runtime import InvalidRequestError, JsonBody, MultipartBody
from specquilt.python.runtime.encoding.choice import encode_as
from specquilt.python.runtime.encoding.upload import CHUNK_BYTES, upload_from


def form_of(value: Any) -> str:
    """Return a form with a value whose usual body is JSON."""
    encoded = encode_as("multipart/form-data", JsonBody("a"), {"a": value}, {})
    assert encoded is not None
    assert not isinstance(encoded.content, bytes)
    sent = b"".join(encoded.content.open())
    assert len(sent) == encoded.content.length
    return sent.decode()


@pytest.mark.parametrize(
    ("value", "name", "media_type"),
    [
        (b"x", "upload", "application/octet-stream"),
        (bytearray(b"x"), "upload", "application/octet-stream"),
        (io.BytesIO(b"x"), "upload", "application/octet-stream"),
        (("n.txt", b"x"), "n.txt", "text/plain"),
        (("n.txt", b"x", "text/x-own"), "n.txt", "text/x-own"),
        ((None, b"x"), "upload", "application/octet-stream"),
        ((None, b"x", "text/x-own"), "upload", "text/x-own"),
        ([("n.csv", b"w"), b"x"], "n.csv", "text/csv"),
    ],
)
def test_file_is_sent_as_one(value: Any, name: str, media_type: str) -> None:
    sent = form_of(value)
    assert f'name="a"; filename="{name}"\r\nContent-Type: {media_type}\r\n' in sent
    assert "\r\n\r\nx\r\n--" in sent


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("x", ["x"]),
        (5, ["5"]),
        (["x", "y"], ["x", "y"]),
        (["x", b"y"], ["x", "eQ=="]),
        (("n", "x"), ["n", "x"]),
        ((b"x", "y"), ["eA==", "y"]),
        ((b"x",), ["eA=="]),
        (("n", b"x", "text/plain", "more"), ["n", "eA==", "text/plain", "more"]),
    ],
)
def test_what_is_no_file_is_sent_as_text(value: Any, texts: list[str]) -> None:
    sent = form_of(value)
    assert "filename=" not in sent
    assert [part.partition("\r\n--")[0] for part in sent.split("\r\n\r\n")[1:]] == texts


def test_list_of_nothing_is_nothing() -> None:
    assert encode_as("multipart/form-data", JsonBody("a"), {"a": []}, {}) is None


def test_path_is_sent_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("1,2")
    for value in (path, [path], ("own.csv", path)):
        assert 'filename="own.csv"\r\nContent-Type: text/csv\r\n\r\n1,2\r\n' in form_of(value)


@pytest.mark.parametrize("value", [("a",), ("a", b"", "text/plain", "more"), ()])
def test_tuple_of_another_length_is_no_file(value: Any) -> None:
    with pytest.raises(InvalidRequestError, match=r"a file tuple is \(name, content\)"):
        MultipartBody((), ("a",)).encode({"a": value}, {})


def test_file_that_is_none_is_left_out() -> None:
    assert MultipartBody((), ("a",)).encode({"a": None}, {}) is None


# --- files that cannot be read ---------------------------------------------------------------


class Pipe:
    """A file that only knows how to read."""

    def __init__(self) -> None:
        self._left = [b"ab", b"c", b""]

    def read(self, _: int = -1) -> bytes:
        return self._left.pop(0)


class Unseekable(Pipe):
    """A file that fails when it is asked where it is."""

    def __init__(self, problem: Exception) -> None:
        super().__init__()
        self._problem = problem

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        raise self._problem


@pytest.mark.parametrize(
    "file",
    [Pipe(), Unseekable(OSError("no")), Unseekable(ValueError("no")), Unseekable(AttributeError())],
)
def test_file_that_has_no_position_is_sent_once(file: Any) -> None:
    upload = upload_from(file)
    assert (upload.length, upload.replayable) == (None, False)
    assert b"".join(upload.open()) == b"abc"
    with pytest.raises(InvalidRequestError, match="cannot be rewound to be sent again"):
        b"".join(upload.open())


def test_iterator_is_sent_once_and_a_list_again() -> None:
    once, again = upload_from(iter([b"a"])), upload_from([b"a"])
    assert (once.replayable, again.replayable) == (False, True)
    assert [b"".join(once.open()), *(b"".join(again.open()) for _ in range(2))] == [b"a"] * 3
    with pytest.raises(InvalidRequestError, match="cannot be rewound to be sent again"):
        once.open()


def test_open_file_is_sent_again_from_where_it_was_given() -> None:
    file = io.BytesIO(b"skipped-kept")
    file.seek(8)
    upload = upload_from(file)
    assert (upload.length, upload.replayable, file.tell()) == (4, True, 8)
    assert [b"".join(upload.open()) for _ in range(3)] == [b"kept"] * 3


def test_file_that_is_not_there_is_refused_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequestError, match=r"cannot read '.*absent': No such file"):
        upload_from(tmp_path / "absent")


def test_file_that_is_gone_when_it_is_sent_is_our_error(tmp_path: Path) -> None:
    path = tmp_path / "short-lived"
    path.write_bytes(b"x")
    upload = upload_from(path)
    path.unlink()
    with pytest.raises(InvalidRequestError, match=r"cannot read '.*short-lived': No such file"):
        b"".join(upload.open())


class Broken(io.BytesIO):
    """A file on a disk that fails."""

    def read(self, _: int | None = -1) -> bytes:
        raise OSError("broken")


def test_open_file_that_cannot_be_read_is_our_error() -> None:
    closed = io.BytesIO(b"x")
    uploads = [upload_from(Broken(b"x")), upload_from(closed)]
    closed.close()
    for upload, words in zip(uploads, ("broken", "closed file"), strict=True):
        with pytest.raises(InvalidRequestError, match=f"cannot read the file: .*{words}"):
            b"".join(upload.open())


def test_large_contents_are_given_out_in_pieces(tmp_path: Path) -> None:
    content = bytes(2 * CHUNK_BYTES + 1)
    path = tmp_path / "large"
    path.write_bytes(content)
    for given in (content, path, io.BytesIO(content)):
        pieces = upload_from(given).open()
        assert [len(piece) for piece in pieces] == [CHUNK_BYTES, CHUNK_BYTES, 1]
