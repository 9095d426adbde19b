"""What a type checker says about types of one package: which values a type takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from specquilt.api.value_types import (
    ANY,
    KIND_OF,
    NULL,
    Constants,
    ListOf,
    MapOf,
    Named,
    Scalar,
    Type,
    UnionOf,
    names_in,
)
from specquilt.python.annotations import Annotations
from specquilt.python.surface.models import ModelClass, ModelField
from specquilt.python.surface.types import Surface

_WIDER = {"integer": {"number"}, "boolean": {"integer", "number"}, "date-time": {"date"}}
"""Kinds of values whose Python type is a subtype of others, or is promoted to them."""
OPAQUE = Named("")
"""A type that only `Any` goes with."""


class TypeChecker:
    """Compares types by the names that a package has.

    Args:
        surface: The surface of the package.
    """

    def __init__(self, surface: Surface) -> None:
        self._models = surface.models_by_name
        self._others = surface.type_aliases
        models = surface.models
        self._known = {each.known: each for each in models if each.known}
        plain = {each.unknown for each in models} | {each.dict_type for each in models}
        self._plain = plain - {""}
        self._tags, self._dicts = _tags(models), surface.dict_types

    def model(self, name: str) -> ModelClass | None:
        """Return a class or an alias by one of its names."""
        return self._models.get(self._others.get(name, name))

    def knows(self, type_: Type) -> bool:
        """Return whether the package has all names of a type."""
        return all(
            self.model(name) or name in self._known or name in self._plain or not name
            for name in names_in(type_)
        )

    def field(self, model: ModelClass, field: ModelField) -> Type:
        """Return the type of an attribute: None if it may be missing."""
        type_ = self.sent(model, field)
        return type_ if model.always_has(field) or type_ != field.type else UnionOf((type_, NULL))

    def sent(self, model: ModelClass, field: ModelField) -> Type:
        """Return the type of a field when it is given: a discriminator has the values of its tags."""
        tags = self._tags.get((model.name, field.wire))
        return Constants(tuple(tags), open=False) if tags else field.type

    def in_dict(self, type_: Type) -> str:
        """Return the annotation of a value in a dictionary that calls accept instead of an object."""
        return Annotations({}).taken(_as_dicts(type_, self._dicts)).text

    def takes(self, target: Type, value: Type, *, is_list: bool = True) -> bool:
        """Return whether a value of one type can be given where another one is expected.

        Args:
            target: What is expected.
            value: What is given.
            is_list: Whether arrays are lists, which type checkers compare exactly.
        """
        if not (self.knows(target) and self.knows(value)):
            return False
        targets, values = self.parts(target), self.parts(value)
        if ANY in targets or ANY in values:
            return True
        return all(any(self._part_takes(one, v, is_list) for one in targets) for v in values)

    def is_same(self, one: Type, other: Type) -> bool:
        """Return whether two types are written in the same way once aliases are replaced."""
        if not (self.knows(one) and self.knows(other)):
            return False
        return set(self.parts(one)) == set(self.parts(other))

    def parts(self, type_: Type) -> list[Type]:
        """Return the members of a type without unions and aliases: constants one by one."""
        return list(dict.fromkeys(self._parts(type_, frozenset())))

    def expanded(self, type_: Type) -> Type:
        """Return a type with what its outer alias stands for."""
        parts = self.parts(type_)
        values = tuple(v for each in parts if isinstance(each, Constants) for v in each.values)
        others = [each for each in parts if not isinstance(each, Constants)]
        joined = [*([Constants(values, open=False)] if values else []), *others]
        return joined[0] if len(joined) == 1 else UnionOf(tuple(joined))

    def _parts(self, type_: Type, seen: frozenset[str]) -> Iterator[Type]:
        match type_:
            case UnionOf(members):
                for member in members:
                    yield from self._parts(member, seen)
            case Constants(values, is_open):
                for value in values:
                    yield NULL if value is None else Constants((value,), open=False)
                kinds = [KIND_OF[type(value)] for value in values if value is not None]
                if is_open:
                    yield from (Scalar(kind) for kind in dict.fromkeys(kinds))  # type: ignore[arg-type]
            case Named(name):
                yield from self._named(name, seen)
            case _:
                yield type_

    def _named(self, name: str, seen: frozenset[str]) -> Iterator[Type]:
        known = self._known.get(name)
        model = known or self.model(name)
        if model is None or model.alias is None or name in seen:
            yield Named(model.name if model else name)
            return
        yield from self._parts(model.alias, seen | {name})
        if model.unknown and not known:
            yield Named(model.unknown)

    def _part_takes(self, target: Type, value: Type, is_list: bool) -> bool:
        match target, value:
            case Scalar(kind), Scalar(other):
                return kind == other or kind in _WIDER.get(other, ())
            case Scalar(kind), Constants((constant,)):
                own = KIND_OF[type(constant)]
                return kind == own or kind in _WIDER.get(own, ())
            case Constants((one,)), Constants((other,)):
                return type(one) is type(other) and one == other
            case (ListOf(inner), ListOf(given)) | (MapOf(inner), MapOf(given)):
                takes = self.takes(inner, given, is_list=is_list)
                return takes and (not is_list or self.takes(given, inner, is_list=True))
        return target == value


def _as_dicts(type_: Type, dicts: Mapping[str, str]) -> Type:
    match type_:
        case Named(name):
            return Named(dicts.get(name, name))
        case ListOf(inner):
            return ListOf(_as_dicts(inner, dicts))
        case MapOf(inner):
            return MapOf(_as_dicts(inner, dicts))
        case UnionOf(members):
            return UnionOf(tuple(_as_dicts(each, dicts) for each in members))
    return type_


def opaque(type_: Type) -> Type:
    """Return a type with something that nothing else takes in the place of `Any`."""
    match type_:
        case Scalar("any"):
            return OPAQUE
        case ListOf(inner):
            return ListOf(opaque(inner))
        case MapOf(inner):
            return MapOf(opaque(inner))
        case UnionOf(members):
            return UnionOf(tuple(map(opaque, members)))
    return type_


def _tags(models: tuple[ModelClass, ...]) -> defaultdict[tuple[str, str], list[str]]:
    """Return the values of the discriminators of members, by class and wire name."""
    found = defaultdict[tuple[str, str], list[str]](list)
    for each in models:
        tag = each.alias.discriminator if isinstance(each.alias, UnionOf) else None
        for value, name in tag.mapping if tag else ():
            if value not in found[name, tag.wire]:  # type: ignore[union-attr]
                found[name, tag.wire].append(value)  # type: ignore[union-attr]
    return found
