"""Text inside of a file has the lines and columns of the file; unreadable files say why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specquilt.openapi.finding import InputError, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of

BLOCK = Block("page.md", "a: 1\nb:\n  c: 2\na: 3\n", 10, (4, 2))


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [(1, 1, (10, 5)), (2, 3, (11, 5)), (3, 3, (12, 3)), (9, 1, (18, 1))],
)
def test_place_has_the_indent_that_was_removed(
    line: int, column: int, expected: tuple[int, int]
) -> None:
    location = BLOCK.location(line, column)
    assert (location.path, location.line, location.column) == ("page.md", *expected)
    assert BLOCK.location(line) == BLOCK.location(line, 1)


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [((), (10, 5)), (("b",), (11, 3)), (("b", "c"), (12, 3)), (("b", "d"), (11, 3))],
)
def test_pointer_has_its_place_in_the_file(pointer: Any, expected: tuple[int, int]) -> None:
    location = BLOCK.locate(pointer)
    assert (location.line, location.column) == expected


def test_text_that_cannot_be_read_has_the_place_of_its_first_line() -> None:
    block = Block("page.md", "a: @", 10, (4,))
    assert block.locate(("a",)) == block.location(1)
    assert block.written(("a",)) is None
    with pytest.raises(InputError) as caught:
        block.load()
    assert caught.value.findings[0].location == block.location(1, 4)


def test_duplicate_key_names_both_lines_of_the_file() -> None:
    value, (finding,) = BLOCK.read()
    assert value == {"a": 3, "b": {"c": 2}}
    assert finding.message == "duplicate key 'a'; the first is on line 10"
    assert (finding.rule, finding.severity) == ("duplicate-key", Severity.ERROR)
    assert finding.location == BLOCK.location(4)
    assert finding.related == (BLOCK.location(1),)
    with pytest.raises(InputError, match="duplicate key 'a'"):
        BLOCK.load()


def test_scalar_is_written_as_in_the_file() -> None:
    assert Block("a.yaml", "a: 1.10").written(("a",)) == "1.10"
    assert BLOCK.written(("b",)) is None
    assert "indents" not in repr(BLOCK)


@pytest.mark.parametrize(
    ("content", "rule", "message", "line"),
    [
        (b"a: 1\nb: \xff", "not-utf-8", "invalid UTF-8 byte 0xff", 2),
        (b"\xe9", "not-utf-8", "invalid UTF-8 byte 0xe9", 1),
        (b"a\r\nb\r\n\0", "not-utf-8", "file contains a NUL byte", 3),
        (b"%PDF-1.7", "not-utf-8", "file is a PDF, not text", 1),
        (b"\xff\xfea\0", "not-utf-8", "file is encoded as UTF-16, not UTF-8", 1),
        (b"\xfe\xff\0a", "not-utf-8", "file is encoded as UTF-16, not UTF-8", 1),
        (b"\xff\xfe\0\0a", "not-utf-8", "file is encoded as UTF-32, not UTF-8", 1),
        (b"\0\0\xfe\xffa", "not-utf-8", "file is encoded as UTF-32, not UTF-8", 1),
        (b"", "page-without-spec", "file is empty", 1),
        (b"\xef\xbb\xbf \n\t", "page-without-spec", "file is empty", 1),
    ],
)
def test_unreadable_file_says_why_and_where(
    content: bytes, rule: str, message: str, line: int, tmp_path: Path
) -> None:
    path = tmp_path / "api.yaml"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        text_of(path)
    (finding,) = caught.value.findings
    assert finding.message.startswith(message)
    assert finding.rule == rule
    assert finding.location
    assert (finding.location.path, finding.location.line) == (path.as_posix(), line)
    assert finding.help


def test_byte_order_mark_and_line_ends_of_other_systems_are_read(tmp_path: Path) -> None:
    path = tmp_path / "api.yaml"
    path.write_bytes("\ufeffa: é\r\nb: 1\rc: 2\n".encode())
    assert text_of(path) == "a: é\nb: 1\nc: 2\n"


def test_folder_and_nothing_are_no_files(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml", tmp_path / "a\0b"):
        with pytest.raises(InputError) as caught:
            text_of(path)
        assert caught.value.findings[0].rule == "missing-file"
