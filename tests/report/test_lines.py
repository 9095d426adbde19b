"""The line of a finding equals the line in an editor, with any characters before it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specquilt.openapi.finding import InputError
from specquilt.openapi.load import lines, yaml_loader
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.load.fault import TextFault
from specquilt.python.models.pieces import take_apart
from specquilt.sources.read import read_text

_NO_BREAKS = "\x85\u2028\u2029"
_NEITHER_IN_YAML = "\x0b\x0c\x1c\x1d\x1e"
_WORDS = st.text("aé😀 " + _NO_BREAKS, max_size=6)
_ENDS = st.sampled_from(["\n", "\r", "\r\n"])
_SPECIFICATION = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n"


def _number_in_an_editor(text: str, mark: str) -> int:
    before = text[: text.index(mark)].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1


@given(st.lists(_WORDS), _ENDS, st.sampled_from(["é", "😀", ""]))
def test_fault_in_yaml_has_its_line(words: list[str], end: str, last: str) -> None:
    keys = [f"k{number}: '{word}'" for number, word in enumerate(words)]
    for fault in ("k: !tag x", "k: *alias", f"k: {last}\x07", "? [k]\n: x"):
        text = end.join([*keys, fault, "z: 1"])
        with pytest.raises(TextFault) as caught:
            yaml_loader.load(text)
        assert caught.value.line == _number_in_an_editor(text, fault)


@given(st.lists(_WORDS), _ENDS)
def test_fault_in_json_has_its_line(words: list[str], end: str) -> None:
    keys = [f'"k{number}": "{word}",' for number, word in enumerate(words)]
    for fault in ('"again": 1, "again": 2', '"k": NaN', '"k": "\\ud800"', '"k" 1'):
        text = end.join(["{", *keys, fault, "}"])
        with pytest.raises(TextFault) as caught:
            yaml_loader.load(text)
        assert caught.value.line == _number_in_an_editor(text, fault)


@given(st.lists(_WORDS.map(lambda word: word + _NEITHER_IN_YAML)), _WORDS)
def test_fault_on_a_page_has_its_line(prose: list[str], word: str) -> None:
    fault = "x-a: !tag x"
    text = "\n".join([*prose, "", "```yaml", f"{_SPECIFICATION}x-b: '{word}'", fault, "```"])
    with pytest.raises(InputError) as caught:
        read_text("page.md", text)
    place = caught.value.findings[0].location
    assert place
    assert place.line == _number_in_an_editor(text, fault)


@given(_WORDS, st.sampled_from(["'{}'", '"{}"', "|-\n  x{}", "{}."]))
def test_yaml_keeps_characters_that_break_lines_elsewhere(word: str, style: str) -> None:
    word = f"x{word.strip(' ')}x"
    read = yaml_loader.load(f"a: {style.format(word)}\nb: 1\n")
    assert read == {"a": style.strip("'\"|-\n ").format(word), "b": 1}
    assert yaml_loader.locate(f"a: {style.format(word)}\nb: 1\n", ("b",))[0] == (
        3 if "\n" in style else 2
    )


def test_replacement_characters_for_breaks_may_occur_in_text() -> None:
    text = "".join(map(chr, range(0xE000, 0xE010))) + _NO_BREAKS
    assert yaml_loader.load(f"a: '{text}'\nb: &x [{text}]\nc: *x") == {
        "a": text,
        "b": [text],
        "c": [text],
    }


@pytest.mark.parametrize("content", [b"a\rb\r\n\xff", "a\x85\u2028\rb\n".encode() + b"\0"])
def test_undecodable_byte_has_its_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(content)
    with pytest.raises(InputError) as caught:
        text_of(tmp_path / "page.md")
    place = caught.value.findings[0].location
    assert place
    assert place.line == 3


@given(st.text("a\n\r\x0b\x0c\x1c\x85\u2028\u2029"))
def test_lines_end_as_in_editors(text: str) -> None:
    expected = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert lines.split(text) == expected
    assert "".join(lines.split_with_ends(text)) == text
    assert lines.with_line_feeds(text) == "\n".join(expected)
    assert len(lines.starts(text)) == len(expected)


@given(st.text("a\n\r\x0b\x85", max_size=40), st.integers(1, 8))
def test_every_character_has_its_line_and_column(text: str, part: int) -> None:
    """However the parts of a text are cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_PART", part)
        positions = lines.Positions.of(text)
        found = [positions.position(offset) for offset in range(len(text) + 1)]
    ends = [match.end() for match in re.finditer("\r\n|\r|\n", text)]
    for offset, (line, column) in enumerate(found):
        before = [end for end in ends if end <= offset]
        assert (line, column) == (len(before) + 1, offset - max(before, default=0) + 1)


def test_types_are_split_at_python_lines() -> None:
    text = f'"""Types."""\n\nclass A:\n    """A{_NO_BREAKS}\x0cb."""\n\nclass B:\n    b: A\n'
    assert ast.parse(text)
    assert [piece.text for piece in take_apart(text).pieces] == [
        f'class A:\n    """A{_NO_BREAKS}\x0cb."""\n',
        "class B:\n    b: A\n",
    ]
