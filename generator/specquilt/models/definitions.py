"""What the files of types define: facts, ready to be put into an order and written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from specquilt.ir.types import Api, Field, Model
from specquilt.ir.unions import optional
from specquilt.ir.usage import names_in
from specquilt.ir.value_types import (
    Constants,
    Discriminator,
    ListOf,
    MapOf,
    Named,
    Scalar,
    Type,
    UnionOf,
)
from specquilt.naming import attribute_needs_other_name, snake

Tags: TypeAlias = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Attribute:
    """One field of a class.

    Args:
        name: its Python name.
        wire: its name in JSON.
        default: the text that goes without saying, of a tag that may be left out.
        known: the values that the tag of an unknown variant never has.
    """

    name: str
    wire: str
    type: Type
    required: bool
    description: str = ""
    default: str | None = None
    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class Class:
    """A class with fields; `base` is one of the classes of the runtime."""

    name: str
    attributes: tuple[Attribute, ...]
    description: str = ""
    base: str = "Model"

    @property
    def types(self) -> tuple[Type, ...]:
        """The types that it mentions."""
        return tuple(attribute.type for attribute in self.attributes)


@dataclass(frozen=True)
class Alias:
    """Another name for a type; `tag` is the field that tells the members of a union apart."""

    name: str
    type: Type
    description: str = ""
    tag: str = ""

    @property
    def types(self) -> tuple[Type, ...]:
        """The types that it mentions."""
        return (self.type,)


Definition: TypeAlias = Class | Alias


def mentioned(definition: Definition) -> list[str]:
    """Return the names of other definitions that one mentions, each once."""
    return list(dict.fromkeys(name for type_ in definition.types for name in names_in(type_)))


# --- models ----------------------------------------------------------------------------------


def models(api: Api) -> dict[str, list[Definition]]:
    """Return what each model is written as: some need helpers, which come first."""
    tags = _tags(api.models)
    by_name = {model.name: model for model in api.models}
    return {model.name: list(_model(model, tags, by_name)) for model in api.models}


def _model(model: Model, tags: Tags, by_name: Mapping[str, Model]) -> Iterator[Definition]:
    if model.alias is None:
        attributes = tuple(_attributes(model, model.fields, tags))
        yield Class(model.name, attributes, model.description)
    elif isinstance(model.alias, UnionOf) and model.alias.discriminator:
        fields = {
            _named(by_name[name], model.alias.discriminator.wire) for name in _names(model.alias)
        }
        yield from _union(model, model.alias, model.alias.discriminator, fields)
    else:
        yield Alias(model.name, model.alias, model.description)


def _union(
    model: Model, union: UnionOf, tag: Discriminator, fields: set[str]
) -> Iterator[Definition]:
    """Write a tagged union; one that is received also takes variants that nobody documented yet.

    Args:
        fields: what the tag is called in the members; only one name can tell them apart.
    """
    members = UnionOf(union.members)
    name = tag_attribute(tag.wire)
    told_by = name if fields == {name} else ""
    if not model.in_responses:
        yield Alias(model.name, members, model.description, told_by)
        return
    known = tuple(value for value, _ in tag.mapping)
    attribute = Attribute(name, tag.wire, Scalar("str"), required=True, known=known)
    purpose = f"A variant of {model.name} that is not documented yet."
    yield Class(tag.unknown, (attribute,), purpose, base="UnknownVariant")
    yield Alias(tag.known, members, tag=told_by)
    either = (Named(tag.known), Named(tag.unknown), *(union.members if tag.optional else ()))
    yield Alias(model.name, UnionOf(either), model.description)


def _tags(models: Iterable[Model]) -> Tags:
    """Return for each class the values that its tagging properties have."""
    tags: Tags = defaultdict(lambda: defaultdict(list))
    for model in models:
        union = model.alias
        if isinstance(union, UnionOf) and union.discriminator:
            for value, name in union.discriminator.mapping:
                values = tags[name][union.discriminator.wire]
                values.extend([value] if value not in values else [])
    return tags


def _attributes(model: Model, fields: Iterable[Field], tags: Tags) -> Iterator[Attribute]:
    left = dict(tags.get(model.name, {}))
    for field in fields:
        name, required = field.name, _is_required(field, model)
        if name.wire in left:
            tag = left.pop(name.wire)
            yield _tag(name.snake, name.wire, tag, required=required, said=field.description)
        else:
            type_ = field.type if required else optional(field.type)
            yield Attribute(name.snake, name.wire, type_, required, field.description)
    for wire, values in left.items():
        yield _tag(tag_attribute(wire), wire, values)


def _tag(
    name: str, wire: str, values: list[str], *, required: bool = False, said: str = ""
) -> Attribute:
    """Write the property that tells variants apart; one that may be left out has its first value."""
    type_ = Constants(tuple(values), open=False)
    default = None if required else values[0]
    return Attribute(name, wire, type_, default is None, said, default)


def _names(union: UnionOf) -> list[str]:
    return [name for member in union.members for name in names_in(member)]


def _named(model: Model, wire: str) -> str:
    """Return the Python name of a property."""
    own = (field.name.snake for field in model.fields if field.name.wire == wire)
    return next(own, tag_attribute(wire))


def tag_attribute(wire: str) -> str:
    """Return the Python name of a tagging property."""
    name = snake(wire)
    return f"{name}_" if attribute_needs_other_name(name) else name


def _is_required(field: Field, model: Model) -> bool:
    """Say whether every value has the field, in the directions the model is used in."""
    missing = (field.read_only and model.in_requests) or (field.write_only and model.in_responses)
    return field.required and not missing


# --- dictionaries ----------------------------------------------------------------------------


def dictionaries(api: Api) -> dict[str, list[Definition]]:
    """Return the TypedDict twins by the names of their models."""
    twins = {model.name: model.twin for model in api.models if model.twin}
    tags = _tags(api.models)
    return {model.name: [_twin(model, tags, twins)] for model in api.models if model.twin}


def _twin(model: Model, tags: Tags, twins: dict[str, str]) -> Definition:
    if model.alias is not None:
        return Alias(model.twin, _renamed(model.alias, twins), model.description)
    sent = [field for field in model.fields if not field.read_only]
    attributes = [
        replace(attribute, type=_renamed(_given(attribute, sent), twins))
        for attribute in _attributes(model, sent, tags)
    ]
    return Class(model.twin, tuple(attributes), model.description)


def _given(attribute: Attribute, fields: list[Field]) -> Type:
    """Return the type of a key that is there: one that may be missing need not admit None."""
    own = (field.type for field in fields if field.name.wire == attribute.wire)
    return attribute.type if attribute.required else next(own, attribute.type)


def _renamed(type_: Type, names: dict[str, str]) -> Type:
    match type_:
        case Named(name):
            return Named(names.get(name, name))
        case ListOf(item):
            return ListOf(_renamed(item, names))
        case MapOf(value):
            return MapOf(_renamed(value, names))
        case UnionOf(members):
            return UnionOf(tuple(_renamed(member, names) for member in members))
        case Scalar() | Constants():
            return type_
