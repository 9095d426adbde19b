"""What makes no difference: order, spelling, references, names of components."""

from __future__ import annotations

import random
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from diff.versions import base, changes, compared, edited, version
from specquilt.comparison.changes import verdicts_of
from specquilt.comparison.compare import compare
from specquilt.comparison.order import ordered_like
from specquilt.comparison.pruned import pruned
from specquilt.openapi.load import yaml_loader

ROOT = Path(__file__).parents[2]
SCHEMAS = "/components/schemas"
LONG = partial(pytest.param, marks=pytest.mark.long)


def shuffled(value: Any, chance: random.Random) -> Any:
    """Return a copy of a document with its keys in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(item, chance) for item in value] if isinstance(value, list) else value


def renamed(value: Any, old: str, new: str) -> Any:
    """Return a copy of a document with another name of a component."""
    if isinstance(value, dict):
        return {new if key == old else key: renamed(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, old, new) for item in value]
    return f"#{SCHEMAS}/{new}" if value == f"#{SCHEMAS}/{old}" else value


def inlined(value: Any, name: str, schema: Any) -> Any:
    """Return a copy of a document with a component in the place of each reference to it."""
    if isinstance(value, dict):
        if value.get("$ref") == f"#{SCHEMAS}/{name}":
            return deepcopy(schema)
        return {key: inlined(item, name, schema) for key, item in value.items()}
    return [inlined(item, name, schema) for item in value] if isinstance(value, list) else value


def as_3_0(value: Any) -> Any:
    """Return a copy of a document in the spelling of OpenAPI 3.0."""
    if isinstance(value, list):
        return [as_3_0(item) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: as_3_0(item) for key, item in value.items()}
    if isinstance(kinds := result.get("type"), list) and "null" in kinds:
        (result["type"],) = (kind for kind in kinds if kind != "null")
        result["nullable"] = True
    if "const" in result:
        result["enum"] = [result.pop("const")]
    return result


@pytest.mark.parametrize("seed", [0, LONG(1)])
def test_the_order_of_keys_is_no_change(seed: int) -> None:
    new = shuffled(base(), random.Random(seed))
    assert not changes(base(), ordered_like(base(), new))


def test_the_spelling_of_openapi_3_0_is_no_change() -> None:
    old = base()
    del old["components"]["schemas"]["Person"]["properties"]["code"]  # 3.0 has no two types
    assert not changes(old, as_3_0(old))
    assert not changes(as_3_0(old), old)


@pytest.mark.parametrize("name", ["Person", *map(LONG, ("Square", "Patch", "NewQuilt"))])
def test_a_component_with_another_name_changes_exactly_the_exported_name(name: str) -> None:
    new = renamed(base(), name, f"Other{name}")
    found = changes(base(), new)
    assert {verdicts_of(each).wire for each in found} <= {"none"}
    surfaces = [version(each).surface for each in (base(), new)]
    lost = {each.name for each in surfaces[0].models} - {each.name for each in surfaces[1].models}
    assert {each.detail for each in found} == lost


@pytest.mark.parametrize("name", ["Patch", *map(LONG, ("Quilt", "Person"))])
def test_a_reference_in_the_place_of_a_schema_changes_no_wire(name: str) -> None:
    schema = base()["components"]["schemas"][name]
    new = inlined(base(), name, schema)
    for old, other in ((base(), new), (new, base())):
        found = changes(old, other)
        assert {verdicts_of(each).wire for each in found} <= {"none"}, [each.text for each in found]
        names = [{each.name for each in version(d).surface.models} for d in (old, other)]
        assert bool(found) == (names[0] != names[1])


def test_parameters_and_required_fields_in_another_order_are_no_change() -> None:
    new = base()
    new["paths"]["/quilts"]["get"]["parameters"].reverse()
    new["components"]["schemas"]["Quilt"]["required"].reverse()
    new["components"]["schemas"]["Quilt"]["properties"]["status"]["enum"].reverse()
    assert not changes(base(), new)


@pytest.mark.parametrize("path", ["specs/cohere/openapi.yaml"])
def test_a_document_is_equal_to_itself(path: str) -> None:
    document = yaml_loader.load((ROOT / path).read_text(encoding="utf-8"))
    whole = version(document)
    assert not compare(whole, whole).changes


def test_schemas_that_contain_each_other_are_compared_once() -> None:
    old = edited(f"{SCHEMAS}/Person/properties/friend", f"{{$ref: '#{SCHEMAS}/Person'}}")
    (change,) = changes(old, edited(f"{SCHEMAS}/Person/properties/age", "{type: string}", old))
    assert change.rule == "type-changed"


def test_fields_of_a_shared_base_change_once() -> None:
    old = base()
    old["components"]["schemas"] |= {
        "Base": {"type": "object", "properties": {"made_by": {"type": "string"}}},
        "Wide": {"allOf": [{"$ref": f"#{SCHEMAS}/Base"}, {"type": "object", "properties": {"w": {"type": "string"}}}]},
        "Tall": {"allOf": [{"$ref": f"#{SCHEMAS}/Base"}, {"type": "object", "properties": {"h": {"type": "string"}}}]},
    }  # fmt: skip
    for name in ("Wide", "Tall"):
        old["components"]["schemas"]["Quilt"]["properties"][name] = {"$ref": f"#{SCHEMAS}/{name}"}
    at = f"{SCHEMAS}/Base/properties/made_by"
    (changed,) = changes(old, edited(at, "{type: integer}", old))
    assert changed.rule == "type-changed"
    (gone,) = changes(old, edited(at, "", old))
    assert gone.rule == "field-removed"
    (new,) = changes(edited(at, "", old), old)
    assert new.rule == "field-added"


def test_what_is_the_same_in_both_documents_can_be_left_out() -> None:
    edits = [
        (f"{SCHEMAS}/Person/properties/age", "{type: string}"),
        (f"{SCHEMAS}/Quilt/properties/status/enum", "[planned, sewn]"),
        ("/paths/~1about", ""),
        ("/paths/~1quilts~1{id}/get/operationId", "fetch"),
        ("/paths/~1quilts/get/parameters/0/schema", "{type: string}"),
        ("/components/schemas/Round/properties/radius", "{type: string}"),
        ("/info/title", "Other"),
        ("/x-specquilt-arguments", "{tags: labels}"),
    ]
    for at, text in edits:
        old, new = base(), edited(at, text)
        assert _texts(*pruned(old, new)) == _texts(old, new)


def test_of_equal_documents_nothing_is_left_but_names() -> None:
    left, _ = pruned(base(), base())
    assert set(left["paths"]) == set(base()["paths"])
    assert not any(left["components"]["schemas"][name] for name in ("Quilt", "Person", "Square"))
    assert "requestBody" not in left["paths"]["/quilts"]["post"]


@pytest.mark.parametrize("hint", ["arguments", "pagination", "polling", "streaming"])
def test_an_operation_with_hints_about_its_parts_keeps_them(hint: str) -> None:
    old = edited(f"/paths/~1quilts/post/x-specquilt-{hint}", "{a: b}")
    left, _ = pruned(old, deepcopy(old))
    assert left["paths"]["/quilts"] == old["paths"]["/quilts"]


def test_schemas_that_a_hint_about_polling_names_are_kept() -> None:
    hint = "{status: status, accepts: {Person: age}}"
    old = edited("/paths/~1quilts/post/x-specquilt-polling", hint)
    left, _ = pruned(old, deepcopy(old))
    assert left["components"]["schemas"]["Person"] == old["components"]["schemas"]["Person"]


def test_a_declared_call_is_no_reason_to_keep_an_operation() -> None:
    old = edited("/paths/~1quilts/post/x-specquilt-call", "quilts.sew")
    left, _ = pruned(old, deepcopy(old))
    assert "requestBody" not in left["paths"]["/quilts"]["post"]
    assert left["paths"]["/quilts"]["post"]["x-specquilt-call"] == "quilts.sew"


def test_versions_without_a_common_operation_are_of_different_apis() -> None:
    new = base()
    new["paths"] = {
        "/other": {"get": {"operationId": "other", "responses": {"204": {"description": "-"}}}}
    }
    assert not compared(base(), new).is_of_one_api
    assert compared(base(), base()).is_of_one_api
    assert compared(base() | {"paths": {}}, base() | {"paths": {}}).is_of_one_api


def _texts(old: Any, new: Any) -> list[tuple[str, str, int]]:
    return [(each.rule, each.text, each.use.operations.bit_count()) for each in changes(old, new)]
