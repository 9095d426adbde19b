"""What a module of the package holds: the facts its template is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from specquilt.api.naming import BUILTIN_TYPES
from specquilt.api.types import Api, Operation, Param, Resource
from specquilt.python.render import mentioned
from specquilt.python.render.schemes import SCHEMES

_RESULTS = {
    "json": "Json",
    "empty": "Empty",
    "text": "Text",
    "binary": "Binary",
    "events": "Events",
    "lines": "Lines",
}
_STREAMS = {
    "events": ("Stream", "AsyncStream"),
    "lines": ("Stream", "AsyncStream"),
    "binary": ("BinaryResponse", "AsyncBinaryResponse"),
}
_BODIES = {
    "json": "JsonBody",
    "form": "FormBody",
    "multipart": "MultipartBody",
    "binary": "BinaryBody",
    "whole": "WholeBody",
}
_ABSTRACT = frozenset({"AsyncIterator", "Awaitable", "Callable", "Iterator", "Mapping", "Sequence"})
_TYPING = frozenset({"Any", "Literal", "Unpack", "overload"})
_PAGES = {"offset": "OffsetPages", "cursor": "CursorPages", "page": "PageNumberPages"}


@dataclass(frozen=True)
class Call:
    """An operation with the dotted path that reaches it: ``embed_jobs.create``."""

    operation: Operation
    path: str

    @property
    def dotted(self) -> str:
        """The call as it is written after ``client.``."""
        name = self.operation.name.snake
        return f"{self.path}.{name}" if self.path else name

    @property
    def constant(self) -> str:
        """Name of the constant that describes the operation."""
        return f"_{self.operation.name.snake.upper()}"

    @property
    def pages(self) -> str:
        """Name of the constant that describes its pages."""
        paging = self.operation.pagination
        return f"_{paging.method.upper()}" if paging else ""

    @property
    def polling(self) -> str:
        """Name of the constant that says how to wait for what it reports."""
        return f"{self.dotted.replace('.', '_').upper()}_POLLING"

    @property
    def positional(self) -> list[Param]:
        """Path parameters."""
        return [param for param in self._asked_for if param.place == "path"]

    @property
    def keyword_only(self) -> list[Param]:
        """All other parameters, those that must be given first."""
        others = [param for param in self._asked_for if param.place != "path"]
        return sorted(others, key=lambda param: not param.required)

    @property
    def _asked_for(self) -> list[Param]:
        return [param for param in self.operation.params if param.constant is None]

    @property
    def outside_the_body(self) -> list[Param]:
        """Parameters of path, query, headers and cookies."""
        return [p for p in self.operation.params if p.place not in ("body", "file")]

    @property
    def inside_the_body(self) -> list[Param]:
        """Properties of the body that are no files."""
        return [p for p in self.operation.params if p.place == "body"]

    @property
    def renamed(self) -> dict[str, str]:
        """Body arguments whose Python name is not the one on the wire."""
        body = (p for p in self.operation.params if p.place in ("body", "file"))
        return {p.name.snake: p.name.wire for p in body if p.name.snake != p.name.wire}

    @property
    def styles(self) -> dict[str, tuple[str, bool]]:
        """How values of a form are written that are not written the usual way."""
        usual = ("form", True)
        styles = {p.name.wire: (p.style, p.explode) for p in self.inside_the_body}
        return {wire: style for wire, style in styles.items() if style != usual}

    @property
    def media_types(self) -> dict[str, str]:
        """Content types of the parts of a body, where the document gives them."""
        parts = (*self.inside_the_body, *self.files)
        return {p.name.wire: p.media_type for p in parts if p.media_type}

    @property
    def files(self) -> list[Param]:
        """Binary parts of the body."""
        return [p for p in self.operation.params if p.place == "file"]


@dataclass(frozen=True)
class Module:
    """The two classes of a resource, or of the client itself (with an empty path).

    Args:
        parts: modules whose classes it puts together, where one would be too long.
        whole: name of the class that it is a part of.
    """

    api: Api
    resource: Resource
    path: tuple[str, ...] = ()
    parts: tuple[Module, ...] = ()
    whole: str = ""

    @property
    def owner(self) -> str:
        """Name of the class that users see."""
        return self.whole or self.resource.class_name or self.api.client_names[0][0]

    @property
    def bases(self) -> list[str]:
        """Names of the classes that the sync class derives from; async ones have a prefix."""
        own = "Resource" if self.path else "BaseClient"
        return [part.resource.class_name for part in self.parts] or [own]

    @cached_property
    def calls(self) -> list[Call]:
        """The operations of the classes."""
        dotted = ".".join(self.path)
        return [Call(operation, dotted) for operation in self.resource.operations]

    @cached_property
    def children(self) -> list[Module]:
        """The resources directly below."""
        below = self.resource.children
        return [Module(self.api, child, (*self.path, child.name.snake)) for child in below]

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Built-in types that a method of the classes hides from annotations."""
        methods = {call.operation.name.snake for call in self.calls}
        siblings = {c.operation.pagination.method for c in self.calls if c.operation.pagination}
        children = {child.name.snake for child in self.resource.children}
        return frozenset(methods | siblings | children) & BUILTIN_TYPES & self.kinds

    @cached_property
    def runtime_names(self) -> list[str]:
        """What the module imports from the runtime."""
        names = {name for call in self.calls for name in _runtime_names(call)}
        if not self.path and not self.whole:
            names |= client_names(self)
        if not self.parts:
            names |= {name for base in self.bases for name in (base, f"Async{base}")}
        return sorted(names)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Names that its annotations mention: ``datetime``, ``Sequence``, ``list`` ..."""
        kinds = {name for call in self.calls for name in mentioned.by_operation(call.operation)}
        if not self.path and not self.whole:
            kinds |= set(mentioned.by_client(self.api, polled(self.api.root)))
        return frozenset(kinds)

    @property
    def abstract_types(self) -> list[str]:
        """What it imports from ``collections.abc``."""
        return sorted(self.kinds & _ABSTRACT)

    @property
    def typing_names(self) -> list[str]:
        """What it imports from ``typing``."""
        return sorted((self.kinds & _TYPING) | ({"TYPE_CHECKING"} if self.children else set()))


def twins(api: Api) -> dict[str, str]:
    """Return the TypedDict twin of each model that has one."""
    return {model.name: model.twin for model in api.models if model.twin}


def modules(api: Api) -> Iterator[Module]:
    """Yield the resources of an API, parents first."""
    yield from _modules(api, api.root.children, ())


def _modules(api: Api, resources: Iterable[Resource], path: tuple[str, ...]) -> Iterator[Module]:
    for resource in resources:
        here = (*path, resource.name.snake)
        yield Module(api, resource, here)
        yield from _modules(api, resource.children, here)


def client_names(module: Module) -> set[str]:
    """Return what the client imports from the runtime besides what its own operations need."""
    names = {"AsyncClientOptions", "ClientOptions", "ClientSpec"}
    names |= {SCHEMES[scheme.kind].name for scheme in module.api.auth}
    if module.api.headers:
        names.add("GlobalHeader")
    if polled(module.api.root):
        names.add("RequestOptions")
    return names


def polled(resource: Resource) -> int:
    """Count the operations of a resource, and of those below it, that can be waited for."""
    own = sum(operation.polling is not None for operation in resource.operations)
    return own + sum(map(polled, resource.children))


def _runtime_names(call: Call) -> Iterator[str]:
    operation = call.operation
    yield from ("Operation", "RequestOptions", _RESULTS[operation.response.kind])
    yield from _STREAMS.get(operation.response.kind, ())
    if call.outside_the_body:
        yield "Param"
    if call.files:
        yield "FileArgument"
    if operation.body and operation.body.kind == "binary":
        yield "FileContent"
    if any(not param.required for param in call.keyword_only):
        yield from ("OMIT", "Omit")
    if operation.body:
        yield _BODIES[operation.body.kind]
    if operation.pagination:
        yield from ("Pages", _PAGES[operation.pagination.style])
    if operation.polling:
        yield "Polling"
