"""What the names of a package stand for."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.api.media import STREAMS
from specquilt.api.value_types import ListOf, MapOf, Named, Type, UnionOf
from specquilt.comparison.callers.values import (
    BoundMethod,
    ClientPart,
    ClientType,
    Instance,
    ModelType,
    PackageModule,
    Value,
)
from specquilt.python.surface.types import Surface

_SAME_CLIENT = frozenset({"with_options", "raw_response", "streaming_response"})


class PackageNames:
    """The names of a package.

    Args:
        surface: The surface of the package.
    """

    def __init__(self, surface: Surface) -> None:
        self.package = surface.package
        self._clients = {name for pair in surface.client_names for name in pair}
        self._models = surface.models_by_name
        self._results: dict[str, Value] = {}
        self._arguments: dict[str, dict[str, Type]] = {}
        for method in surface.root.all_methods():
            is_stream = method.response.kind in STREAMS
            result = method.response.type
            self._results[method.dotted] = Instance(result, is_stream) if result else None
            self._arguments[method.dotted] = {each.name: each.type for each in method.arguments}
            if method.pagination:
                call = ".".join((*method.resource, method.pagination.name))
                self._results[call] = Instance(method.pagination.item_type, is_iterator=True)
                self._arguments[call] = self._arguments[method.dotted]

    def member(self, module: PackageModule, name: str) -> Value:
        """Return what a name in the package, or in one of its modules, stands for."""
        if module.name == "types":
            return ModelType(name)
        if module.name == "" and name in ("types", "errors"):
            return PackageModule(name)
        return ClientType() if module.name == "" and name in self._clients else None

    def part(self, client: ClientPart, name: str) -> Value:
        """Return what an attribute of a client stands for."""
        call = ".".join((*client.path, name))
        if call in self._results:
            return BoundMethod(call)
        if name in _SAME_CLIENT:
            return client
        is_resource = any(each.startswith(f"{call}.") for each in self._results)
        return ClientPart((*client.path, name)) if is_resource else None

    def result(self, method: BoundMethod) -> Value:
        """Return what a call returns."""
        return self._results[method.call]

    def argument(self, call: str, name: str) -> Type | None:
        """Return the type of an argument."""
        return self._arguments[call].get(name)

    def positional(self, call: str, at: int) -> str:
        """Return the name of a positional argument; empty if there is none."""
        names = list(self._arguments[call])
        return names[at] if at < len(names) else ""

    def classes(self, type_: Type) -> Iterator[str]:
        """Yield the names of the classes that a type admits, and of its aliases."""
        match type_:
            case Named(name):
                yield name
                model = self._models.get(name)
                if model and model.alias is not None:
                    yield from self.classes(model.alias)
            case UnionOf(members):
                for member in members:
                    yield from self.classes(member)

    def field(self, class_name: str, attribute: str) -> Type | None:
        """Return the type of an attribute of a class."""
        model = self._models.get(class_name)
        fields = model.fields if model else ()
        return next((each.type for each in fields if each.name == attribute), None)

    def item(self, value: Value) -> Value:
        """Return what iterating over a value yields."""
        if not isinstance(value, Instance):
            return None
        if value.is_iterator:
            return Instance(value.type)
        inner = self._inner(value.type)
        return Instance(inner) if inner is not None else None

    def _inner(self, type_: Type) -> Type | None:
        match type_:
            case ListOf(inner) | MapOf(inner):
                return inner
            case Named(name) if (model := self._models.get(name)) and model.alias is not None:
                return self._inner(model.alias)
            case UnionOf(members):
                found = [self._inner(each) for each in members]
                return next((each for each in found if each), None)
        return None
