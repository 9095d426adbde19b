"""What the surface consists of: data for templates, documents and comparisons.

The types of arguments, answers and fields name classes by the names that they have in Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from specquilt.api.published import Docs
from specquilt.api.types import Location, RequestBody, Response, SecurityKind, Server
from specquilt.api.value_types import NULL, Named, Type, UnionOf
from specquilt.python.annotations import Annotations
from specquilt.python.surface.models import ModelClass

_OF_THE_BODY = ("body", "file")
_USUAL_STYLE = ("form", True)


@dataclass(frozen=True)
class Argument:
    """An argument of a method or of the client.

    Args:
        name: its name in Python.
        wire: its name in the request.
        location: where it goes.
        annotation: what it admits, as it is written in Python.
        required: whether it must be given.
        constant: what is always sent, so that nobody is asked for it.
        style, explode: how arrays and objects are written (OpenAPI 3.1, section 4.8.12).
        default: what the server takes if it is left out; it is never sent.
        media_type: content type of a part of a multipart body, if the document gives one.
    """

    name: str
    wire: str
    location: Location
    type: Type
    annotation: str
    required: bool
    constant: str | int | float | bool | None
    style: str
    explode: bool
    default: Any
    media_type: str
    description: str
    deprecated: bool


@dataclass(frozen=True)
class ErrorClass:
    """The class that is raised for an error status, and the type of the error's body."""

    status: int
    name: str
    description: str = ""
    body: Type | None = None


@dataclass(frozen=True)
class PagedMethod:
    """The method that goes through all pages of another one.

    Args:
        items, next: dotted paths in the response, as they go over the wire.
        item_type: the type of one item; `annotation` is how it is written in Python.
        advance, limit: names of the arguments that ask for the next page.
    """

    name: str
    style: Literal["offset", "cursor", "page"]
    items: str
    item_type: Type
    annotation: str
    advance: str
    limit: str
    next: str


@dataclass(frozen=True)
class Waiting:
    """How `wait` finds the end of what a method reports.

    Args:
        status: dotted path of the status in the response.
        succeeded, failed: final states.
        accepts: pairs of the class that can be waited for and the dotted path of its id.
    """

    status: str
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    accepts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Method:
    """A method: one of the sync class, and one of the same name of the async class.

    Args:
        resource: the path of its resource: ``("embed_jobs",)``; empty for the client's own.
        verb, path: of the request.
        arguments: in the order of the document.
        returns, returns_async: as they are written in Python.
        errors: by status.
        pagination: the method beside it that goes through all pages.
        authenticated: whether it wants any credentials.
        security: alternatives, each with the positions in `Surface.credentials` that it takes
            together; none: any of them alone will do.
        server: base URL of its own.
        origin: JSON Pointer of the operation in the document.
    """

    name: str
    resource: tuple[str, ...]
    verb: str
    path: str
    arguments: tuple[Argument, ...]
    body: RequestBody | None
    response: Response
    returns: str
    returns_async: str
    errors: tuple[ErrorClass, ...]
    docs: Docs
    pagination: PagedMethod | None
    polling: Waiting | None
    authenticated: bool
    security: tuple[tuple[int, ...], ...]
    server: str
    origin: str

    @property
    def dotted(self) -> str:
        """The call as it is written after ``client.``."""
        return ".".join((*self.resource, self.name))

    @property
    def constant(self) -> str:
        """Name of the constant that describes the operation."""
        return f"_{self.name.upper()}"

    @property
    def pages_constant(self) -> str:
        """Name of the constant that describes its pages."""
        return f"_{self.pagination.name.upper()}" if self.pagination else ""

    @property
    def polling_constant(self) -> str:
        """Name of the constant that describes how to wait for what it reports."""
        return f"{self.dotted.replace('.', '_').upper()}_POLLING"

    @property
    def result(self) -> Type:
        """What it reports to `wait`."""
        return self.response.type or NULL

    @property
    def target(self) -> Type:
        """What `wait` takes to call it: one of the classes whose id it knows."""
        accepted = self.polling.accepts if self.polling else ()
        return UnionOf(tuple(Named(name) for name, _ in accepted))

    @cached_property
    def positional(self) -> list[Argument]:
        """Arguments of the path."""
        return [each for each in self._asked_for if each.location == "path"]

    @cached_property
    def keyword_only(self) -> list[Argument]:
        """All other arguments, those that must be given first."""
        others = [each for each in self._asked_for if each.location != "path"]
        return sorted(others, key=lambda each: not each.required)

    @property
    def _asked_for(self) -> list[Argument]:
        return [each for each in self.arguments if each.constant is None]

    @property
    def outside_the_body(self) -> list[Argument]:
        """Arguments of path, query, headers and cookies."""
        return [each for each in self.arguments if each.location not in _OF_THE_BODY]

    @property
    def inside_the_body(self) -> list[Argument]:
        """Properties of the body that are no files."""
        return [each for each in self.arguments if each.location == "body"]

    @property
    def files(self) -> list[Argument]:
        """Binary parts of the body."""
        return [each for each in self.arguments if each.location == "file"]

    @property
    def renamed(self) -> dict[str, str]:
        """Arguments of the body whose name is not the one on the wire."""
        body = (each for each in self.arguments if each.location in _OF_THE_BODY)
        return {each.name: each.wire for each in body if each.name != each.wire}

    @property
    def styles(self) -> dict[str, tuple[str, bool]]:
        """How values of a form are written that are not written the usual way."""
        styles = {each.wire: (each.style, each.explode) for each in self.inside_the_body}
        return {wire: style for wire, style in styles.items() if style != _USUAL_STYLE}

    @property
    def media_types(self) -> dict[str, str]:
        """Content types of the parts of a body, where the document gives them."""
        parts = (*self.inside_the_body, *self.files)
        return {each.wire: each.media_type for each in parts if each.media_type}


@dataclass(frozen=True)
class ResourceClass:
    """A group of methods: ``client.embed_jobs``. The root is the client itself.

    Args:
        name: of the property that leads to it.
        module: name of the module that holds its two classes.
        class_name: name of the sync class; the async one has ``Async`` in front.
    """

    name: str
    module: str
    class_name: str
    methods: tuple[Method, ...]
    children: tuple[ResourceClass, ...]
    description: str


@dataclass(frozen=True)
class Credentials:
    """The arguments of the client for one security scheme.

    Args:
        kind: "oauth2" fetches tokens with client credentials; other flows are "bearer".
        arguments: one, or two for "basic" and "oauth2".
        environments: the variables that stand in for the arguments.
        wire: header, query parameter or cookie that carries the key.
        token_url: where "oauth2" gets its tokens.
        scheme: its name in the document.
    """

    scheme: str
    kind: SecurityKind
    arguments: tuple[str, ...]
    environments: tuple[str, ...]
    wire: str
    description: str
    token_url: str
    scopes: tuple[str, ...]

    @property
    def is_pair(self) -> bool:
        """Whether two arguments belong together."""
        return len(self.arguments) == 2


@dataclass(frozen=True)
class Surface:
    """A generated package, as its users see it.

    Args:
        distribution: name of the distribution: ``cohere-embed``.
        package: name of the import package: ``cohere_embed``.
        version: of the distribution.
        client_names: pairs of sync and async class names; the first pair is the real one,
            the others are aliases.
        headers: arguments of the client that are sent with every request.
        root: the client itself.
        models: by name.
        errors: one for each documented error status of any operation, by status.
    """

    title: str
    version: str
    description: str
    distribution: str
    package: str
    client_names: tuple[tuple[str, str], ...]
    servers: tuple[Server, ...]
    credentials: tuple[Credentials, ...]
    headers: tuple[Argument, ...]
    root: ResourceClass
    models: tuple[ModelClass, ...]
    errors: tuple[ErrorClass, ...]

    @cached_property
    def annotations(self) -> Annotations:
        """What writes annotations where no method hides a built-in type."""
        return Annotations(self.dict_types)

    @cached_property
    def dict_types(self) -> dict[str, str]:
        """For the names of classes, those of the dictionaries that may be sent instead."""
        return {model.name: model.dict_type for model in self.models if model.dict_type}
