"""Which alternative of a schema a value is compared with, and which facts its alternatives agree on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from learn.exchanges import found, got, quilts, with_size


def test_discriminator_decides_which_alternative_is_meant(tmp_path: Path) -> None:
    odd = got(patches=[{"kind": "circle", "width": 2}, {"kind": "star", "points": 5}])
    assert sorted(found(tmp_path, odd)) == [
        "required-field-absent: Circle.radius is required, but was absent: seen in 1 of 1 object",
        "undocumented-field: Circle.width is not documented (integer): seen in 1 of 1 object",
        'undocumented-value: Patch has the undocumented value "star": seen in 1 of 2 values',
    ]


def test_tag_may_be_declared_by_an_alternative_of_an_alternative(tmp_path: Path) -> None:
    changed = quilts()
    schemas = changed["components"]["schemas"]
    schemas["Shape"] = {"anyOf": schemas["Patch"]["oneOf"]}
    schemas["Patch"] = {
        "oneOf": [{"$ref": "#/components/schemas/Shape"}, {"$ref": "#/components/schemas/Patch"}],
        "discriminator": {"propertyName": "kind"},
    }
    assert found(tmp_path, got(patches=[{"kind": "circle", "radius": 2}]), data=changed) == []


def test_alternatives_of_any_of_may_apply_together(tmp_path: Path) -> None:
    parts = [{"type": "object", "properties": {name: {"type": "string"}}} for name in "ab"]
    assert found(tmp_path, got(size={"a": "x", "b": "y"}), data=with_size({"anyOf": parts})) == []


@pytest.mark.parametrize(
    ("value", "facts"),
    [
        ({"a": "x", "b": "y"}, []),
        ({"a": "x", "c": 1}, ["c is not documented"]),
        ({"a": "x", "b": "y", "c": 1}, ["c is not documented"]),
        ({"a": None, "c": 1}, ["c is not documented"]),
    ],
)
def test_what_only_one_of_several_likely_alternatives_lacks_is_no_fact(
    tmp_path: Path, value: Any, facts: list[str]
) -> None:
    parts = [{"type": "object", "properties": {name: {"type": "string"}}} for name in "ab"]
    messages = found(tmp_path, got(size=value), data=with_size({"oneOf": parts}))
    assert [fact for fact in facts if any(fact in each for each in messages)] == facts
    assert len(messages) == len(facts)


def test_a_contradiction_of_the_only_likely_alternative_is_a_fact(tmp_path: Path) -> None:
    text = {"type": "string"}
    parts = [
        {"type": "object", "required": names, "properties": dict.fromkeys(names, text)}
        for names in (["a", "b"], ["c", "d", "e"])
    ]
    data = with_size({"oneOf": parts})
    (message,) = found(tmp_path, got(size={"a": "x", "b": None}), data=data)
    assert "b was null" in message
    assert found(tmp_path, got(size={}), data=data) == []


@pytest.mark.parametrize(
    ("value", "facts"),
    [
        ({"kind": None, "x": 1}, ["kind was null"]),
        ({"kind": "a", "x": 1, "y": 2}, ["x is not documented", "y is not documented"]),
    ],
)
def test_alternatives_agree_on_a_fact_wherever_they_say_it(
    tmp_path: Path, value: Any, facts: list[str]
) -> None:
    text = {"type": "string"}
    more: dict[str, Any] = {"x": {}} if value["kind"] is None else {}
    parts = [
        {"type": "object", "properties": {"kind": text, name: text, **more}} for name in ("a", "b")
    ]
    messages = found(tmp_path, got(size=value), data=with_size({"oneOf": parts}))
    assert len(messages) == len(facts)
    assert all(any(fact in each for each in messages) for fact in facts)


def test_contradictions_count_more_than_unknown_fields(tmp_path: Path) -> None:
    text = {"type": "string"}
    strict = {"type": "object", "required": ["a", "b"], "properties": {"a": text, "b": text}}
    loose = {"type": "object", "required": ["a"], "properties": {"a": text}}
    data = with_size({"oneOf": [strict, loose]})
    (message,) = found(tmp_path, got(size={"a": "x", "c": "y"}), data=data)
    assert "c is not documented" in message
