"""Walks a value along a schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from specquilt.openapi.keywords import equal
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing, mapping
from specquilt.recordings.walk.fits import AlternativeFit, doubtful, fit_of
from specquilt.recordings.walk.notes import (
    ABSENT,
    FIELD,
    NULL,
    TYPE,
    VALUE,
    DriftFact,
    WalkNotes,
    shown,
)
from specquilt.recordings.walk.shape import type_of
from specquilt.recordings.walk.views import SchemaPart, SchemaUnion, SchemaView, SchemaViews

_NONE = frozenset[DriftFact]()
_RESTRICTIONS = ("type", "enum", "const", "properties", "items")


class Walker:
    """Walks values of one side of exchanges.

    Args:
        data: The document.
        notes: Get what is seen.
        one_sided: Key of properties that are only on the other side: they may be absent.
    """

    def __init__(self, data: dict[str, Any], notes: WalkNotes, one_sided: str) -> None:
        self._data, self._notes, self._one_sided = data, notes, one_sided
        self._views = SchemaViews(data)
        self._choices: dict[tuple[int, Pointer, str], tuple[Pointer, ...]] = {}
        self._doubtful: dict[int, frozenset[DriftFact]] = {}
        self._silent = frozenset[DriftFact]()

    def walk(self, value: Any, at: Pointer) -> None:
        """Walk a whole body."""
        self._choices.clear()  # the keys have ids of values, which live as long as the body
        self._doubtful.clear()
        self._walk(value, at, 1)

    def _walk(self, value: Any, at: Pointer, times: int) -> None:
        view = self._views.of(at)
        if value is None:
            self._visit({at}, times)
            if not self._allows_null(at):
                self._add(DriftFact(NULL, at), value, times)
            return
        kind = type_of(value)
        if not self._allows(at, kind, ()):
            self._visit({at}, times)
            self._add(DriftFact(TYPE, at, kind), value, times)
            return
        parts = self._applied(value, view, {})
        self._visit({at, *parts}, times)
        before, self._silent = self._silent, self._silent | self._doubtful.get(id(value), _NONE)
        self._check_values(value, parts.values(), times)
        if isinstance(value, dict):
            self._walk_object(value, list(parts.values()), _tags(view))
        elif isinstance(value, list):
            self._walk_array(value, parts.values())
        elif kind in ("integer", "number"):
            self._note_number(value, parts.values(), times)
        self._silent = before

    def _add(self, fact: DriftFact, value: Any, times: int = 1) -> None:
        if fact not in self._silent:
            self._notes.add(fact, value, times)

    def _visit(self, places: Iterable[Pointer], times: int) -> None:
        for each in places:
            self._notes.visits[each] += times

    # What a schema allows

    def _allows_null(self, at: Pointer, seen: tuple[Pointer, ...] = ()) -> bool:
        view = self._views.of(at)
        if at in seen or any(_says_null(part.schema) for part in view.parts):
            return True
        branches = [branch for union in view.unions for branch in union.branches]
        if any(self._allows_null(branch, (*seen, at)) for branch in branches):
            return True
        return not branches and not any(_restricts(part.schema) for part in view.parts)

    def _allows(self, at: Pointer, kind: str, seen: tuple[Pointer, ...]) -> bool:
        """Return whether a schema allows values of a JSON type."""
        view = self._views.of(at)
        if at in seen:
            return True
        if not all(kind in types for part in view.parts if (types := _types(part.schema))):
            return False
        return all(
            any(self._allows(branch, kind, (*seen, at)) for branch in union.branches)
            for union in view.unions
            if union.branches
        )

    # Which alternatives apply

    def _applied(
        self, value: Any, view: SchemaView, parts: dict[Pointer, SchemaPart]
    ) -> dict[Pointer, SchemaPart]:
        """Return all schemas that apply to a value, by place."""
        parts |= {part.at: part for part in view.parts}
        for union in view.unions:
            for branch in self._chosen(value, union):
                if branch not in parts:
                    self._applied(value, self._views.of(branch), parts)
        return parts

    def _chosen(self, value: Any, union: SchemaUnion) -> tuple[Pointer, ...]:
        key = (id(value), union.at, union.key)
        if key not in self._choices:
            self._choices[key] = ()  # a union that contains itself has nothing more to say
            self._choices[key] = self._choice(value, union)
        return self._choices[key]

    def _choice(self, value: Any, union: SchemaUnion) -> tuple[Pointer, ...]:
        tag = value.get(union.tag) if isinstance(value, dict) and union.tagged else None
        if isinstance(tag, str):
            return self._with_tag(tag, union)
        fitting = [each for each in union.branches if self._allows(each, type_of(value), ())]
        if len(fitting) < 2:
            return tuple(fitting)
        fits = {branch: self._fit(value, branch) for branch in fitting}
        best = min(fitting, key=lambda branch: fits[branch].score)
        if union.key == "oneOf" or fits[best].contradictions:
            known = self._doubtful.get(id(value), _NONE)
            self._doubtful[id(value)] = known | doubtful(best, fits)
            return (best,)
        return tuple(each for each in fitting if not fits[each].contradictions)

    def _with_tag(self, tag: str, union: SchemaUnion) -> tuple[Pointer, ...]:
        """Return the alternative that a tag names; a mapping may be incomplete."""
        if tag in union.tagged:
            return (union.tagged[tag],)
        declaring = (each for each in union.branches if tag in self._tags_of(each, union.tag))
        found = tuple(declaring)[:1]
        if not found:
            self._add(DriftFact(VALUE, (*union.at, "discriminator"), shown(tag)), tag)
        return found

    def _tags_of(self, branch: Pointer, name: str, seen: tuple[Pointer, ...] = ()) -> list[Any]:
        """Return the values that an alternative, or one inside it, declares for the property."""
        view, found = self._views.of(branch), list[Any]()
        for part in view.parts:
            if name in _properties(part):
                schemas = self._views.of((*part.at, "properties", name)).parts
                found += [x for each in schemas for x in _declared(each.schema)]
        inner = [each for union in view.unions for each in union.branches if each not in seen]
        for each in inner:
            found += self._tags_of(each, name, (*seen, branch, each))
        return found

    def _fit(self, value: Any, branch: Pointer) -> AlternativeFit:
        own, self._notes = self._notes, WalkNotes()
        try:
            self._walk(value, branch, 1)
            facts = self._notes.facts
        finally:
            self._notes = own
        names = {name for part in self._views.of(branch).parts for name in _properties(part)}
        return fit_of(facts, isinstance(value, dict) and names.isdisjoint(value))

    # What a value has

    def _check_values(self, value: Any, parts: Iterable[SchemaPart], times: int) -> None:
        for part in parts:
            for key in ("enum", "const"):
                if key not in part.schema:
                    continue
                at, text = (*part.at, key), shown(value)
                allowed = _declared({key: part.schema[key]})
                self._notes.visits[at] += times
                if any(equal(value, each) for each in allowed):
                    self._notes.values[at, text] += times
                else:
                    self._add(DriftFact(VALUE, at, text), value, times)

    def _walk_object(self, value: dict[str, Any], parts: list[SchemaPart], tags: set[str]) -> None:
        places = {
            name: [*part.at, "properties", name] for part in parts for name in _properties(part)
        }
        for part in parts:
            for name in _properties(part):
                if name in value:
                    self._walk(value[name], (*part.at, "properties", name), 1)
            self._check_required(value, part, places)
        unknown = [name for name in value if name not in places and name not in tags]
        if unknown:
            self._walk_unknown(value, unknown, parts)

    def _check_required(
        self, value: dict[str, Any], part: SchemaPart, places: dict[str, list[Any]]
    ) -> None:
        for number, name in enumerate(listing(part.schema.get("required"))):
            if name in value or not isinstance(name, str):
                continue
            at = tuple(places.get(name, ()))
            schemas = [each.schema for each in self._views.of(at).parts] if at else []
            if not any(each.get(self._one_sided) is True for each in schemas):
                self._add(DriftFact(ABSENT, (*part.at, "required", number), name), None)

    def _walk_unknown(
        self, value: dict[str, Any], names: list[str], parts: list[SchemaPart]
    ) -> None:
        """Walk the fields that no schema names: those of maps, and undocumented ones."""
        open_parts = [part for part in parts if _is_open(part)]
        for part in open_parts:
            if isinstance(part.schema.get("additionalProperties"), dict):
                for name in names:
                    self._walk(value[name], (*part.at, "additionalProperties"), 1)
        with_fields = [part for part in parts if _properties(part) or _is_closed(part)]
        if open_parts or not with_fields:
            return
        for name in names:
            self._add(DriftFact(FIELD, with_fields[-1].at, name), value[name])

    def _walk_array(self, value: list[Any], parts: Iterable[SchemaPart]) -> None:
        for part in parts:
            first = listing(part.schema.get("prefixItems"))
            for number, each in enumerate(value[: len(first)]):
                self._walk(each, (*part.at, "prefixItems", number), 1)
            if isinstance(part.schema.get("items"), dict):
                self._walk_items(value[len(first) :], (*part.at, "items"))

    def _walk_items(self, items: list[Any], at: Pointer) -> None:
        """Walk the items; of many numbers of one type, such as an embedding, only one."""
        if len(items) > 1 and all(isinstance(each, (int, float)) for each in items):
            examples = {type_of(each): each for each in items}
            for kind, times in Counter(map(type_of, items)).items():
                self._walk(examples[kind], at, times)
            return
        for each in items:
            self._walk(each, at, 1)

    def _note_number(self, value: Any, parts: Iterable[SchemaPart], times: int) -> None:
        kind = "float" if isinstance(value, float) else "integer"
        for part in parts:
            types = _types(part.schema)
            if "number" in types and part.schema["type"] != "integer":
                self._notes.numbers[part.at, kind] += times


def _declared(schema: dict[str, Any]) -> list[Any]:
    return [*listing(schema.get("enum")), *([schema["const"]] if "const" in schema else [])]


def _tags(view: SchemaView) -> set[str]:
    return {union.tag for union in view.unions if union.tag}


def _properties(part: SchemaPart) -> dict[str, Any]:
    return mapping(part.schema.get("properties"))


def _is_open(part: SchemaPart) -> bool:
    more = part.schema.get("additionalProperties")
    return more is True or isinstance(more, dict) or "patternProperties" in part.schema


def _is_closed(part: SchemaPart) -> bool:
    return part.schema.get("additionalProperties") is False


def _types(schema: dict[str, Any]) -> set[str]:
    """Return the JSON types that a schema allows; none if it allows all."""
    declared = schema.get("type")
    types = {declared} if isinstance(declared, str) else set(map(str, listing(declared)))
    return types | {"integer"} if "number" in types else types


def _says_null(schema: dict[str, Any]) -> bool:
    is_value = None in listing(schema.get("enum")) or schema.get("const", 0) is None
    return schema.get("nullable") is True or "null" in _types(schema) or is_value


def _restricts(schema: dict[str, Any]) -> bool:
    return any(key in schema for key in _RESTRICTIONS)
