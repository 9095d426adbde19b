"""A file is read once while it stays the same, and again as soon as it may be another one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specquilt.output import digests
from specquilt.output.digests import FileDigest, digest, digest_of_file

_HOUR = 3600


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths that are read."""
    found: list[str] = []
    original = digests.content_of

    def content_of(path: str, largest: int) -> bytes | None:
        found.append(path)
        return original(path, largest)

    monkeypatch.setattr(digests, "content_of", content_of)
    monkeypatch.setattr(digests, "_known", {})
    return found


def _written(folder: Path, text: bytes, age: float = _HOUR) -> str:
    path = folder / "file"
    path.write_bytes(text)
    changed = path.stat().st_mtime - age
    os.utime(path, (changed, changed))
    return str(path)


def test_a_file_that_has_not_changed_for_long_is_read_once(
    tmp_path: Path, reads: list[str]
) -> None:
    path = _written(tmp_path, b"one")
    expected = FileDigest(digest([b"one"]), 3)
    assert [digest_of_file(path), digest_of_file(path)] == [expected] * 2
    assert reads == [path]


def test_a_file_that_has_changed_just_now_is_read_again(tmp_path: Path, reads: list[str]) -> None:
    path = _written(tmp_path, b"one", age=1)
    state = Path(path).stat()
    assert digest_of_file(path) == FileDigest(digest([b"one"]), 3)
    Path(path).write_bytes(b"two")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert digest_of_file(path) == FileDigest(digest([b"two"]), 3)
    assert reads == [path] * 2


@pytest.mark.parametrize(("text", "age"), [(b"three", _HOUR), (b"two", 2 * _HOUR)])
def test_a_file_of_another_size_or_time_is_read_again(
    tmp_path: Path, reads: list[str], text: bytes, age: float
) -> None:
    digest_of_file(_written(tmp_path, b"one"))
    path = _written(tmp_path, text, age)
    assert digest_of_file(path) == FileDigest(digest([text]), len(text))
    assert reads == [path] * 2


def test_a_file_that_is_too_large_has_no_digest(tmp_path: Path, reads: list[str]) -> None:
    path = _written(tmp_path, b"one")
    assert digest_of_file(path, 2) is None
    assert digest_of_file(path, 3) == FileDigest(digest([b"one"]), 3)
    assert digest_of_file(path, 2) is None
    assert reads == [path] * 2


def test_what_is_no_regular_file_has_no_digest(tmp_path: Path) -> None:
    assert [digest_of_file(str(tmp_path / name)) for name in ("", "none", "a\0b")] == [None] * 3


def test_a_byte_that_moves_to_the_next_text_makes_another_digest() -> None:
    assert len({digest([b"ab", b"c"]), digest([b"a", b"bc"]), digest([b"abc"])}) == 3
