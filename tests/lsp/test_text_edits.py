"""Changes of values become changes of text that leave everything else as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import strategies as st

from specquilt.lsp.changes import Added, Removed, Renamed, Replaced, changes
from specquilt.lsp.repairs import edited
from specquilt.lsp.text_edits import EditableText
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.load import yaml_loader
from tiers import examples

KEYS = st.sampled_from(["a", "b", "c", "200", "a b", "x-c", "/q/{id}", "$ref", "no", "é"])
SCALARS = st.sampled_from(
    [None, True, 0, 1, 1.5, "", "text", "1", "a: b", "- x", "#", "it's", "yes\n"]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
MAPPINGS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)
NOTATIONS: dict[str, Callable[[Any], str]] = {
    "yaml": to_yaml,
    "json": lambda data: json.dumps(data, indent=2),
    "minified": json.dumps,
}


def _changed(text: str, new: Any) -> str:
    """Return a text in which only what is different has been changed."""
    old = yaml_loader.load(text)
    return edited(text, EditableText(text).edits(changes(old, new)))


@examples(60, 2000, st.sampled_from([*NOTATIONS]), MAPPINGS, MAPPINGS)
def test_any_document_can_become_any_other(notation: str, old: Any, new: Any) -> None:
    text = _changed(NOTATIONS[notation](old), new)
    assert yaml_loader.load(text) == new


@examples(100, 3000, VALUES, VALUES)
def test_changes_say_all_that_is_different(old: Any, new: Any) -> None:
    assert (list(changes(old, new)) == []) is (
        json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 2}, [Replaced(("a",), 2)]),
        ({"a": 1}, {"a": True}, [Replaced(("a",), True)]),
        ({"a": 1, "b": 2}, {"c": 1, "b": 2}, [Renamed(("a",), "c")]),
        (
            {"a": {"x": 1}, "b": 2},
            {"c": {"x": 2}, "b": 2},
            [Renamed(("a",), "c"), Replaced(("a", "x"), 2)],
        ),
        ({"a": 1, "b": 2}, {"b": 2}, [Removed(("a",))]),
        ({"a": 1}, {"a": 1, "b": 2}, [Added((), "b", 2)]),
        ({"a": 1}, {}, [Replaced((), {})]),
        ({}, {"a": 1}, [Replaced((), {"a": 1})]),
        ([1, 2, 3], [1, 3], [Removed((1,))]),
        ([1, 2, 3], [3, 1], [Replaced((), [3, 1])]),
        ([1], [1, 2], [Added((), None, 2)]),
        ([1], [2, 1], [Replaced((), [2, 1])]),
        ([1, [2]], [1, [3]], [Replaced((1, 0), 3)]),
    ],
)
def test_changes_are_small(old: Any, new: Any, expected: Any) -> None:
    assert list(changes(old, new)) == expected


TEXT = """\
# Quilts
a:   1   # one
b:
  c: [x, y]   # two
  d: "3"
e:
- 4
-   f: 5
    g: 6
"""


@pytest.mark.parametrize(
    ("new", "line", "expected"),
    [
        ({"a": 2}, 1, "a:   2   # one"),
        ({"b": {"c": ["x"], "d": "3"}}, 3, "  c: [x]   # two"),
        ({"b": {"c": ["x", "y"], "d": "4"}}, 4, "  d: '4'"),
        ({"b": {"c": ["x", "y"], "d": "3", "h": True}}, 5, "  h: true"),
        ({"e": [4, {"f": 5, "g": 6, "h": None}]}, 9, "    h: null"),
        ({"e": [4, {"f": 5, "g": 6}, 7]}, 9, "- 7"),
        ({"e": [4, {"g": 6}]}, 7, "-   g: 6"),
        ({"e": [4]}, 6, "- 4"),
        ({"b": 1}, 2, "b: 1"),
        ({"a": {"x": 1}}, 2, "  x: 1   # one"),
    ],
)
def test_everything_else_stays_as_it_is(new: Any, line: int, expected: str) -> None:
    text = _changed(TEXT, {**yaml_loader.load(TEXT), **new})
    assert yaml_loader.load(text) == {**yaml_loader.load(TEXT), **new}
    assert text.split("\n")[line] == expected
    gone = [each for each in TEXT.split("\n") if each not in text.split("\n")]
    assert len(gone) <= 3


def test_what_is_not_in_the_text_cannot_be_changed() -> None:
    for pointer in (("x",), ("a", "x"), ("e", 9)):
        with pytest.raises(LookupError):
            EditableText(TEXT).edits([Replaced(pointer, 1)])


def test_a_text_that_is_not_yaml_cannot_be_changed() -> None:
    with pytest.raises(Exception, match="flow"):
        EditableText("a: [")


def test_notations_are_read_as_the_same_values() -> None:
    data = {"a": [1, {"b": None}], "é": "x\n"}
    assert all(yaml_loader.load(write(data)) == data for write in NOTATIONS.values())
    assert yaml.safe_load(to_yaml(data)) == data
