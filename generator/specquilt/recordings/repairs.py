"""Repairs of a document after which it says what recordings show. All of them only widen it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from specquilt.openapi.keywords import UNIONS
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.values import listing
from specquilt.recordings.evidence import PARAMETER, Evidence
from specquilt.recordings.findings import KINDS
from specquilt.recordings.subjects import subject_of
from specquilt.recordings.walk.notes import (
    ABSENT,
    FIELD,
    LONGEST_VALUE,
    NULL,
    TYPE,
    VALUE,
    DriftFact,
    FactNote,
    WalkNotes,
)
from specquilt.recordings.walk.shape import MOST_NAMES, ValueShape

_ABOUT = ("title", "description", "readOnly", "writeOnly", "deprecated", "default", "example")
"""Keys that stay where they are when a schema becomes one of several."""

_PLAIN = frozenset({"string", "integer", "number", "boolean"})


class Widening(NamedTuple):
    """A repair of a document.

    Args:
        at: Place that it changes.
        reason: What recordings show, with counts.
        apply: Changes a document; returns whether that was possible.
    """

    at: Pointer
    reason: str
    apply: Callable[[dict[str, Any]], bool]


def repairs_of(evidence: Evidence, data: dict[str, Any]) -> list[Widening]:
    """Return the repairs, those inside others first: they do not move each other.

    Args:
        evidence: What recordings show.
        data: The document that they were compared with.
    """
    nullable_key = str(data.get("openapi")).startswith("3.0")
    made = [*_of_parameters(evidence), *_of_maps(evidence, nullable_key)]
    for fact, notes in _facts(evidence):
        repair = _repair(fact, notes, nullable_key)
        made += [repair] if repair else []
    return sorted(made, key=lambda each: -len(each.at))


def _facts(evidence: Evidence) -> Iterator[tuple[DriftFact, list[tuple[FactNote, int]]]]:
    """Yield each fact, with what was noted of it in answers and in requests."""
    sides = (evidence.answers, evidence.requests)
    for fact in dict.fromkeys(each for notes in sides for each in notes.facts):
        at = fact.at[: len(fact.at) - KINDS[fact.kind].above]
        if not any(_is_map(notes, fact.at) for notes in sides):
            yield fact, [(e.facts[fact], e.visits[at]) for e in sides if fact in e.facts]


def _repair(
    fact: DriftFact, notes: list[tuple[FactNote, int]], nullable_key: bool
) -> Widening | None:
    shape = ValueShape()
    for note, _ in notes:
        shape.join(note.shape)
    change = _CHANGES[fact.kind](fact, shape, nullable_key)
    if change is None:
        return None
    kind, place = KINDS[fact.kind], fact.at[: len(fact.at) - KINDS[fact.kind].above]
    text = kind.text.format(subject=subject_of(place), detail=fact.detail)
    count, of = sum(note.count for note, _ in notes), sum(visits for _, visits in notes)
    reason = f"{text}: seen in {count:,} of {max(count, of):,}."
    at = {FIELD: (*place, "properties", fact.detail), ABSENT: (*place, "required")}
    return Widening(at.get(fact.kind, fact.at), reason, _guarded(place, change))


SchemaChange = Callable[[dict[str, Any]], None]
"""Changes the schema, or the holder of the enum."""


def _guarded(at: Pointer, change: SchemaChange) -> Callable[[dict[str, Any]], bool]:
    """Return a function that changes the schema at a place, if there is one."""
    at = at[:-1] if at[-1:] in (("enum",), ("const",)) else at

    def apply(data: dict[str, Any]) -> bool:
        schema = resolve(data, at) if exists(data, at) else None
        if not isinstance(schema, dict):
            return False
        change(schema)
        return True

    return apply


def _with_field(fact: DriftFact, shape: ValueShape, nullable_key: bool) -> SchemaChange:
    def change(schema: dict[str, Any]) -> None:
        fields = schema.setdefault("properties", {})
        fields.setdefault(fact.detail, shape.schema(nullable_key))

    return change


def _with_value(fact: DriftFact, _shape: ValueShape, _nullable_key: bool) -> SchemaChange | None:
    if fact.at[-1] == "discriminator" or len(fact.detail) > LONGEST_VALUE:
        return None
    value = json.loads(fact.detail)

    def change(schema: dict[str, Any]) -> None:
        _constant_as_enum(schema)
        schema.setdefault("enum", []).append(value)

    return change


def _without_required(fact: DriftFact, _shape: ValueShape, _nullable_key: bool) -> SchemaChange:
    def change(schema: dict[str, Any]) -> None:
        names = [each for each in listing(schema.get("required")) if each != fact.detail]
        schema["required"] = names
        if not names:
            del schema["required"]

    return change


def _with_null(_fact: DriftFact, _shape: ValueShape, nullable_key: bool) -> SchemaChange:
    def change(schema: dict[str, Any]) -> None:
        _constant_as_enum(schema)
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
        if nullable_key:
            _as_parts(schema)
            schema["nullable"] = True
        elif "type" in schema:
            types = schema["type"]
            schema["type"] = [*(types if isinstance(types, list) else [types]), "null"]
        else:
            _alternatives(schema).append({"type": "null"})

    return change


def _with_type(fact: DriftFact, shape: ValueShape, nullable_key: bool) -> SchemaChange:
    def change(schema: dict[str, Any]) -> None:
        declared = schema.get("type")
        if declared == "integer" and fact.detail == "number":
            schema["type"] = "number"
            schema.pop("format", None)
        elif _is_plain(schema) and fact.detail in _PLAIN and not nullable_key:
            types = declared if isinstance(declared, list) else [declared]
            schema["type"] = [*types, fact.detail]
        else:
            _alternatives(schema).append(shape.schema(nullable_key))

    return change


_CHANGES: dict[str, Callable[[DriftFact, ValueShape, bool], SchemaChange | None]] = {
    FIELD: _with_field,
    VALUE: _with_value,
    ABSENT: _without_required,
    NULL: _with_null,
    TYPE: _with_type,
}


def _constant_as_enum(schema: dict[str, Any]) -> None:
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]


def _is_plain(schema: dict[str, Any]) -> bool:
    """Return whether nothing but its type says what a schema allows."""
    return set(schema) <= {"type", *_ABOUT} and "type" in schema


def _as_parts(schema: dict[str, Any]) -> None:
    """Give a reference its own schema: nothing may stand beside it in OpenAPI 3.0."""
    if "$ref" in schema:
        schema["allOf"] = [{"$ref": schema.pop("$ref")}]


def _alternatives(schema: dict[str, Any]) -> list[Any]:
    """Return the alternatives of a schema, which becomes one of them if it has none."""
    for key in UNIONS:
        if listing(schema.get(key)) and set(schema) <= {key, "discriminator", *_ABOUT}:
            schema.pop("discriminator", None)
            return listing(schema[key])
    moved = [key for key in schema if key not in _ABOUT and not key.startswith("x-")]
    own = {key: schema.pop(key) for key in moved}
    schema["anyOf"] = [own]
    return listing(schema["anyOf"])


# Maps: objects with so many undocumented names that they are data


def _is_map(notes: WalkNotes, at: Pointer) -> bool:
    return notes.names_at(at) > MOST_NAMES


def _of_maps(evidence: Evidence, nullable_key: bool) -> Iterator[Widening]:
    for notes in (evidence.answers, evidence.requests):
        places = dict.fromkeys(fact.at for fact in notes.facts if fact.kind == FIELD)
        for at in (each for each in places if _is_map(notes, each)):
            shape, names = ValueShape(), 0
            for fact, note in notes.facts.items():
                if fact.kind == FIELD and fact.at == at:
                    shape.join(note.shape)
                    names += 1
            reason = f"{subject_of(at)} had {names:,} names that are not documented."
            change = _opened(shape.schema(nullable_key))
            yield Widening((*at, "additionalProperties"), reason, _guarded(at, change))


def _opened(values: dict[str, Any]) -> SchemaChange:
    def change(schema: dict[str, Any]) -> None:
        schema["additionalProperties"] = values

    return change


def _of_parameters(evidence: Evidence) -> Iterator[Widening]:
    for fact, (_, counts) in evidence.facts.items():
        if fact.kind == PARAMETER:
            seen = f"seen in {counts[fact.detail]:,} of {evidence.calls[fact.operation]:,}"
            reason = f"{fact.operation} was sent the query parameter {fact.detail}: {seen}."
            change = _with_parameter(fact.detail)
            yield Widening(fact.at, reason, _guarded(fact.at[:-1], change))


def _with_parameter(name: str) -> SchemaChange:
    def change(operation: dict[str, Any]) -> None:
        added = {"name": name, "in": "query", "schema": {"type": "string"}}
        operation["parameters"] = [*listing(operation.get("parameters")), added]

    return change
