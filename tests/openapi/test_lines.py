"""Lines end where editors end them, and every offset of a text has its line and column."""

from __future__ import annotations

import pytest

from specquilt.openapi.load import lines
from specquilt.openapi.load.lines import Positions

PART = lines._PART


@pytest.mark.parametrize(
    ("text", "with_ends", "starts"),
    [
        ("", [], [0]),
        ("a", ["a"], [0]),
        ("a\n", ["a\n"], [0, 2]),
        ("a\r\nb\rc\n\nd", ["a\r\n", "b\r", "c\n", "\n", "d"], [0, 3, 5, 7, 8]),
        ("a\x0bb\x85c\u2028d", ["a\x0bb\x85c\u2028d"], [0]),
    ],
)
def test_text_is_split_at_line_ends_of_editors(
    text: str, with_ends: list[str], starts: list[int]
) -> None:
    assert lines.split_with_ends(text) == with_ends
    assert lines.starts(text) == starts
    assert lines.split(text) == [line.rstrip("\r\n") for line in with_ends] + (
        [""] if len(starts) > len(with_ends) else []
    )
    assert lines.with_line_feeds(text) == "\n".join(lines.split(text))


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1)), (5, (3, 2))],
)
def test_offset_has_its_line_and_column(offset: int, expected: tuple[int, int]) -> None:
    assert lines.position("a\r\n\rb", offset) == expected


LONG = {
    "one line": "a" * (2 * PART),
    "a line end at the end of a part": "a" * (PART - 1) + "\n" + "b" * PART,
    "a line end at the start of a part": "a" * PART + "\n" + "b" * PART,
    "many lines": "abc\n" * PART,
    "a line that starts two parts before": "\n\na\n" + "b" * (2 * PART) + "\nc",
    "windows": "a\r\n" * PART,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_offset_in_any_part_of_a_long_text_has_its_line_and_column(text: str) -> None:
    positions = Positions.of(text)
    shown = text.replace("\r\n", " \n")
    around = [0, PART, 2 * PART, len(text)]
    for offset in {at + step for at in around for step in range(-3, 4)} & {*range(len(text) + 1)}:
        before = shown[:offset]
        column = offset - (before.rfind("\n") + 1) + 1
        assert positions.position(offset) == (before.count("\n") + 1, column)
