"""Programs that use classes, and what the new package says to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from keyword import iskeyword

from specquilt.api.value_types import NULL, Named, Type, UnionOf
from specquilt.comparison.version import ApiVersion
from specquilt.comparison.witness.calls import ANYTHING, UNREAD, UNSENT
from specquilt.comparison.witness.checker import TypeChecker, opaque
from specquilt.comparison.witness.program import Program, asserting, returning, variable
from specquilt.python.annotations import Annotations
from specquilt.python.surface.models import ModelClass, ModelField


class ClassPrograms:
    """Writes programs that use classes.

    Args:
        old: The version that they are for.
        before, after: What type checkers say about the types of both versions.
    """

    def __init__(self, old: ApiVersion, before: TypeChecker, after: TypeChecker) -> None:
        self._models, self._before, self._after = old.surface.models, before, after
        self._texts = Annotations(old.surface.dict_types)

    def named(self, name: str) -> Iterator[Program]:
        """Yield a program that names a class."""
        text = returning({"value": f"types.{name}"}, "object", "value")
        yield Program(text, not self._after.knows(Named(name)))

    def attribute(self, name: str, attribute: str) -> Iterator[Program]:
        """Yield programs that read an attribute, and that give it a value."""
        model = self._before.model(name)
        field = next((f for f in model.fields if f.name == attribute), None) if model else None
        if model is None or field is None:
            return
        yield from self._readings(model, field)
        yield self._made(model, field)
        yield from self._dict(model, field)
        yield self._exact(model, field)

    def made(self, name: str) -> Iterator[Program]:
        """Yield programs that make an object with what is required."""
        model = self._before.model(name)
        if model and model.alias is None:
            yield self._made(model)
            yield from self._dict(model)

    def alias(self, name: str) -> Iterator[Program]:
        """Yield programs about what an alias stands for."""
        model = self._before.model(name)
        if model is None or model.alias is None:
            return
        named = Named(model.name)
        meant = self._before.expanded(named)
        for value, target in ((named, meant), (meant, named)):
            texts = [self._texts.given(each).text for each in (value, target)]
            yield Program(
                returning({"value": texts[0]}, texts[1], "value"),
                not self._after.takes(target, value),
            )
        for part in self._before.parts(named):
            text = returning({"value": self._texts.given(part).text}, f"types.{name}", "value")
            yield Program(text, not self._after.takes(named, part))
        text = asserting({"value": f"types.{name}"}, "value", self._texts.given(meant).text)
        yield Program(text, not self._after.is_same(named, meant))

    def about(self, name: str) -> Iterator[Program]:
        """Yield programs for the attributes whose type is of a class."""
        pattern = re.compile(rf"\btypes\.{name}\b")
        for model in self._models:
            for field in model.fields:
                if pattern.search(field.annotation):
                    yield from self.attribute(model.name, field.name)

    def members(self, name: str) -> Iterator[Program]:
        """Yield programs for the attributes that tell the members of a union apart."""
        model = self._before.model(name)
        tag = model.alias.discriminator if model and isinstance(model.alias, UnionOf) else None
        if tag is None:
            return
        for member in dict.fromkeys(each for _, each in tag.mapping):
            found = self._before.model(member)
            for field in found.fields if found else ():
                if field.wire == tag.wire:
                    yield from self.attribute(member, field.name)

    def _readings(self, model: ModelClass, field: ModelField) -> Iterator[Program]:
        now = self._new_field(model, field)
        type_ = self._before.field(model, field)
        head, expression = {"value": f"types.{model.name}"}, f"value.{field.name}"
        text = self._texts.given(one_none(type_)).text
        is_read = now is not None and self._after.takes(type_, now)
        yield Program(returning(head, text, expression), not is_read)
        other = ANYTHING.sub(UNREAD, text)
        is_any = other != text and now is not None and not self._after.takes(opaque(type_), now)
        yield Program(returning(head, other, expression), is_any)

    def _exact(self, model: ModelClass, field: ModelField) -> Program:
        now, type_ = self._new_field(model, field), self._before.field(model, field)
        text = self._texts.given(one_none(type_)).text
        is_same = now is not None and self._after.is_same(type_, now)
        body = asserting({"value": f"types.{model.name}"}, f"value.{field.name}", text)
        return Program(body, not is_same)

    def _made(self, model: ModelClass, field: ModelField | None = None) -> Program:
        """Return the program that makes an object, with one more field."""
        given = [each for each in model.fields if model.always_has(each) or each is field]
        if not all(each.wire.isidentifier() and not iskeyword(each.wire) for each in given):
            return Program("", is_refused=False)
        parameters = {
            variable(each.name): self._texts.given(one_none(self._before.field(model, each))).text
            for each in given
        }
        values = ", ".join(f"{each.wire}={variable(each.name)}" for each in given)
        returns = f"types.{model.name}"
        return Program(
            returning(parameters, returns, f"{returns}({values})"), self._is_not_made(model, given)
        )

    def _is_not_made(self, model: ModelClass, given: Iterable[ModelField]) -> bool:
        now = self._after.model(model.name)
        if now is None or now.alias is not None:
            return True
        targets = {each.wire: each for each in now.fields}
        wires = {each.wire for each in given}
        if any(now.always_has(each) and wire not in wires for wire, each in targets.items()):
            return True
        return not all(
            each.wire in targets
            and self._after.takes(
                self._after.field(now, targets[each.wire]), self._before.field(model, each)
            )
            for each in given
        )

    def _dict(self, model: ModelClass, field: ModelField | None = None) -> Iterator[Program]:
        """Yield the program that makes the dictionary that calls accept instead of an object."""
        if not model.dict_type:
            return
        sent = [each for each in model.fields if not each.read_only]
        given = [each for each in sent if each.required or each is field]
        if field is not None and field not in given:
            return
        types = {each.wire: self._before.sent(model, each) for each in given}
        names = {each.wire: variable(each.name) for each in given}
        for is_anything in (False, True):
            text = {wire: self._before.in_dict(type_) for wire, type_ in types.items()}
            if is_anything and field is not None:
                text[field.wire] = ANYTHING.sub(UNSENT, text[field.wire])
                types[field.wire] = opaque(types[field.wire])
            pairs = ", ".join(f"{wire!r}: {name}" for wire, name in names.items())
            body = returning(
                {names[wire]: each for wire, each in text.items()},
                f"types.{model.dict_type}",
                f"{{{pairs}}}",
            )
            yield Program(body, self._is_no_dict(model, types))

    def _is_no_dict(self, model: ModelClass, types: dict[str, Type]) -> bool:
        now = self._after.model(model.name)
        if now is None or now.dict_type != model.dict_type:
            return not self._after.knows(Named(model.dict_type))
        targets = {each.wire: each for each in now.fields if not each.read_only}
        if any(each.required and wire not in types for wire, each in targets.items()):
            return True
        return not all(
            wire in targets
            and self._after.takes(self._after.sent(now, targets[wire]), type_, is_list=False)
            for wire, type_ in types.items()
        )

    def _new_field(self, model: ModelClass, field: ModelField) -> Type | None:
        now = self._after.model(model.name)
        found = next((f for f in now.fields if f.name == field.name), None) if now else None
        return self._after.field(now, found) if now and found else None


def one_none(type_: Type) -> Type:
    """Return a type whose annotation has None once."""
    if not isinstance(type_, UnionOf) or NULL not in type_.members:
        return type_
    inner = [
        m
        for each in type_.members
        for m in (each.members if isinstance(each, UnionOf) else (each,))
    ]
    members = [each for each in inner if each != NULL]
    return UnionOf((*dict.fromkeys(members), NULL))
