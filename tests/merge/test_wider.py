"""Merging does not depend on the order of the pages, and refuses nothing."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from specquilt.merging.annotations import bare, identity
from specquilt.merging.merge import MergeInput, merge
from specquilt.merging.wider_schema import wider_schema
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind

_PROPERTIES = st.sampled_from(["a", "b", "c"])
_X, _Y = {"$ref": "#/components/schemas/X"}, {"$ref": "#/components/schemas/Y"}
_EXTENDED: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"type": "object"}, {"properties": {"a": {"type": "string"}}}]
)
_MAPPINGS = st.dictionaries(_PROPERTIES, st.sampled_from(["X", "Y"]), min_size=1)
_REFERENCES = st.one_of(
    st.sampled_from([_X, _Y, {"allOf": [_X]}, {"allOf": [_X], "nullable": True}]),
    _EXTENDED.map(lambda part: {"allOf": [_X, part]}),
    _EXTENDED.map(lambda part: {"allOf": [_X], **part}),
    st.builds(
        lambda parts, names: {
            "oneOf": parts,
            "discriminator": {"propertyName": "a", "mapping": names},
        },
        st.sampled_from([[_X], [_X, _Y]]),
        _MAPPINGS,
    ),
)
_TEXTS = st.sampled_from([{"type": "string"}, {"type": "string", "maxLength": 3}])
_ENUMS = st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, unique=True).map(
    lambda values: {"type": "string", "enum": values}
)
_NUMBERS = st.integers(0, 3).map(lambda least: {"type": "integer", "minimum": least})
_NULLS = st.sampled_from([{"type": ["integer", "null"]}, {"type": "null"}, {"const": 1}, {}, True])
_LEAVES = st.one_of(_TEXTS, _ENUMS, _NUMBERS, _NULLS)


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {"type": st.just("object")},
        optional={
            "properties": st.dictionaries(_PROPERTIES, inner, max_size=2),
            "required": st.lists(_PROPERTIES, min_size=1, max_size=2, unique=True),
            "additionalProperties": st.booleans(),
            "description": st.sampled_from(["one", "two"]),
        },
    )


def _schemas(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            _objects(inner),
            inner.map(lambda items: {"type": "array", "items": items}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"anyOf": parts}),
        ),
        max_leaves=5,
    )


_SCHEMAS: st.SearchStrategy[Any] = _schemas(st.one_of(_LEAVES, _REFERENCES))
_BODIES: st.SearchStrategy[Any] = _SCHEMAS.map(
    lambda schema: {"application/json": {"schema": schema}}
)
_PARAMETERS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"name": _PROPERTIES, "in": st.just("query"), "schema": _LEAVES},
    optional={"required": st.booleans()},
)
_OPERATIONS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "responses": st.dictionaries(
            st.sampled_from(["200", "404"]),
            st.fixed_dictionaries({"description": st.text(max_size=2), "content": _BODIES}),
            min_size=1,
        )
    },
    optional={
        "operationId": st.sampled_from(["one", "two"]),
        "summary": st.text(max_size=2),
        "parameters": st.lists(_PARAMETERS, max_size=3, unique_by=lambda each: each["name"]),
        "requestBody": st.fixed_dictionaries(
            {"content": _BODIES}, optional={"required": st.booleans()}
        ),
    },
)
_FRAGMENTS = st.builds(
    lambda operation, schema: {
        "openapi": "3.1.0",
        "info": {"title": "Quilts", "version": "1"},
        "paths": {"/quilts": {"get": operation}},
        "components": {"schemas": {"X": schema}},
    },
    _OPERATIONS,
    _SCHEMAS,
)


@given(st.lists(_FRAGMENTS, min_size=2, max_size=3))
def test_order_of_pages_changes_only_annotations_and_order(fragments: list[Any]) -> None:
    results = [_merged(order) for order in permutations(fragments)]
    assert all(result == results[0] for result in results)


@given(_SCHEMAS, _SCHEMAS)
def test_order_of_schemas_changes_only_annotations_and_order(one: Any, other: Any) -> None:
    assert _normal(wider_schema(one, other)) == _normal(wider_schema(other, one))


_VALUES = st.recursive(
    st.one_of(st.none(), st.integers(0, 3), st.sampled_from(["x", "y", "long text"])),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(_PROPERTIES, inner)),
    max_leaves=4,
)


@given(_LEAVES, _LEAVES, _VALUES)
def test_wider_schema_accepts_what_one_of_both_accepts(one: Any, other: Any, value: Any) -> None:
    wider = wider_schema(one, other)
    if _accepts(one, value) or _accepts(other, value):
        assert _accepts(wider, value)


def _accepts(schema: Any, value: Any) -> bool:
    return bool(jsonschema.Draft202012Validator(schema).is_valid(value))


def _merged(fragments: tuple[Any, ...]) -> str:
    document, _ = merge(MergeInput(tuple(map(Document, fragments))))
    parts = document.data
    operation = bare(parts["paths"]["/quilts"]["get"], Kind.OPERATION)
    schemas = parts["components"]["schemas"]
    return _normal([operation, *(bare(each, Kind.SCHEMA) for each in schemas.values())])


def _normal(value: Any) -> str:
    return identity(_sorted(bare(value, Kind.SCHEMA)))


def _sorted(value: Any) -> Any:
    """Return a value in which no list has an order."""
    if isinstance(value, dict):
        return {key: _sorted(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=identity)
    return value
