"""Turns schemas into types and named schemas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from specquilt.api.choices import choice
from specquilt.api.hints import ITEM, VALUE, Hint
from specquilt.api.inheritance import Inheritance
from specquilt.api.references import References
from specquilt.api.report import BuildReport
from specquilt.api.same_unions import ComponentUnions, SameUnions, components
from specquilt.api.samples import sample_of
from specquilt.api.scalars import only_scalar, scalar_of
from specquilt.api.shapes import (
    Conjunctions,
    ObjectShape,
    first_text,
    is_set,
    merged,
    only_reference,
    variants,
)
from specquilt.api.types import Component, NamedSchema, Property
from specquilt.api.unions import Discriminators, needs_name, one_of, optional, without_null
from specquilt.api.value_types import (
    ANY,
    NULL,
    ListOf,
    MapOf,
    Named,
    Type,
    UnionOf,
)
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.operations import NAME
from specquilt.openapi.pointer import Pointer, show
from specquilt.openapi.words import words

Key: TypeAlias = tuple[Pointer, ...]

_COMPOSING = frozenset({"allOf", "oneOf", "anyOf", *range(100)})
_IMPLIED = (
    ("items", "array"),
    ("prefixItems", "array"),
    ("additionalProperties", "object"),
    ("properties", "object"),
)


class Schemas:
    """Reads the schemas of a document. Schemas that need a name are collected in `named`."""

    def __init__(self, references: References, report: BuildReport) -> None:
        self.named: dict[str, NamedSchema] = {}
        self.components = tuple(
            Component(show(place.pointer), place.text(NAME) or name, place.pointer)
            for name, place in components(references.root)
        )
        self._references, self._report = references, report
        self._conjunctions = Conjunctions(references)
        self._discriminators = Discriminators(references, self._conjunctions)
        self._inheritance = Inheritance(references)
        self._same = SameUnions(self.named)
        self._unions = ComponentUnions(schema for _, schema in components(references.root))
        self._types: dict[Key, Type] = {}
        self._reading: Counter[Key] = Counter()
        self._made: Counter[Pointer] = Counter()
        self._hints = {each.origin: Hint("schema", each.id) for each in self.components}

    # --- public methods ----------------------------------------------------------------------

    def type_of(self, place: Cursor, hint: Hint) -> Type:
        """Return the type of a schema. `hint` is used if the schema needs a name and has none."""
        return self._type((place,), hint)

    def of_components(self) -> list[Type]:
        """Return the types of all components."""
        return [
            self.type_of(place, self._hints[place.pointer])
            for _, place in components(self._references.root)
        ]

    def shape_of(self, place: Cursor) -> ObjectShape | None:
        """Return the properties of an object schema, or None. Does not name the schema."""
        return self._conjunctions.shape(self._conjunctions.parts((place,)))

    def is_choice(self, place: Cursor) -> bool:
        """Return whether a schema is a discriminated union of objects."""
        listed = place.has("discriminator") and (place.has("oneOf") or place.has("anyOf"))
        return listed or self._inheritance.choice(place) is not None

    def property_type(self, places: list[Cursor], hint: Hint) -> Type:
        """Return the type of a property that is described in all of `places`.

        A property of a component is named after the component, whichever schema is read first.
        """
        *inside, keyword, wire = places[0].pointer
        component = self._hints.get(tuple(inside[:3])) if keyword == "properties" else None
        if component and len(places) == 1 and _COMPOSING.issuperset(inside[3:]):
            hint = component.property(str(wire))
        return self._type(tuple(places), hint)

    # --- named and unnamed -------------------------------------------------------------------

    def _type(self, places: tuple[Cursor, ...], hint: Hint) -> Type:
        if scalar := only_scalar(places):
            return scalar
        target = self._target(places[0]) if len(places) == 1 else None
        if target is None:
            return _nullable(places, self._cached(places, hint))
        self._references.follow(target)
        hint = self._hints.get(target.pointer, hint)
        further = only_reference(target) is not None
        inner = self._type((target,), hint) if further else self._cached((target,), hint)
        return _nullable((*places, target), inner)

    def _target(self, place: Cursor) -> Cursor | None:
        """Return the component that a schema refers to, or repeats."""
        reference = only_reference(place)
        if reference is None:
            return self._unions.same(place)
        target = self._references.target(reference)
        return None if self._inheritance.extends(place, target) else target

    def _cached(self, places: tuple[Cursor, ...], hint: Hint) -> Type:
        key = tuple(place.pointer for place in places)
        if key not in self._types:
            named = places[0].pointer in self._hints
            if self._reading[key] > (0 if named else 1):
                return self._recursive(places)
            self._reading[key] += 1
            self._read(key, places, hint)
            self._reading[key] -= 1
        return self._types[key]

    def _recursive(self, places: tuple[Cursor, ...]) -> Type:
        """Return the type of a schema that contains itself.

        An unnamed schema is read twice before this is called: the second time inside an object
        that has just been named.

        Raises:
            InputError: The schema is not a component.
        """
        hint = self._hints.get(places[0].pointer)
        if hint is None:
            raise self._report.error(
                "unsupported-recursion", "unnamed schema contains itself", places[0].pointer
            )
        return Named(hint.name)

    def _read(self, key: Key, places: tuple[Cursor, ...], hint: Hint) -> None:
        subtypes = self._inheritance.choice(places[0]) if len(places) == 1 else None
        if subtypes is not None:
            self._types[key] = self._define_alias(subtypes, self._plain(subtypes, hint), hint)
            return
        parts = self._conjunctions.parts(places)
        shape = self._conjunctions.shape(parts)
        if shape is not None:
            self._define_object(key, places, shape, hint)
            return
        type_ = self._plain(merged(parts, places[0]), hint)
        component = self._hints.get(places[0].pointer)
        if component and without_null(type_) == Named(component.name):
            self._define_alias(places[0], ANY, hint)  # it refers to nothing but itself
        named = component is not None and len(places) == 1
        self._types[key] = (
            self._define_alias(places[0], type_, hint) if needs_name(type_, named) else type_
        )

    def _define_object(
        self, key: Key, places: tuple[Cursor, ...], shape: ObjectShape, hint: Hint
    ) -> None:
        """Define an object before its properties are read. They may refer to it."""
        schema = self._define(places[0], hint)
        self._types[key] = Named(schema.id)
        self.named[schema.id] = replace(
            schema,
            properties=self._properties(schema.id, shape),
            description=shape.description,
        )

    def _define_alias(self, place: Cursor, type_: Type, hint: Hint) -> Type:
        nullable = isinstance(type_, UnionOf) and NULL in type_.members
        alias = without_null(type_)
        described = place.prose("description")
        shared = None if place.pointer in self._hints else self._same.share(alias, described)
        if shared is None:
            schema = replace(self._define(place, hint), alias=alias, description=described)
            self.named[schema.id] = schema
            self._same.add(schema)
            shared = schema.id
        return optional(Named(shared)) if nullable else Named(shared)

    def _define(self, place: Cursor, hint: Hint) -> NamedSchema:
        """Add a schema to `named` and return it."""
        component = self._hints.get(place.pointer)
        id_ = component.name if component else self._new_id(place.pointer)
        operation = self._report.operation
        given = place.text(NAME)
        hinted = None if component else Hint("given", given) if given else hint
        self.named[id_] = NamedSchema(id_, hinted, operation=operation, origin=place.pointer)
        return self.named[id_]

    def _new_id(self, pointer: Pointer) -> str:
        self._made[pointer] += 1
        number = self._made[pointer]
        return show(pointer) if number == 1 else f"{show(pointer)} ({number})"

    def _properties(self, owner: str, shape: ObjectShape) -> tuple[Property, ...]:
        hint = Hint("schema", owner)
        return tuple(
            self._property(hint, wire, places, wire in shape.required)
            for wire, places in shape.properties.items()
        )

    def _property(self, owner: Hint, wire: str, places: list[Cursor], required: bool) -> Property:
        return Property(
            wire=wire,
            type=only_scalar(places) or self.property_type(places, owner.property(wire)),
            required=required,
            description=self.description(places),
            read_only=is_set("readOnly", places),
            write_only=is_set("writeOnly", places),
            origin=places[0].pointer,
            sample=sample_of(places) if required else None,
        )

    def description(self, places: list[Cursor]) -> str:
        """Return the description of a property, with a note if it is deprecated."""
        text = first_text(places, "description")
        return f"{text}\n\nDeprecated.".strip() if is_set("deprecated", places) else text

    # --- schemas other than objects with properties ------------------------------------------

    def _plain(self, place: Cursor, hint: Hint) -> Type:
        if not isinstance(place.value, dict):
            return ANY
        if place.has("const"):
            return choice([place.get("const")])
        if place.get("enum"):
            return choice(place.get("enum"))
        if variants(place):
            return self._union(place, hint)
        return self._by_keyword(place, hint)

    def _by_keyword(self, place: Cursor, hint: Hint) -> Type:
        kind = place.get("type") or next((kind for key, kind in _IMPLIED if place.has(key)), None)
        if isinstance(kind, list):
            kinds = [place.of({**place.value, "type": each}) for each in kind]
            return one_of(self._by_keyword(each, hint) for each in kinds)
        match str(kind):
            case "array":
                return self._array(place, hint)
            case "object":
                return self._map(place, hint)
            case other:
                return scalar_of(other, place.value) or ANY

    def _array(self, place: Cursor, hint: Hint) -> Type:
        if place.has("items"):
            return ListOf(self.type_of(place.at("items"), hint.word(ITEM)))
        items = [self.type_of(item, hint.word(ITEM)) for item in place.elements("prefixItems")]
        return ListOf(one_of(items))

    def _map(self, place: Cursor, hint: Hint) -> Type:
        value = place.get("additionalProperties")
        inner = place.at("additionalProperties") if isinstance(value, dict) else None
        return MapOf(self.type_of(inner, hint.word(VALUE)) if inner else ANY)

    def _union(self, place: Cursor, hint: Hint) -> Type:
        members = variants(place)
        real = [member for member in members if member.get("type") != "null"]
        types = [self.type_of(m, _variant_hint(hint, m, real)) for m in members]
        return self._discriminators.union(place, members, types, self.named)


def _nullable(places: Iterable[Cursor], type_: Type) -> Type:
    return optional(type_) if any(map(_admits_null, places)) else type_


def _admits_null(place: Cursor) -> bool:
    """Return whether a schema admits null, as OpenAPI 3.0 or 3.1 write it."""
    if place.get("nullable") is True:
        return True
    kinds = place.get("type")
    return isinstance(kinds, list) and "null" in kinds


def _variant_hint(hint: Hint, member: Cursor, members: list[Cursor]) -> Hint:
    if len(members) < 2 or member not in members:
        return hint
    title = member.text("title")
    return hint.title(title) if words(title) else hint.word(f"Variant{members.index(member) + 1}")
