"""The public names of the package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from specquilt.openapi.dataclass import dataclass
from specquilt.python.names.package import RUNTIME_ERRORS
from specquilt.python.runtime import public
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Surface

RUNTIME_NAMES = sorted(
    name
    for table in (public.SIGNATURES, public.TOOLS)
    for names in table.values()
    for name in names
)
"""Runtime names that the package exports, except errors."""


@dataclass(frozen=True)
class Exports:
    """The public names of the package and where they are defined."""

    surface: Surface

    @cached_property
    def types(self) -> list[tuple[str, list[str]]]:
        """Modules of types with the names they define."""
        models = sorted({name for model in self.surface.models for name in _defined(model)})
        dict_types = sorted(self.surface.dict_types.values())
        listed = (("aliases", self.alias_names), ("models", models), ("params", dict_types))
        return [(module, names) for module, names in listed if names]

    @property
    def alias_names(self) -> list[str]:
        """Other names of types."""
        return sorted(self.surface.type_aliases)

    @property
    def aliased(self) -> list[tuple[str, list[str]]]:
        """Modules of types with the names that have another name, too."""
        wanted = {*self.surface.type_aliases.values()}
        found = [(module, sorted(wanted.intersection(names))) for module, names in self.types]
        return [(module, names) for module, names in found if names]

    @property
    def type_names(self) -> list[str]:
        """All names of types."""
        return sorted(name for _, names in self.types for name in names)

    @cached_property
    def package(self) -> list[tuple[str, list[str]]]:
        """Modules of the package with the names that the package exports from them."""
        clients = [name for pair in self.surface.client_names for name in pair]
        return [
            ("_runtime", RUNTIME_NAMES),
            ("client", sorted(clients)),
            ("errors", self.error_names),
        ]

    @property
    def package_names(self) -> list[str]:
        """All names that the package exports."""
        return sorted({"errors", "types", *(name for _, names in self.package for name in names)})

    @property
    def runtime_errors(self) -> list[str]:
        """Exception classes that the runtime defines."""
        return list(RUNTIME_ERRORS)

    @property
    def error_names(self) -> list[str]:
        """All exception classes."""
        return sorted({*RUNTIME_ERRORS, *(error.name for error in self.surface.errors)})

    @cached_property
    def names_in_errors(self) -> frozenset[str]:
        """Names that the types of error bodies use; none if no error class has a type."""
        given = self.surface.annotations.given
        bodies = (body for error in self.surface.errors for body in error.bodies)
        return frozenset[str]().union(*(given(body).names for body in bodies))

    @property
    def typing_names_in_errors(self) -> list[str]:
        """Names that the module of errors imports from ``typing``."""
        own = {"TYPE_CHECKING"} if self.names_in_errors else set[str]()
        return sorted(own | (self.names_in_errors & {"Any", "Literal"}))


def _defined(model: ModelClass) -> Iterator[str]:
    """Yield the names that a model defines. A discriminated union has two more."""
    yield model.name
    if model.in_responses:
        yield from filter(None, (model.known, model.unknown))
