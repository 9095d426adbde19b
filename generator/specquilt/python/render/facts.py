"""What a module of the package holds: the facts its template is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from specquilt.api.value_types import NULL, Named, Type, UnionOf
from specquilt.python.annotations import Annotation, Annotations, known
from specquilt.python.names.reserved import BUILTIN_TYPES
from specquilt.python.render import described
from specquilt.python.surface.types import Argument, Method, ResourceClass, Surface, Waiting

_ABSTRACT = frozenset({"AsyncIterator", "Awaitable", "Callable", "Iterator", "Mapping", "Sequence"})
_TYPING = frozenset({"Any", "Literal", "Unpack", "overload"})
_RUNTIME = frozenset(
    [
        "AsyncBinaryResponse",
        "AsyncStream",
        "BinaryResponse",
        "FileArgument",
        "FileContent",
        "Stream",
    ]
)
"""Names of annotations by where they are imported from; others are built in, or are modules."""


@dataclass(frozen=True)
class Module:
    """The two classes of a resource, or of the client itself (with an empty path).

    Args:
        parts: modules whose classes it puts together, where one would be too long.
        whole: name of the class that it is a part of.
    """

    surface: Surface
    resource: ResourceClass
    path: tuple[str, ...] = ()
    parts: tuple[Module, ...] = ()
    whole: str = ""

    @property
    def is_client(self) -> bool:
        """Whether it holds the classes of the client."""
        return not self.path and not self.whole

    @property
    def owner(self) -> str:
        """Name of the class that users see."""
        return self.whole or self.resource.class_name or self.surface.client_names[0][0]

    @property
    def bases(self) -> list[str]:
        """Names of the classes that the sync class derives from; async ones have a prefix."""
        own = "Resource" if self.path else "BaseClient"
        return [part.resource.class_name for part in self.parts] or [own]

    @property
    def methods(self) -> tuple[Method, ...]:
        """The methods of the classes."""
        return self.resource.methods

    @cached_property
    def children(self) -> list[Module]:
        """The resources directly below."""
        below = self.resource.children
        return [Module(self.surface, child, (*self.path, child.name)) for child in below]

    @cached_property
    def polls(self) -> list[Poll]:
        """What the client can wait for; resources cannot wait."""
        return list(polls(self.surface)) if self.is_client else []

    # --- annotations -------------------------------------------------------------------------

    @cached_property
    def annotations(self) -> Annotations:
        """What writes its annotations."""
        plain = self.surface.annotations
        return Annotations(self.surface.dict_types, self.hidden) if self.hidden else plain

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Built-in types that a method of the classes hides from annotations."""
        methods = {method.name for method in self.methods}
        siblings = {each.pagination.name for each in self.methods if each.pagination}
        children = {child.name for child in self.resource.children}
        return self.names & BUILTIN_TYPES & (methods | siblings | children)

    @cached_property
    def names(self) -> frozenset[str]:
        """What its annotations use: ``datetime``, ``Sequence``, ``list`` ..."""
        plain = self.surface.annotations
        used = [each for method in self.methods for each in _of_method(plain, method)]
        if self.is_client:
            used += _of_client(plain, self)
        return frozenset[str]().union(*(each.names for each in used))

    # --- imports -----------------------------------------------------------------------------

    @cached_property
    def runtime_names(self) -> list[str]:
        """What the module imports from the runtime."""
        names = {name for method in self.methods for name in described.by_method(method)}
        names |= self.names & _RUNTIME
        if self.is_client:
            names |= described.by_client(self.surface)
            names |= {name for poll in self.polls for name in described.by_polling(poll.method)}
        if not self.parts:
            names |= {name for base in self.bases for name in (base, f"Async{base}")}
        return sorted(names)

    @property
    def abstract_types(self) -> list[str]:
        """What it imports from ``collections.abc``."""
        return sorted(self.names & _ABSTRACT)

    @property
    def typing_names(self) -> list[str]:
        """What it imports from ``typing``."""
        return sorted((self.names & _TYPING) | ({"TYPE_CHECKING"} if self.children else set()))


@dataclass(frozen=True)
class Poll:
    """A method that is called again and again until what it reports has ended."""

    method: Method
    waiting: Waiting

    @property
    def constant(self) -> str:
        """Name of the constant that describes it."""
        return f"_WAIT_{self.method.dotted.replace('.', '_').upper()}"

    @property
    def result(self) -> Type:
        """What it reports."""
        return self.method.response.type or NULL

    @property
    def target(self) -> Type:
        """What `wait` takes: one of the classes whose id it knows."""
        return UnionOf(tuple(Named(name) for name, _ in self.waiting.accepts))

    @property
    def argument(self) -> Argument:
        """The argument of the path that takes the id."""
        return self.method.positional[0]


def modules(surface: Surface) -> Iterator[Module]:
    """Yield the resources of a package, parents first."""
    yield from _modules(surface, surface.root.children, ())


def _modules(
    surface: Surface, resources: Iterable[ResourceClass], path: tuple[str, ...]
) -> Iterator[Module]:
    for resource in resources:
        here = (*path, resource.name)
        yield Module(surface, resource, here)
        yield from _modules(surface, resource.children, here)


def polls(surface: Surface) -> Iterator[Poll]:
    """Yield what can be waited for."""
    for module in (Module(surface, surface.root), *modules(surface)):
        for method in module.methods:
            if method.polling:
                yield Poll(method, method.polling)


# --- the annotations that modules have -------------------------------------------------------


def _of_method(writer: Annotations, method: Method) -> Iterator[Annotation]:
    for each in (*method.positional, *method.keyword_only):
        yield writer.argument(each.location, each.type)
    for is_async in (False, True):
        yield writer.returned(method.response, is_async)
        if method.pagination:
            yield writer.items(method.pagination.item_type, is_async)


def _of_client(writer: Annotations, client: Module) -> Iterator[Annotation]:
    yield from (known("Unpack"), writer.builtin("str"))
    for scheme in client.surface.credentials:
        yield writer.credential(scheme.is_pair, is_async=True)
    for header in client.surface.headers:
        yield writer.optional(header.type)
    for poll in client.polls:
        yield from (writer.given(poll.target), writer.callback(writer.given(poll.result)))
        yield writer.builtin("float")
    if len(client.polls) > 1:
        yield from (known("Any"), known("overload"))
