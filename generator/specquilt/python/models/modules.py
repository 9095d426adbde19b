"""The two modules of types before they are generated: what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.python.models.json_schema import (
    Schema,
    request_schemas,
    response_schemas,
    unknown_variants,
)
from specquilt.python.surface.types import Surface

MODELS, PARAMS = "models", "params"
_PURPOSES = {
    MODELS: "Models of requests and responses.",
    PARAMS: "Typed dictionaries that methods accept instead of models.",
}


@dataclass(frozen=True)
class TypesModule:
    """A module of types, or a part of it: everything that its text depends on.

    Args:
        folder: ``models`` or ``params``.
        package: Import name of the package.
        schemas: Schemas of the classes and aliases, by name.
        unknown: Those for undocumented members of discriminated unions.
        aliases: Names of fields that are not the ones on the wire, by class and wire name.
    """

    folder: str
    package: str
    schemas: Mapping[str, Schema]
    unknown: tuple[str, ...] = ()
    aliases: Mapping[str, Mapping[str, str]] | None = None

    def part(self, schemas: Mapping[str, Schema]) -> TypesModule:
        """Return a module of other schemas that have the same names."""
        return TypesModule(
            self.folder,
            self.package,
            schemas,
            tuple(name for name in self.unknown if name in schemas),
            {name: aliases for name in schemas if (aliases := self._aliases_in(name, schemas))},
        )

    def _aliases_in(self, name: str, schemas: Mapping[str, Schema]) -> dict[str, str]:
        """Return the names of those fields that a class has among other schemas."""
        fields = schemas[name].get("properties", {})
        return {wire: alias for wire, alias in self.aliases_of(name).items() if wire in fields}

    def aliases_of(self, name: str) -> Mapping[str, str]:
        """Return the names of a class's fields that are not the ones on the wire."""
        return (self.aliases or {}).get(name, {})

    @property
    def field_names(self) -> set[str]:
        """The names of all fields of all classes."""
        return {
            self.aliases_of(name).get(wire, wire)
            for name, schema in self.schemas.items()
            for wire in schema.get("properties", ())
        }

    @property
    def header(self) -> str:
        """The docstring."""
        return f'"""{_PURPOSES[self.folder]}"""'

    @property
    def contents(self) -> list[Any]:
        """Everything as JSON values."""
        return [getattr(self, name) for name in type(self).__dataclass_fields__]


def modules_of(surface: Surface) -> list[TypesModule]:
    """Return the modules of a package."""
    return [_models(surface), _params(surface)]


def _models(surface: Surface) -> TypesModule:
    unknown = tuple(name for _, name in unknown_variants(surface))
    schemas = response_schemas(surface)
    return TypesModule(MODELS, surface.package, schemas, unknown=unknown, aliases=_aliases(surface))


def _params(surface: Surface) -> TypesModule:
    return TypesModule(PARAMS, surface.package, request_schemas(surface))


def _aliases(surface: Surface) -> dict[str, dict[str, str]]:
    found = {
        model.name: {each.wire: each.name for each in model.fields if each.wire != each.name}
        for model in surface.models
    }
    return {name: aliases for name, aliases in found.items() if aliases}
