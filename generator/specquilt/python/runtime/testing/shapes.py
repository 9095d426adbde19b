"""What types allow, as the validators say that decode responses.

The validator of a result is there anyhow, so nothing about responses is written twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Core: TypeAlias = Mapping[str, Any]

_AROUND: Final = {
    "default": "schema",
    "nullable": "schema",
    "definitions": "schema",
    "function-after": "schema",
    "function-before": "schema",
    "function-wrap": "schema",
    "lax-or-strict": "lax_schema",
    "json-or-python": "json_schema",
}
"""Schemas around others, with the key that the inner one has."""


class ObjectField(NamedTuple):
    """A field of an object.

    Args:
        name: Name in Python.
        wire: Name in JSON.
        core: What its values are.
        required: Whether responses always have it.
    """

    name: str
    wire: str
    core: Core
    required: bool


class CoreShape(NamedTuple):
    """A type, without what is around it.

    Args:
        core: The innermost schema.
        nullable: Whether null is allowed.
    """

    core: Core
    nullable: bool = False

    @property
    def kind(self) -> str:
        """The kind of the schema, as pydantic-core names it."""
        return str(self.core["type"])


class Shapes:
    """Reads the schema of a validator.

    Args:
        adapter: The validator.
    """

    def __init__(self, adapter: TypeAdapter[Any]) -> None:
        adapter.rebuild()
        self.root: Core = adapter.core_schema
        self._definitions: dict[str, Core] = {}

    def of(self, core: Core) -> CoreShape:
        """Return what a schema is about."""
        nullable = False
        while True:
            kind = str(core["type"])
            if kind == "definition-ref":
                core = self._definitions[core["schema_ref"]]
            elif kind in _AROUND:
                self._define(core.get("definitions", ()))
                nullable = nullable or kind == "nullable"
                core = core[_AROUND[kind]]
            else:
                return CoreShape(core, nullable)

    def _define(self, definitions: Any) -> None:
        for each in definitions:
            self._definitions[each["ref"]] = each

    def fields(self, model: Core) -> list[ObjectField]:
        """Return the fields of a model."""
        inner = self.of(model["schema"]).core
        listed = cast("Mapping[str, Core]", inner.get("fields", {})).items()
        return [_field(name, each) for name, each in listed]

    def members(self, union: Core) -> Iterator[Core]:
        """Yield the members of a union, and of unions inside of it."""
        for each in _choices(union):
            shape = self.of(each)
            if shape.kind in ("union", "tagged-union"):
                yield from self.members(shape.core)
            else:
                yield each


def _field(name: str, field: Core) -> ObjectField:
    wire = field.get("validation_alias", name)
    inner = cast("Core", field["schema"])
    return ObjectField(name, str(wire), inner, inner["type"] != "default")


def _choices(union: Core) -> list[Core]:
    choices: Any = union["choices"]
    is_tagged = union["type"] == "tagged-union"
    listed: Iterable[Any] = choices.values() if is_tagged else choices
    return [each[0] if isinstance(each, tuple) else each for each in listed]
