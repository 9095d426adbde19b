"""Turns schemas into types and, where they need a name, into models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from specquilt.api.choices import choice
from specquilt.api.inheritance import Inheritance
from specquilt.api.naming import CLASSES, Scope, name_of
from specquilt.api.references import References
from specquilt.api.report import Report
from specquilt.api.shapes import Conjunctions, Shape, only_reference, variants
from specquilt.api.types import Field, Model
from specquilt.api.unions import Discriminators, one_of, optional
from specquilt.api.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.naming import attribute_needs_other_name, pascal, snake
from specquilt.openapi.pointer import Pointer, show

Key: TypeAlias = tuple[Pointer, ...]

ANY = Scalar("any")
_STRING_FORMATS = {"date-time": Scalar("datetime"), "date": Scalar("date")}
_SCALARS = {
    "number": Scalar("float"),
    "integer": Scalar("int"),
    "boolean": Scalar("bool"),
    "null": Scalar("none"),
}
_COMPOSING = frozenset({"allOf", "oneOf", "anyOf", *range(100)})
_IMPLIED = (
    ("items", "array"),
    ("prefixItems", "array"),
    ("additionalProperties", "object"),
    ("properties", "object"),
)


class Schemas:
    """All schemas of a document; what is asked for becomes part of `models`."""

    def __init__(self, references: References, report: Report) -> None:
        self.models: dict[str, Model] = {}
        self.scope = Scope(report, "models", CLASSES, joint="")
        self._references, self._report = references, report
        self._conjunctions = Conjunctions(references)
        self._discriminators = Discriminators(references, self._conjunctions)
        self._inheritance = Inheritance(references)
        self._types: dict[Key, Type] = {}
        self._reading: Counter[Key] = Counter()
        self._names = self._name_components()

    def _name_components(self) -> dict[Pointer, str]:
        """Name all components; those whose name stays as it is come first."""
        root = self._references.root
        components = root.at("components") if root.has("components") else root
        places = components.entries("schemas")
        places.sort(key=lambda item: pascal(item[0]) != item[0])
        return {
            place.pointer: self.scope.claim(pascal(name), place.pointer) for name, place in places
        }

    # --- the two questions -------------------------------------------------------------------

    def type_of(self, place: Cursor, hint: str) -> Type:
        """Return the type of a schema; `hint` names what it holds if it has no name."""
        return self._type((place,), hint)

    def shape_of(self, place: Cursor) -> Shape | None:
        """Return the properties of an object schema, without making a model of it."""
        return self._conjunctions.shape(self._conjunctions.parts((place,)))

    def is_choice(self, place: Cursor) -> bool:
        """Say whether a schema is one of several objects, each with a shape of its own."""
        listed = place.has("discriminator") and (place.has("oneOf") or place.has("anyOf"))
        return listed or self._inheritance.choice(place) is not None

    def property_type(self, places: list[Cursor], hint: str) -> Type:
        """Return the type of a property that all the places describe.

        A property of a component is named after the component, whoever asks for it first.
        """
        *inside, keyword, wire = places[0].pointer
        component = self._names.get(tuple(inside[:3]))
        alone = len(places) == 1 and set(inside[3:]) <= _COMPOSING
        if component and keyword == "properties" and alone:
            hint = component + pascal(snake(str(wire)))
        return self._type(tuple(places), hint)

    def class_name(self, component: str) -> str:
        """Return the class name of a component."""
        return self._names.get(("components", "schemas", component), pascal(component))

    # --- named and unnamed -------------------------------------------------------------------

    def _type(self, places: tuple[Cursor, ...], hint: str) -> Type:
        reference = only_reference(places[0]) if len(places) == 1 else None
        if reference is None:
            return self._nullable(places, self._once(places, hint))
        target = self._references.target(reference)
        self._references.follow(target)
        name = self._names.get(target.pointer, hint)
        further = only_reference(target) is not None
        inner = self._type((target,), name) if further else self._once((target,), name)
        return self._nullable((*places, target), inner)

    def _nullable(self, places: Iterable[Cursor], type_: Type) -> Type:
        return optional(type_) if any(map(_admits_null, places)) else type_

    def _once(self, places: tuple[Cursor, ...], hint: str) -> Type:
        key = tuple(place.pointer for place in places)
        if key not in self._types:
            named = places[0].pointer in self._names
            if self._reading[key] > (0 if named else 1):
                return self._again(places)
            self._reading[key] += 1
            self._read(key, places, hint)
            self._reading[key] -= 1
        return self._types[key]

    def _again(self, places: tuple[Cursor, ...]) -> Type:
        """Return the name of a schema that is met inside itself.

        One without a name may be met once more: by way of a class that has just been named.

        Raises:
            InputError: it has no name, so that it would never end.
        """
        name = self._names.get(places[0].pointer)
        if name is None:
            raise self._report.error(
                "unsupported-recursion", "an unnamed schema holds itself", places[0].pointer
            )
        return Named(name)

    def _read(self, key: Key, places: tuple[Cursor, ...], hint: str) -> None:
        subtypes = self._inheritance.choice(places[0]) if len(places) == 1 else None
        if subtypes is not None:
            union = self._plain(subtypes, hint)
            self._types[key] = self._define_alias(subtypes, union, hint)
            return
        parts = self._conjunctions.parts(places)
        shape = self._conjunctions.shape(parts)
        if shape is not None:
            self._define_class(key, places, shape, hint)
            return
        place = _merged(parts, places[0])
        type_ = self._plain(place, hint)
        named = places[0].pointer in self._names and len(places) == 1
        self._types[key] = (
            self._define_alias(places[0], type_, hint) if _needs_name(type_, named) else type_
        )

    def _define_class(self, key: Key, places: tuple[Cursor, ...], shape: Shape, hint: str) -> None:
        """Make a class; its name is known before its fields are read, so that it may recur."""
        name = self._name(places[0], hint)
        self._types[key] = Named(name)
        self.models[name] = Model(name)
        self.models[name] = Model(
            name,
            fields=self._fields(name, shape),
            description=shape.description,
            origin=show(places[0].pointer),
        )

    def _define_alias(self, place: Cursor, type_: Type, hint: str) -> Type:
        name = self._name(place, hint)
        null = Scalar("none")
        nullable = isinstance(type_, UnionOf) and null in type_.members
        core = _without_null(type_) if isinstance(type_, UnionOf) else type_
        self.models[name] = Model(
            name,
            alias=self._discriminators.named(core, name, self.scope, place.pointer),
            description=place.text("description"),
            origin=show(place.pointer),
        )
        return optional(Named(name)) if nullable else Named(name)

    def _name(self, place: Cursor, hint: str) -> str:
        return self._names.get(place.pointer) or self.scope.claim(pascal(hint), place.pointer)

    def _fields(self, name: str, shape: Shape) -> tuple[Field, ...]:
        scope = Scope(self._report, f"fields of {name}")
        return tuple(
            self._field(scope, name, wire, places, wire in shape.required)
            for wire, places in shape.properties.items()
        )

    def _field(
        self, scope: Scope, owner: str, wire: str, places: list[Cursor], required: bool
    ) -> Field:
        wanted = snake(wire)
        wanted = f"{wanted}_" if attribute_needs_other_name(wanted) else wanted
        return Field(
            name=name_of(wire, scope.claim(wanted, places[0].pointer)),
            type=self.property_type(places, owner + pascal(snake(wire))),
            required=required,
            description=self.description(places),
            read_only=any(place.get("readOnly") is True for place in places),
            write_only=any(place.get("writeOnly") is True for place in places),
        )

    def description(self, places: list[Cursor]) -> str:
        """Return what is said of a property; a note when it is deprecated."""
        text = next(filter(None, (place.text("description") for place in reversed(places))), "")
        deprecated = any(place.get("deprecated") is True for place in places)
        return f"{text}\n\nDeprecated.".strip() if deprecated else text

    # --- kinds of schemas that are no object with properties ---------------------------------

    def _plain(self, place: Cursor, hint: str) -> Type:
        if not isinstance(place.value, dict):
            return ANY
        if place.has("const"):
            return choice([place.get("const")])
        if place.get("enum"):
            return choice(place.get("enum"))
        if variants(place):
            return self._union(place, hint)
        return self._by_keyword(place, hint)

    def _by_keyword(self, place: Cursor, hint: str) -> Type:
        kind = place.get("type") or next((kind for key, kind in _IMPLIED if place.has(key)), None)
        if isinstance(kind, list):
            kinds = [place.of({**place.value, "type": each}) for each in kind]
            return one_of(self._by_keyword(each, hint) for each in kinds)
        reader = self._readers().get(str(kind))
        return reader(place, hint) if reader else ANY

    def _readers(self) -> dict[str, Callable[[Cursor, str], Type]]:
        scalars = {kind: _constantly(type_) for kind, type_ in _SCALARS.items()}
        return {"string": _string, "array": self._array, "object": self._map, **scalars}

    def _array(self, place: Cursor, hint: str) -> Type:
        if place.has("items"):
            return ListOf(self.type_of(place.at("items"), f"{hint}Item"))
        items = place.elements("prefixItems")
        return ListOf(one_of(self.type_of(item, f"{hint}Item") for item in items) if items else ANY)

    def _map(self, place: Cursor, hint: str) -> Type:
        value = place.get("additionalProperties")
        inner = place.at("additionalProperties") if isinstance(value, dict) else None
        return MapOf(self.type_of(inner, f"{hint}Value") if inner else ANY)

    def _union(self, place: Cursor, hint: str) -> Type:
        members = variants(place)
        real = [member for member in members if member.get("type") != "null"]
        types = [self.type_of(m, _variant_hint(hint, m, real)) for m in members]
        return self._discriminators.union(place, members, types, self.models)


def _admits_null(place: Cursor) -> bool:
    """Say whether a schema takes null beside its other values: OpenAPI 3.0 and 3.1 differ."""
    kinds = place.get("type")
    return place.get("nullable") is True or (isinstance(kinds, list) and "null" in kinds)


def _constantly(type_: Type) -> Callable[[Cursor, str], Type]:
    return lambda _place, _hint: type_


def _string(place: Cursor, _hint: str) -> Type:
    return _STRING_FORMATS.get(str(place.get("format")), Scalar("str"))


def _variant_hint(hint: str, member: Cursor, members: list[Cursor]) -> str:
    if len(members) < 2 or member not in members:
        return hint
    title = pascal(member.text("title"), "") if member.text("title") else ""
    return f"{hint}{title or f'Variant{members.index(member) + 1}'}"


def _needs_name(type_: Type, is_component: bool) -> bool:
    """Say whether a type gets an alias: choices and tagged unions always, scalars never."""
    core = _without_null(type_) if isinstance(type_, UnionOf) else type_
    if isinstance(core, Constants):
        return core.open
    if isinstance(core, UnionOf):
        return is_component or core.discriminator is not None
    return is_component and isinstance(core, ListOf | MapOf)


def _without_null(union: UnionOf) -> Type:
    members = tuple(m for m in union.members if m != Scalar("none"))
    return members[0] if len(members) == 1 else UnionOf(members, union.discriminator)


def _merged(parts: list[Cursor], fallback: Cursor) -> Cursor:
    """Lay schemas over each other that describe one plain value."""
    if len(parts) < 2:
        return parts[0] if parts else fallback
    value: dict[str, Any] = {}
    for part in parts:
        value.update(part.value)
    return fallback.of(value)
