"""Any document says what any recordings show, after the proposed overlay."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from learn.exchanges import COVERAGE, exchange
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Location
from specquilt.openapi.load import yaml_loader
from specquilt.overlay import apply
from specquilt.overlay import read as overlays
from specquilt.recordings.evidence import Evidence
from specquilt.recordings.findings import findings_of
from specquilt.recordings.propose import proposal
from specquilt.recordings.read.forms import from_line
from tiers import examples

_NAMES = st.sampled_from("abcd")


_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(0, 3), st.just(0.5), st.sampled_from(["x", "y", "a"])
)


VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=12,
)


_LEAVES = st.sampled_from(
    [
        {},
        {"type": "string"},
        {"type": "integer"},
        {"type": "number", "description": "A number."},
        {"type": ["boolean", "null"]},
        {"type": "string", "enum": ["x", "y"]},
        {"const": "x"},
        {"enum": ["x", 1, None]},
        {"type": "object"},
        {"$ref": "#/components/schemas/S"},
        {"$ref": "#/components/schemas/T"},
    ]
)


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    more = st.sampled_from(
        [{}, {"additionalProperties": False}, {"additionalProperties": {"type": "string"}}]
    )
    fields = st.dictionaries(_NAMES, inner, min_size=1, max_size=3)
    required = st.lists(_NAMES, unique=True, min_size=1, max_size=2)
    return st.builds(
        lambda fields, required, more: {
            "type": "object",
            "properties": fields,
            "required": required,
            **more,
        },
        fields,
        required,
        more,
    )


def _compound(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        _objects(inner),
        st.builds(lambda items: {"type": "array", "items": items}, inner),
        st.builds(lambda key, parts: {key: parts}, st.sampled_from(["oneOf", "anyOf"]), several),
        st.builds(lambda one, other: {"allOf": [one, other]}, _objects(inner), _objects(inner)),
    )


SCHEMAS = st.recursive(_LEAVES, _compound, max_leaves=8)


DOCUMENTS = st.tuples(_objects(SCHEMAS), _objects(SCHEMAS))


def _document(one: Any, other: Any) -> Any:
    answer = {"schema": {"$ref": "#/components/schemas/S"}}
    response = {"200": {"description": "It.", "content": {"application/json": answer}}}
    schemas = {"S": deepcopy(one), "T": deepcopy(other)}
    info = {"title": "Any", "version": "1"}
    paths = {"/it": {"get": {"responses": response}}}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _evidence(data: Any, bodies: list[Any]) -> Evidence:
    evidence = Evidence(data)
    for body in bodies:
        row = from_line(exchange("GET /it", json.dumps(body)), Location("it"))
        assert row
        evidence.add(row)
    return evidence


def _facts(data: Any, bodies: list[Any]) -> list[str]:
    findings = findings_of(_evidence(data, bodies), Document(data))
    return [each.message for each in findings if each.rule not in COVERAGE]


def _check(pair: tuple[Any, Any], bodies: list[Any]) -> None:
    document = Document(_document(*pair))
    made = proposal(_evidence(document.data, bodies), document, document, "")
    if not made.text:
        assert _facts(document.data, bodies) == []
        return
    actions = yaml_loader.load(made.text)["actions"]
    changed, _ = apply.apply(document, _read(made.text))
    assert all(each["description"] for each in actions)
    assert _facts(changed.data, bodies) == []
    before, after = (
        Draft202012Validator({**data, "$ref": "#/components/schemas/S"})
        for data in (document.data, changed.data)
    )
    for body in bodies:
        assert not before.is_valid(body) or after.is_valid(body) or "oneOf" in json.dumps(pair)


def _read(text: str) -> Any:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "overlay.yaml"
        path.write_text(text, encoding="utf-8")
        return overlays.read(path).actions


test_any_document_says_what_any_recordings_show = examples(
    60, 3_000, DOCUMENTS, st.lists(VALUES, min_size=1, max_size=4)
)(_check)
