"""What the YAML parser reads, how much of it, and where it reports what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openapi.refused import refused
from specquilt.openapi.load import budget, json_loader, yaml_loader
from specquilt.openapi.pointer import Pointer

YAML = "# not JSON\n"


def _brackets(levels: int) -> str:
    return "[" * levels + "]" * levels


def _blocks(levels: int) -> str:
    return "- " * (levels - 1) + "[]"


def _keys(levels: int) -> str:
    return "{a: " * (levels - 1) + "{}" + "}" * (levels - 1)


def _aliases(levels: int) -> str:
    """Reach most levels by an alias to half of them."""
    half = levels // 2
    return f"a: &a {_brackets(half)}\nb: {'[' * (levels - half - 1)}*a{']' * (levels - half - 1)}"


@pytest.mark.parametrize("nested", [_brackets, _blocks, _keys, _aliases])
@pytest.mark.parametrize("start", ["", YAML])
def test_containers_are_read_to_a_hundred_levels_below_the_document(
    nested: Callable[[int], str], start: str
) -> None:
    assert yaml_loader.load(start + nested(101))
    assert refused(start + nested(102))[2] == "nested more than 100 levels deep"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (_brackets(102), (1, 101)),
        (YAML + "[" * 101 + "a" + "]" * 101, (2, 101)),
        (_aliases(102), (1, 57)),
    ],
)
def test_what_is_too_deep_is_located(text: str, place: tuple[int, int]) -> None:
    assert refused(text)[:2] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[1, 2, 3, 4, 5]", None),
        ("[1, 2, 3, 4, 5, 6]", (1, 1)),
        (f"{YAML}[1, 2, 3, 4, 5]", None),
        (f"{YAML}[1, 2, 3, 4, 5, 6]", (2, 1)),
        ("- &a [1]\n- *a\n- 1", None),
        ("- &a [1]\n- *a\n- 1\n- 1", (4, 3)),
        ("- &a [1]\n- *a\n- *a", (1, 7)),
        ("- &a {}\n- {<<: *a}\n- 1", None),
        ("- &a {b: 1}\n- {<<: *a}", (1, 10)),
    ],
)
def test_values_are_counted_and_the_first_beyond_the_limit_is_located(
    text: str, place: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MAX_VALUES", 6)
    if place:
        assert refused(text) == (*place, budget.TOO_MANY)
    else:
        assert yaml_loader.load(text)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("- &a [1]\n- *a", 5),
        ("- &a [1]\n- *a\n- *a", 7),
        ("- &a {b: 1}\n- *a", 5),
        ("- &a {b: 1}\n- {<<: *a}", 7),
        ("- &a {b: 1, c: 2}\n- {<<: *a}", 10),
    ],
)
def test_each_use_of_an_alias_counts_and_a_merge_counts_twice(
    text: str, total: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MAX_VALUES", total)
    assert yaml_loader.load(text)
    monkeypatch.setattr(budget, "MAX_VALUES", total - 1)
    assert refused(text)[2] == budget.TOO_MANY


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\n<<: {a: 2, b: 3}", {"a": 1, "b": 3}),
        ("<<: [{a: 1}, {a: 2, b: 3}]\nc: 4", {"a": 1, "b": 3, "c": 4}),
        ("<<: {a: {b: 1}}\na: 2", {"a": 2}),
        ("<<: text", {"<<": "text"}),
        ('"<<": {a: 1}', {"<<": {"a": 1}}),
        ("<<: []", {}),
        ("<<: [1, {a: 1}]", {"<<": [1, {"a": 1}]}),
        ("200: a\ntrue: b\n~: c", {"200": "a", "true": "b", "~": "c"}),
        ("[!!str 1, !!int 1, !!float 1]", ["1", 1, 1.0]),
        ("[-1, +1, 0o17, 0x1F, 1_0, 0b1, 017]", [-1, 1, 15, 31, "1_0", "0b1", 17]),
        ("[1., .5, 1e3, -1.5E-2, 1.2.3, .]", [1.0, 0.5, 1000.0, -0.015, "1.2.3", "."]),
        (
            "[~, null, Null, nULL, true, True, tRUE, yes]",
            [None] * 3 + ["nULL", True, True, "tRUE", "yes"],
        ),
        ("a:\nb: ''", {"a": None, "b": ""}),
    ],
)
def test_values_are_those_of_yaml_1_2_with_merge_keys(text: str, value: Any) -> None:
    found = yaml_loader.load(text)
    assert found == value
    assert repr(found) == repr(value)


MERGED = "x: &x\n  a: 1\n  b: 2\ny:\n  <<: [{b: 3}, *x]\n  b: 4\n  b: 5\n"


@pytest.mark.parametrize(
    ("pointer", "place", "source"),
    [
        (("y", "a"), (2, 3), "1"),
        (("y", "b"), (7, 3), "5"),
        (("x", "b"), (3, 3), "2"),
        (("x", "c"), (1, 1), None),
        (("y",), (4, 1), None),
    ],
)
def test_merged_entry_is_where_it_is_written(
    pointer: Pointer, place: tuple[int, int], source: str | None
) -> None:
    assert yaml_loader.locate(MERGED, pointer) == place
    assert yaml_loader.written(MERGED, pointer) == source


def test_of_merged_entries_the_first_counts_for_value_and_place() -> None:
    text = "x: &x {b: 1}\ny: &y {b: 2}\nz:\n  <<: [*y, *x]\n  <<: *x"
    assert yaml_loader.load(text)["z"] == {"b": 2}
    assert yaml_loader.locate(text, ("z", "b")) == (2, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (1, 1, "text is empty")),
        ("a: 1\n--- b", (2, 1, "more than one YAML document in a file")),
        ("a: 1\nb: *c", (2, 4, "undefined alias")),
        ("a: 1\n? [b]\n: 2", (2, 3, "mapping key is not a scalar")),
        ("a: b\n  \x01", (2, 3, r"character '\x01' is not allowed in YAML")),
        ("é: \x01", (1, 4, r"character '\x01' is not allowed in YAML")),
        ("a: 1\nb: \ud800", (2, 4, r"'\ud800' is a lone surrogate, not a character")),
        ("a: !b c", (1, 4, "tag '!b' is not allowed")),
        ("a: !b {}", (1, 4, "tag '!b' is not allowed")),
        ("a: !b []", (1, 4, "tag '!b' is not allowed")),
        ("!b a: 1", (1, 1, "tag '!b' is not allowed")),
        ("a: !!map []", (1, 4, "tag 'tag:yaml.org,2002:map' is not allowed")),
        ("a: !!int b", (1, 4, "'b' is not of the type !!int")),
        ("a: .nan", (1, 4, ".nan is not a valid number in JSON")),
        ("a: 1\nb: 1\n a: 1", (3, 3, "mapping values are not allowed in this context")),
        ("- &a [*a]", (1, 3, "alias refers to a node that contains it")),
    ],
)
def test_fault_is_named_and_located(text: str, expected: tuple[int, int, str]) -> None:
    assert refused(text) == expected


def test_a_text_is_parsed_once_for_all_its_places() -> None:
    assert yaml_loader._composed(MERGED) is yaml_loader._composed(MERGED)
    assert json_loader._index('{"a": 1}') is json_loader._index('{"a": 1}')


def test_foreign_breaks_are_kept_in_keys_and_values() -> None:
    text = "a\u2028b: 'c\x85d'\ne: [f\u2029, \ue000]\n"
    assert yaml_loader.load(text) == {"a\u2028b": "c\x85d", "e": ["f\u2029", "\ue000"]}
    assert yaml_loader.locate(text, ("e",)) == (2, 1)
