"""Compares two schemas that belong together: objects field by field, aliases by what they stand for."""

from __future__ import annotations

from dataclasses import replace

from specquilt.api.types import NamedSchema, Property
from specquilt.comparison.changes import Changes
from specquilt.comparison.graph import Sides
from specquilt.comparison.prose import compare_texts
from specquilt.comparison.spot import Spot
from specquilt.comparison.types import TypeComparer
from specquilt.comparison.version import ApiVersion
from specquilt.python.surface.models import ModelField


class ObjectComparer:
    """Compares pairs of schemas."""

    def __init__(
        self, old: ApiVersion, new: ApiVersion, changes: Changes, types: TypeComparer
    ) -> None:
        self._old, self._new, self._changes, self._types = old, new, changes, types

    def compare(self, old_id: str, new_id: str, node: int) -> None:
        """Add the changes between two schemas, without those of the schemas that they refer to."""
        old, new = self._old.schemas[old_id], self._new.schemas[new_id]
        known = _class_name(self._old, old_id)
        spot = Spot(_class_name(self._new, new_id), node, old.origin, new.origin)
        model = self._old.classes.get(old_id)
        unknown = (f"types.{model.unknown}",) if model and model.unknown else ()
        aliases = (f"{known}=", *unknown) if old.alias is not None else ()
        spot = replace(spot, known=(known, *aliases))
        compare_texts(self._changes, spot, old.description, new.description)
        if old.alias is not None or new.alias is not None:
            self._types.compare_aliased(old, new, spot)
            return
        before, after = self._fields(self._old, old), self._fields(self._new, new)
        for wire, (property_, field) in before.items():
            if wire in after:
                self._compare_field(spot, (property_, field), after[wire])
            else:
                self._lose(replace(spot, subject=_class_name(self._old, old_id)), property_, field)
        for wire, (property_, field) in after.items():
            if wire not in before:
                self._gain(spot, property_, field)

    def _fields(
        self, version: ApiVersion, schema: NamedSchema
    ) -> dict[str, tuple[Property, ModelField | None]]:
        model = version.classes.get(schema.id)
        fields = model.fields if model else [None] * len(schema.properties)
        return {
            each.wire: (each, field) for each, field in zip(schema.properties, fields, strict=True)
        }

    def _lose(self, spot: Spot, property_: Property, field: ModelField | None) -> None:
        side = side_of(property_)
        gone = spot.inside(_attribute(spot, property_, field), property_.origin, ())
        gone = replace(gone, known=(_attribute(spot, property_, field),))
        rule = "required-field-removed" if property_.required else "field-removed"
        change = gone.change(rule, f"`{gone.subject}` is gone", property_.wire)
        self._changes.add(replace(change, side=side))

    def _gain(self, spot: Spot, property_: Property, field: ModelField | None) -> None:
        side = side_of(property_)
        there = spot.inside(_attribute(spot, property_, field), (), property_.origin)
        there = replace(there, known=(f"{spot.known[0]}()",))
        rule, words = _new_field(property_.required)
        change = there.change(rule, f"`{there.subject}` is new{words}", property_.wire)
        self._changes.add(replace(change, side=side))

    def _compare_field(
        self,
        spot: Spot,
        before: tuple[Property, ModelField | None],
        after: tuple[Property, ModelField | None],
    ) -> None:
        (old, was), (new, now) = before, after
        side = side_of(old) & side_of(new)
        if old == new and (was and was.name) == (now and now.name):
            self._types.compare(old.type, new.type, replace(spot, side=side))
            return
        field = spot.inside(_attribute(spot, new, now), old.origin, new.origin)
        known = f"{spot.known[0]}.{was.name if was else old.wire}"
        field = replace(
            field,
            was=was.annotation if was else "",
            now=now.annotation if now else "",
            known=(known,),
        )
        if not old.required:
            field = replace(field, on_null=("not-nullable", "optional-became-nullable"))
        if was and now and was.name != now.name:
            text = f"`{spot.subject}.{was.name}` is now `{now.name}`"
            self._changes.add(field.change("attribute-renamed", text))
        self._compare_sides(field, old, new)
        self._compare_required(replace(field, side=side), old.required, new.required)
        compare_texts(self._changes, field, old.description, new.description)
        self._types.compare(old.type, new.type, replace(field, side=side))

    def _compare_required(self, field: Spot, was: bool, now: bool) -> None:
        if was == now:
            return
        if now:
            field = replace(field, known=tuple(f"{_owner(key)}()" for key in field.known))
        rule = "field-became-required" if now else "field-became-optional"
        text = f"`{field.subject}` is {'required' if now else 'optional'} now"
        self._changes.add(field.change(rule, text))

    def _compare_sides(self, field: Spot, old: Property, new: Property) -> None:
        for side, rules, words in _SIDES:
            was, now = bool(side_of(old) & side), bool(side_of(new) & side)
            if was == now:
                continue
            rule = rules[now]
            if now and new.required and side is Sides.SENT:
                rule = _new_field(True)[0]
            elif was and old.required and side is Sides.RECEIVED:
                rule = f"required-{rule}"
            text = f"`{field.subject}` {words[now]}"
            self._changes.add(replace(field.change(rule, text), side=side))


_SIDES = (
    (
        Sides.SENT,
        ("field-became-read-only", "field-not-read-only"),
        ("cannot be sent any more", "can be sent now"),
    ),
    (
        Sides.RECEIVED,
        ("field-became-write-only", "field-not-write-only"),
        ("is not part of answers any more", "is part of answers now"),
    ),
)


def side_of(property_: Property) -> Sides:
    """Return the sides that a property is on."""
    if property_.read_only:
        return Sides.RECEIVED
    return Sides.SENT if property_.write_only else Sides.BOTH


def _new_field(required: bool) -> tuple[str, str]:
    return ("required-field-added", ", and required") if required else ("field-added", "")


def _owner(attribute: str) -> str:
    return attribute.rpartition(".")[0]


def _class_name(version: ApiVersion, id_: str) -> str:
    model = version.classes.get(id_)
    return f"types.{model.name}" if model else id_


def _attribute(spot: Spot, property_: Property, field: ModelField | None) -> str:
    return f"{spot.subject}.{field.name if field else property_.wire}"
