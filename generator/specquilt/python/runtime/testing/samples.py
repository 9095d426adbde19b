"""The smallest value of a type, and values of tests completed by it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

from .problems import FakeError, hint
from .shapes import Core, CoreShape, ObjectField, Shapes

Hints: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Values that the document wants, which types do not tell, by model and field."""

ANYTHING: Final = ...
"""Stands for whatever the type says."""

_SCALARS: Final[Mapping[str, Any]] = {
    "int": 0,
    "float": 0.0,
    "bool": False,
    "none": None,
    "any": None,
    "datetime": "2030-01-31T00:00:00Z",
    "date": "2030-01-31",
    "bytes": "",
}


_ANY: Final[Core] = {"type": "any"}


class _EndlessError(Exception):
    """A type that contains itself in any case."""


class Samples:
    """Creates values of the types of one response.

    Args:
        shapes: The types.
        hints: Values by model and field.
    """

    def __init__(self, shapes: Shapes, hints: Hints = MappingProxyType({})) -> None:
        self._shapes, self._hints = shapes, hints
        self._open: list[object] = []

    def value(self, core: Core, given: Any = ANYTHING, name: str = "string") -> Any:
        """Return the smallest value, or a given one completed by it.

        Args:
            core: The type.
            given: The given value.
            name: Name of the field, which is the value of a text.

        Raises:
            FakeError: The given value has a field that the type does not have.
        """
        shape = self._shapes.of(core)
        if given is ANYTHING:
            return None if shape.nullable else self._smallest(shape, name)
        return self._completed(shape, given)

    def part(self, model: Core, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return given fields of an object by their names in JSON, each completed."""
        fields = self._shapes.fields(model)
        values = _by_wire(model, fields, given)
        return {
            each.wire: self.value(each.core, values[each.wire], each.wire)
            for each in fields
            if each.wire in values
        }

    def _smallest(self, shape: CoreShape, name: str) -> Any:
        match shape.kind:
            case "model":
                return self._object(shape.core, {})
            case "union":
                return self._first(self._shapes.members(shape.core), name)
            case "tagged-union":
                return self._tagged(shape.core)
            case "literal":
                return next(iter(shape.core["expected"]))
            case "list":
                return []
            case "dict":
                return {}
            case "str":
                return name
            case kind:
                return _SCALARS.get(kind)

    def _first(self, members: Iterable[Core], name: str) -> Any:
        """Return the smallest value of the first member that has one."""
        for each in members:
            try:
                return self.value(each, ANYTHING, name)
            except _EndlessError:
                pass
        raise _EndlessError

    def _tagged(self, union: Core) -> Any:
        """Return the smallest value of a member, with its tag even if that is optional."""
        wire = union["discriminator"]
        for tag, member in union["choices"].items():
            try:
                value = self.value(member)
            except _EndlessError:
                continue
            is_named = self._shapes.of(member).kind == "model" and isinstance(wire, str)
            return {wire: tag, **value} if is_named else value
        raise _EndlessError

    # --- objects -----------------------------------------------------------------------------

    def _object(self, model: Core, given: Mapping[str, Any]) -> dict[str, Any]:
        fields = self._shapes.fields(model)
        values = _by_wire(model, fields, given)
        hints = self._hints.get(model["cls"].__name__, {})
        with self._inside(model["cls"], bool(given)):
            for each in fields:
                if each.required or each.wire in values:
                    usual = hints.get(each.wire, ANYTHING)
                    given_one = values.get(each.wire, usual)
                    values[each.wire] = self.value(each.core, given_one, each.wire)
        return values

    @contextmanager
    def _inside(self, model: object, is_given: bool) -> Generator[None]:
        """Remember which objects are being made. One that a test gives has an end."""
        if model in self._open and not is_given:
            raise _EndlessError
        before, self._open = self._open, [] if is_given else [*self._open, model]
        try:
            yield
        finally:
            self._open = before

    # --- given values ------------------------------------------------------------------------

    def _completed(self, shape: CoreShape, given: Any) -> Any:
        match shape.kind, type(given).__name__:
            case "model", "dict":
                return self._object(shape.core, given)
            case "list", "list":
                item = shape.core.get("items_schema", _ANY)
                return [self.value(item, each) for each in given]
            case "dict", "dict":
                inner = shape.core.get("values_schema", _ANY)
                return {name: self.value(inner, each) for name, each in given.items()}
            case ("union" | "tagged-union"), ("dict" | "list"):
                return self._member(shape.core, given)
            case _:
                return given

    def _member(self, union: Core, given: Any) -> Any:
        """Return a given value as the member of a union that it is likeliest to be."""
        members = list(self._shapes.members(union))
        found = [each for each in members if self._may_be(self._shapes.of(each), given)]
        if not found:
            return given
        return self.value(max(found, key=lambda each: self._likeness(each, given)), given)

    def _may_be(self, shape: CoreShape, given: Any) -> bool:
        """Return whether no constant of a type contradicts."""
        if isinstance(given, list):
            return shape.kind == "list"
        if shape.kind != "model":
            return shape.kind == "dict"
        values = cast("dict[str, Any]", given)
        fields = self._shapes.fields(shape.core)
        return all(
            _same(self._shapes.of(each.core), value)
            for each in fields
            for value in _of(each, values)
        )

    def _likeness(self, core: Core, given: Any) -> int:
        """Return how many fields of a value a type has; those that it has not count against it."""
        shape = self._shapes.of(core)
        if shape.kind != "model":
            return 0
        names = {
            name for each in self._shapes.fields(shape.core) for name in (each.name, each.wire)
        }
        return sum(1 if name in names else -1 for name in given)


def with_anything(value: Any) -> Any:
    """Return a hint as read from JSON, where null stands for whatever the type says."""
    if isinstance(value, list):
        return [with_anything(each) for each in cast("Iterable[Any]", value)]
    if isinstance(value, dict):
        return {name: with_anything(each) for name, each in cast("dict[str, Any]", value).items()}
    return ANYTHING if value is None else value


def _by_wire(model: Core, fields: list[ObjectField], given: Mapping[str, Any]) -> dict[str, Any]:
    wires = {name: each.wire for each in fields for name in (each.name, each.wire)}
    for name in given:
        if name not in wires:
            kind = model["cls"].__name__
            raise FakeError(f"{kind} has no field {name!r}{hint(name, [f.name for f in fields])}")
    return {wires[name]: value for name, value in given.items()}


def _of(field: ObjectField, values: Mapping[str, Any]) -> list[Any]:
    return [values[name] for name in {field.name, field.wire} if name in values]


def _same(shape: CoreShape, value: Any) -> bool:
    return shape.kind != "literal" or value in shape.core["expected"]
