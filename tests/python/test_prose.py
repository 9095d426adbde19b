"""Prose is wrapped. Lists, tables and code keep their lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specquilt.python.render.prose import without_gaps, wrap

CASES = [
    ("one two three", ["one two", "three"]),
    ("one\ntwo", ["one two"]),
    ("one\n\n\n\ntwo", ["one", "", "two"]),
    ("- one two three", ["- one two", "  three"]),
    ("1. one two three", ["1. one two", "   three"]),
    ("| a | b | c |", ["| a | b | c |"]),
    ("    code stays as is", ["code stays", "as is"]),
    ("x\n    code stays as is", ["x", "    code stays as is"]),
    ("```\ncode stays as is\n```", ["```", "code stays as is", "```"]),
    ("an_extremely_long_word", ["an_extremely_long_word"]),
    ("", [""]),
]


@pytest.mark.parametrize(("text", "lines"), CASES)
def test_wrap(text: str, lines: list[str]) -> None:
    assert wrap(text, 10) == tuple(lines)


@given(st.text(st.sampled_from("ab -\n`1.|#"), max_size=80))
def test_no_character_but_space_is_lost(text: str) -> None:
    assert "".join("".join(wrap(text, 12)).split()) == "".join(text.split())


def test_gaps_are_closed_except_in_code() -> None:
    text = "\n\na\n\n\nb\n\n````python\nx\n\n\n```\n\n\ny\n````\n\n\n\nc\n\n"
    assert without_gaps(text) == "a\n\nb\n\n````python\nx\n\n\n```\n\n\ny\n````\n\nc\n"


@given(st.text(st.sampled_from("ab-*1.|#`~> \t\u00a0\u2028é"), max_size=12), st.integers(1, 12))
def test_short_texts_are_what_they_would_be_among_others(text: str, width: int) -> None:
    # A newline at the end says nothing, but such a text takes the long way.
    assert wrap(text, width) == wrap(f"{text}\n", width)
