"""A pointer has the same location whether a text is parsed as JSON or as YAML."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specquilt.openapi.load import json_loader, yaml_loader
from specquilt.openapi.load.fault import TextFault
from specquilt.openapi.pointer import Pointer

_SCALARS = st.none() | st.booleans() | st.integers() | st.text('aé"\\/{}[]:,0 ', max_size=4)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text('ab"\\{ é', max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)
_DOCUMENTS = st.dictionaries(st.text("ab", max_size=2), _VALUES, max_size=4)


def _places(value: Any, at: Pointer = ()) -> list[Pointer]:
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [at, *(place for key, item in items for place in _places(item, (*at, key)))]


def _as_yaml(text: str, pointer: Pointer) -> tuple[int, int]:
    """Locate a pointer in YAML. The added comment prevents parsing as JSON."""
    line, column = yaml_loader.locate(f"# YAML\n{text}", pointer)
    return line - 1, column


@given(data=_DOCUMENTS, indent=st.sampled_from([None, 2]))
def test_locations_in_json_equal_locations_in_yaml(
    data: dict[str, Any], indent: int | None
) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    for place in [*_places(data), ("nowhere",), ("a", "nowhere", 3)]:
        assert json_loader.locate(text, place) == _as_yaml(text, place)


@given(data=_DOCUMENTS)
def test_values_in_json_equal_values_in_yaml(data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False)
    assert yaml_loader.load(text) == yaml_loader.load(f"# YAML\n{text}") == data


FAULTS = {
    "repeated key": ('{"a": 1,\n "a": 2}', "duplicate-key", 2),
    "missing comma": ('{"a": 1\n "b": 2}', "yaml-syntax", 2),
    "too deep": ("[" * 300 + "]" * 300, "yaml-budget", 1),
    "far too deep": ("[" * 100_000 + "]" * 100_000, "yaml-budget", 1),
    "lone surrogate": ('{"a": "\\ud83d"}', "yaml-syntax", 1),
    "too many digits": ('{"a": ' + "9" * 5000 + "}", "number-not-in-json", 1),
    "nothing": ("", "yaml-syntax", 1),
}


@pytest.mark.parametrize(("text", "rule", "line"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_located(text: str, rule: str, line: int) -> None:
    with pytest.raises(TextFault) as caught:
        yaml_loader.load(text)
    assert (caught.value.rule, caught.value.line) == (rule, line)


def test_escaped_emoji_is_text() -> None:
    assert yaml_loader.load('{"a": "\\ud83d\\ude00"}') == {"a": "😀"}


def test_flow_style_yaml_is_not_parsed_as_json() -> None:
    assert yaml_loader.load("{a: 'no', b: [x, 1e3], c: off}") == {
        "a": "no",
        "b": ["x", 1000.0],
        "c": "off",
    }


_DUPLICATES = '{"a": {"b": 1},\n "c": 2,\n "a": {"b": 3},\n "a": {"b": 4, "b": 5}}'


@pytest.mark.parametrize("text", [_DUPLICATES, f"{_DUPLICATES} # YAML"], ids=["json", "yaml"])
def test_value_place_and_text_are_those_of_the_last_duplicate(text: str) -> None:
    found: list[TextFault] = []
    assert yaml_loader.load(text, found) == {"a": {"b": 5}, "c": 2}
    assert yaml_loader.locate(text, ("a",))[0] == 4
    assert yaml_loader.written(text, ("a", "b")) == "5"
    assert [(each.line, each.first_line) for each in found] == [(3, 1), (4, 1), (4, 4)]


_MERGED = """\
base: &base {a: 1, b: 2}
more: &more
  <<: *base
  b: 3
all:
  <<: [*more, {b: 4, c: 5}]
  c: 6
"""


def test_merge_keys_bring_their_places() -> None:
    assert yaml_loader.load(_MERGED)["all"] == {"a": 1, "b": 3, "c": 6}
    places = {key: yaml_loader.locate(_MERGED, ("all", key))[0] for key in "abc"}
    assert places == {"a": 1, "b": 4, "c": 7}


def test_merge_keys_have_the_budget_of_aliases() -> None:
    levels = [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}" for n in range(1, 9)]
    with pytest.raises(TextFault) as caught:
        yaml_loader.load("\n".join(["a0: &a0 {k: 1}", *levels]))
    assert caught.value.rule == "yaml-budget"
