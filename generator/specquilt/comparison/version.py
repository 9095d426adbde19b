"""One version of an API: its facts, and the names that its package gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from specquilt.api.types import Api, ApiOperation, NamedSchema
from specquilt.api.value_types import ListOf, MapOf, Named, Type, UnionOf
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Location
from specquilt.openapi.pointer import Pointer
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method, Surface


@dataclass(frozen=True)
class ApiVersion:
    """One version of an API.

    Args:
        name: What to call it in messages.
        api: The facts.
        surface: The names and types of its package.
        place: Returns where in the user's files a part of the document comes from.
    """

    name: str
    api: Api
    surface: Surface
    place: Callable[[Pointer], Location | None] = lambda _pointer: None

    @cached_property
    def methods(self) -> Mapping[str, Method]:
        """Methods by the ids of their operations."""
        by_call = {each.dotted: each for each in self.surface.root.all_methods()}
        calls = self.surface.published.calls
        return {each.id: by_call[calls[each.id]] for each in self.api.operations}

    @cached_property
    def schemas(self) -> Mapping[str, NamedSchema]:
        """Named schemas by id."""
        return {each.id: each for each in self.api.schemas}

    @cached_property
    def classes(self) -> Mapping[str, ModelClass]:
        """Classes and aliases by the ids of their schemas."""
        return dict(_Classes(self).found)

    def arguments(self, operation: ApiOperation) -> list[Argument | None]:
        """Return the argument for each parameter of an operation; None if it is none of the call's."""
        given = iter(self.methods[operation.id].arguments)
        return [next(given) if each.given == "call" else None for each in operation.parameters]


class _Classes:
    """Pairs schemas with classes: a type of the facts and one of the surface have the same shape."""

    def __init__(self, version: ApiVersion) -> None:
        self.found: dict[str, ModelClass] = {}
        self._version, self._models = version, version.surface.models_by_name
        self._waiting: list[tuple[str, str]] = []
        for id_, name in version.surface.published.models.items():
            if id_ in version.schemas:
                self._add(id_, name)
        for operation in version.api.operations:
            self._pair_operation(operation, version.methods[operation.id])
        while self._waiting:
            self._pair_parts(*self._waiting.pop())

    def _pair_operation(self, operation: ApiOperation, method: Method) -> None:
        for parameter, argument in zip(
            operation.parameters, self._version.arguments(operation), strict=True
        ):
            if argument:
                self._pair(parameter.type, argument.type)
        self._pair(operation.response.type, method.response.type)
        for error, raised in zip(operation.errors, method.errors, strict=True):
            self._pair(error.body, raised.body)
        for (_, body), other in zip(operation.other_errors, method.other_errors, strict=True):
            self._pair(body, other)

    def _pair_parts(self, id_: str, name: str) -> None:
        schema, model = self._version.schemas[id_], self._models[name]
        self._pair(schema.alias, model.alias)
        for property_, field in zip(schema.properties, model.fields, strict=True):
            self._pair(property_.type, field.type)

    def _pair(self, fact: Type | None, named: Type | None) -> None:
        match fact, named:
            case Named(id_), Named(name):
                self._add(id_, name)
            case (ListOf(one), ListOf(other)) | (MapOf(one), MapOf(other)):
                self._pair(one, other)
            case UnionOf(members), UnionOf(others):
                for one, other in zip(members, others, strict=True):
                    self._pair(one, other)

    def _add(self, id_: str, name: str) -> None:
        if id_ not in self.found and name in self._models and id_ in self._version.schemas:
            self.found[id_] = self._models[name]
            self._waiting.append((id_, name))
