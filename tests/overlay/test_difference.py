"""The overlay of a difference turns the old document into the new one, for any two documents."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from overlay.documents import loaded
from specquilt.openapi.document import Document
from specquilt.openapi.json_path import json_path
from specquilt.overlay import apply, read
from specquilt.overlay.difference import difference
from specquilt.overlay.merge_value import same
from specquilt.overlay.write import write
from tiers import examples

_SCALARS = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "b", "", "1e3"])
_KEYS = st.sampled_from(["a", "b", "c-d", "it's", "/v1.5/{id}", "größe", 'q"', "back\\slash", "\n"])
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)
_DOCUMENTS = st.dictionaries(_KEYS, _VALUES, max_size=5)


@examples(80, 800, _DOCUMENTS, _DOCUMENTS)
def test_overlay_of_a_difference_gives_the_new_document(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    changes = difference(old, new)
    assert bool(changes) != same(old, new)
    if not changes:
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "difference.overlay.yaml")
        file.write_text(write("Test", "old.yaml", changes, str), encoding="utf-8")
        changed, _ = apply.apply(Document(old), read.read(file).actions)
        assert same(changed.data, new)


def _kinds(old: str, new: str) -> list[str]:
    changes = difference(loaded(old), loaded(new))
    return [f"{change.kind} {json_path(change.target)}" for change in changes]


def test_scalar_is_updated_in_its_parent() -> None:
    assert _kinds("a: {b: 1, c: 2}", "a: {b: 3, c: 2}") == ["update $.a"]


def test_value_of_another_type_is_removed_and_set() -> None:
    assert _kinds("a: {b: {c: 1}}", "a: {b: text}") == ["remove $.a.b", "update $.a"]


def test_items_of_an_array_are_removed_from_its_end() -> None:
    assert _kinds("a: [1, 2, 3, 4]", "a: [1, 3]") == ["remove $.a[3]", "remove $.a[1]"]


def test_items_are_appended() -> None:
    assert _kinds("a: [1]", "a: [1, 2]") == ["update $"]


def test_objects_in_an_array_are_changed_in_place() -> None:
    assert _kinds("a: [{b: 1}, {b: 2}]", "a: [{b: 1}, {b: 3}]") == ["update $.a[1]"]


def test_array_with_changed_scalars_is_replaced() -> None:
    assert _kinds("a: [{value: x}, y]", "a: [x, y]") == ["remove $.a", "update $"]


def test_renamed_object_is_copied_and_then_changed() -> None:
    old = "schemas: {old_name: {self: {$ref: '#/schemas/old_name'}}}"
    assert _kinds(old, old.replace("old_name", "NewName")) == [
        "update $.schemas",
        "copy $.schemas.NewName",
        "remove $.schemas.old_name",
        "update $.schemas.NewName.self",
    ]
