"""Data for the templates of modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from specquilt.openapi.dataclass import dataclass
from specquilt.python.annotations import Annotation, Annotations, known
from specquilt.python.names.reserved import BUILTIN_TYPES
from specquilt.python.render import described
from specquilt.python.surface.types import Method, ResourceClass, Surface

_ABSTRACT = frozenset({"Awaitable", "Callable", "Mapping", "Sequence"})
_TYPING = frozenset({"Any", "Literal", "Unpack", "overload"})
_RUNTIME = frozenset(
    [
        "AsyncBinaryResponse",
        "AsyncItemIterator",
        "AsyncStream",
        "BinaryResponse",
        "FileArgument",
        "FileContent",
        "ItemIterator",
        "Stream",
    ]
)
"""Names in annotations, by the module they come from. Others are built-in types or modules."""


@dataclass(frozen=True)
class Module:
    """The two classes of a resource, or of the client itself (with an empty path).

    Args:
        parts: Modules with the base classes, if the resource is split.
        whole: Name of the class that this is a part of, if the resource is split.
    """

    surface: Surface
    resource: ResourceClass
    path: tuple[str, ...] = ()
    parts: tuple[Module, ...] = ()
    whole: str = ""

    @property
    def is_client(self) -> bool:
        """Whether it defines the client classes."""
        return not self.path and not self.whole

    @property
    def owner(self) -> str:
        """Name of the public sync class."""
        return self.whole or self.resource.class_name or self.surface.client_names[0][0]

    @property
    def bases(self) -> list[str]:
        """Names of the sync class's bases. The async class's bases have the prefix ``Async``."""
        own = "Resource" if self.path else "BaseClient"
        return [part.resource.class_name for part in self.parts] or [own]

    @property
    def methods(self) -> tuple[Method, ...]:
        """The methods of the classes."""
        return self.resource.methods

    @cached_property
    def children(self) -> list[Module]:
        """The nested resources, one level deep."""
        below = self.resource.children
        return [Module(self.surface, child, (*self.path, child.name)) for child in below]

    # --- annotations -------------------------------------------------------------------------

    @cached_property
    def annotations(self) -> Annotations:
        """Creates annotations for the classes."""
        plain = self.surface.annotations
        return Annotations(self.surface.dict_types, self.hidden) if self.hidden else plain

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Built-in types that are shadowed by attributes of the classes."""
        methods = {method.name for method in self.methods}
        siblings = {each.pagination.name for each in self.methods if each.pagination}
        children = {child.name for child in self.resource.children}
        return self.names & BUILTIN_TYPES & (methods | siblings | children)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names that the annotations use: ``datetime``, ``Sequence``, ``list`` ..."""
        plain = self.surface.annotations
        used = [each for method in self.methods for each in _of_method(plain, method)]
        if self.is_client:
            used += _of_client(plain, self)
        return frozenset[str]().union(*(each.names for each in used))

    # --- imports -----------------------------------------------------------------------------

    @cached_property
    def runtime_names(self) -> list[str]:
        """Names that the module imports from the runtime."""
        names = {name for method in self.methods for name in described.by_method(method)}
        names |= self.names & _RUNTIME
        if self.is_client:
            names |= described.by_client(self.surface, waits=bool(polled(self.surface)))
        if not self.parts:
            names |= {name for base in self.bases for name in (base, f"Async{base}")}
        return sorted(names)

    @property
    def abstract_types(self) -> list[str]:
        """Names that the module imports from ``collections.abc``."""
        return sorted(self.names & _ABSTRACT)

    @property
    def has_aliases(self) -> bool:
        """Whether there are methods that others have replaced."""
        return any(method.alias_of for method in self.methods)

    @property
    def typing_names(self) -> list[str]:
        """Names that the module imports from ``typing``."""
        return sorted((self.names & _TYPING) | ({"TYPE_CHECKING"} if self.children else set()))


def modules(surface: Surface) -> Iterator[Module]:
    """Yield the modules of all resources, parents first."""
    yield from _modules(surface, surface.root.children, ())


def _modules(
    surface: Surface, resources: Iterable[ResourceClass], path: tuple[str, ...]
) -> Iterator[Module]:
    for resource in resources:
        here = (*path, resource.name)
        yield Module(surface, resource, here)
        yield from _modules(surface, resource.children, here)


def polled(surface: Surface) -> list[Method]:
    """Return the methods that `wait` can poll."""
    found = (Module(surface, surface.root), *modules(surface))
    return [method for module in found for method in module.methods if method.polling]


# --- annotations in modules ------------------------------------------------------------------


def _of_method(writer: Annotations, method: Method) -> Iterator[Annotation]:
    for each in (*method.positional, *method.keyword_only):
        yield writer.argument(each.location, each.type)
    yield from map(writer.given, method.error_bodies.values())
    for is_async in (False, True):
        yield writer.returned(method.response, is_async)
        if method.pagination:
            yield writer.items(method.pagination.item_type, method.response, is_async)


def _of_client(writer: Annotations, client: Module) -> Iterator[Annotation]:
    yield from (known("Unpack"), writer.builtin("str"))
    for scheme in client.surface.credentials:
        yield writer.credential(scheme.is_pair, is_async=True)
    yield from map(writer.given, client.surface.error_bodies.values())
    for header in client.surface.headers:
        yield writer.optional(header.type)
    methods = polled(client.surface)
    for method in methods:
        yield from (writer.given(method.target), writer.callback(writer.given(method.result)))
        yield writer.builtin("float")
    if len(methods) > 1:
        yield from (known("Any"), known("overload"))
