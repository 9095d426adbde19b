"""JSON that the fast loader reads, leaves to the YAML parser, or refuses, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from openapi.refused import refused
from specquilt.openapi.load import json_loader, json_tokens, yaml_loader
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.fault import TextFault
from specquilt.openapi.load.json_loader import NotPlain, locate, written

NO_JSON = {
    "empty": "",
    "only spaces": " \n",
    "nothing after a bracket": "[",
    "nothing after an item": '["a"',
    "nothing after a key": '{"a"',
    "nothing after a colon": '{"a":',
    "key that is no text": "{a: 1}",
    "word": "[a]",
    "deeper than the stack": "[" * 100_000,
}


@pytest.mark.parametrize("text", NO_JSON.values(), ids=NO_JSON)
@pytest.mark.parametrize("search", [locate, written])
def test_place_in_other_text_is_left_to_the_yaml_parser(
    search: Callable[[str, Any], Any], text: str
) -> None:
    with pytest.raises(NotPlain):
        search(text, (0, 0) if text.startswith("[") else ("a",))


@pytest.mark.parametrize("text", NO_JSON.values(), ids=NO_JSON)
def test_other_text_is_left_to_the_yaml_parser(text: str) -> None:
    with pytest.raises(NotPlain):
        json_loader.load(text, 100, 100, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{", True), (" \t\r\n[", True), ("", False), (" ", False), ("a{", False), ('"{"', False)],
)
def test_text_may_be_json_if_its_first_character_is_a_bracket(text: str, *, expected: bool) -> None:
    assert json_loader.is_candidate(text) is expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[NaN]", (1, 2)),
        ('["NaN", 1.5e3,\n -Infinity]', (2, 2)),
        ('{"1": "a\\"NaN",\n"b": 1e999}', (2, 6)),
        ('{"a": 1, "a": 2,\n"b": Infinity, "c": NaN}', (2, 6)),
        (f"[0, {'9' * 300}, {'9' * 301}]", (1, 307)),
    ],
)
def test_first_number_that_json_cannot_have_is_located(text: str, place: tuple[int, int]) -> None:
    assert refused(text)[:2] == place


@pytest.mark.parametrize(
    ("text", "place", "escape"),
    [
        ('["\\ud800"]', (1, 3), "\\ud800"),
        ('["\\uD83D\\uDE00", "\\uDE00"]', (1, 19), "\\uDE00"),
        ('["\\\\ud800",\n"a\\n\\udfff"]', (2, 5), "\\udfff"),
        ('["\\ud800\\u0061"]', (1, 3), "\\ud800"),
        ('["\\\\ud83d\\ude00"]', (1, 10), "\\ude00"),
    ],
)
def test_half_a_character_is_located(text: str, place: tuple[int, int], escape: str) -> None:
    message = f"{escape} is a lone surrogate, not a character"
    assert refused(text) == (*place, message)


def test_whole_characters_are_not_searched_for_halves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(json_tokens, "tokens")
    assert yaml_loader.load('["\\uD83D\\uDE00 and \\ud83d\\ude00"]')


@pytest.mark.parametrize("text", ['["\\uD83D\\uDE00"]', '["\\\\ud800"]', '["\\ue000"]'])
def test_whole_characters_are_read(text: str) -> None:
    assert yaml_loader.load(text)


@pytest.mark.parametrize(
    ("pointer", "column"), [(("a",), 2), (("b",), 8), (("b", 0), 13), (("b", 1), 15), (("c",), 18)]
)
def test_text_without_spaces_has_places_as_well(
    pointer: tuple[str | int, ...], column: int
) -> None:
    assert locate('{"a":1,"b":[2,3],"c":{}}', pointer) == (1, column)


TEXT = ' {"a": [1.10, "b\\n", {"c" : null}, []],\n"d": -0, "e": true, "d": 2 } '


@pytest.mark.parametrize(
    ("pointer", "place", "source"),
    [
        (("a",), (1, 3), '[1.10, "b\\n", {"c" : null}, []]'),
        (("a", 0), (1, 9), "1.10"),
        (("a", "1"), (1, 15), '"b\\n"'),
        (("a", 2, "c"), (1, 23), "null"),
        (("d",), (2, 21), "2"),
        (("e",), (2, 10), "true"),
    ],
)
def test_value_has_its_place_and_its_source(
    pointer: tuple[str | int, ...], place: tuple[int, int], source: str
) -> None:
    assert locate(TEXT, pointer) == place
    assert written(TEXT, pointer) == source


def test_what_follows_a_value_is_not_read_in_a_text_that_has_been_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = '{"a": {"b": 1, "c": 2}, "d": {"e": 3, "f": 4}, "g": 5}'
    read: list[str] = []
    original = json_loader._Index._read_entries

    def reading(index: Any, container: int) -> Iterator[tuple[str, int, int]]:
        for entry in original(index, container):
            read.append(entry[0])
            yield entry

    monkeypatch.setattr(json_loader._Index, "_read_entries", reading)
    json_loader.forget()
    yaml_loader.load(text)
    assert written(text, ("d", "e")) == "3"
    assert read == ["a", "d", "e"]
    assert [written(text, (each,)) for each in "ag"] == ['{"b": 1, "c": 2}', "5"]
    assert read == ["a", "d", "e", "g"]
    assert written(text, ("d", "f")) == "4"
    assert locate(text, ("d", "nowhere")) == (1, 25)
    json_loader.forget()
    read.clear()
    assert written(text, ("d", "e")) == "3"
    assert read == ["a", "d", "g", "e", "f"]


def test_the_last_of_duplicate_keys_is_found_in_a_text_that_has_been_loaded() -> None:
    yaml_loader.load(TEXT, [])
    assert (written(TEXT, ("d",)), locate(TEXT, ("d",))) == ("2", (2, 21))


def test_duplicate_keys_are_reported_in_the_order_of_the_text() -> None:
    found: list[TextFault] = []
    text = '{"a": {"b": 1,\n"b": 2,\n"b": 3}, "c": [{"d": 1, "d": 2}],\n"a": {"e": 1, "e": 2}}'
    assert json_loader.load(text, 9, 99, found) == {"a": {"e": 2}, "c": [{"d": 2}]}
    assert [(each.message, each.line, each.column, each.first_line) for each in found] == [
        ("duplicate key 'b'", 2, 1, 1),
        ("duplicate key 'b'", 3, 1, 1),
        ("duplicate key 'd'", 3, 25, 3),
        ("duplicate key 'a'", 4, 1, 1),
        ("duplicate key 'e'", 4, 15, 4),
    ]


@pytest.mark.parametrize("text", ['{%s"a": 0}', "%sa: 0"], ids=["json", "yaml"])
def test_most_duplicate_keys_of_a_text_are_reported(text: str) -> None:
    entry = '"a": 1, ' if text.startswith("{") else "a: 1\n"
    for count in (99, 100, 101):
        found: list[TextFault] = []
        yaml_loader.load(text % (entry * count), found)
        assert len(found) == min(count, 100)


def test_fault_shows_its_place_first() -> None:
    assert str(TextFault("yaml-syntax", "text is empty", 2, 3)) == "2:3: text is empty"


@pytest.mark.parametrize("number", ["1.5", "20.04", "-0.0", "1e+16", "7", "-12", "true", "false"])
def test_usual_number_is_known_without_a_search(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f'{{"a": [{number}]}}'
    (value,) = yaml_loader.load(text)["a"]
    assert json_loader.as_usual(text, value) == number
    monkeypatch.setattr(yaml_loader, "written", None)
    assert Block("a.json", text).written(("a", 0), value) == number


@pytest.mark.parametrize(
    ("text", "value", "source"),
    [
        ('{"a": 1.10}', 1.1, "1.10"),
        ('{"a": 1.5, "b": 1E3}', 1.5, "1.5"),
        ('{"a": -0}', 0, "-0"),
        ('{"a": 0}', 0, "0"),
        ('{"a": 2.5, "a": 1.5}', 1.5, "1.5"),
        ('{"a": "1.5"}', "1.5", '"1.5"'),
        ('{"a": null}', None, "null"),
        ("a: 1.5", 1.5, "1.5"),
    ],
)
def test_what_may_be_written_in_other_ways_is_searched_for(
    text: str, value: Any, source: str
) -> None:
    yaml_loader.load(text, [])
    assert json_loader.as_usual(text, value) is None
    assert Block("a.json", text).written(("a",), value) == source


def test_a_text_that_was_not_loaded_or_is_forgotten_is_searched() -> None:
    text = '{"a": 1.5}'
    yaml_loader.load(text)
    assert json_loader.as_usual(text, 1.5) == "1.5"
    assert json_loader.as_usual('{"a": 1.5} ', 1.5) is None
    json_loader.forget()
    assert json_loader.as_usual(text, 1.5) is None
