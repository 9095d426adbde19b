"""The surface of a package as data, for templates, documentation and comparisons.

Types of arguments, responses and fields refer to classes by their Python names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property

from specquilt.api.published import Docs
from specquilt.api.received import ApiWebhooks
from specquilt.api.security import SecurityKind
from specquilt.api.types import RequestBody, Response, Server
from specquilt.api.value_types import NULL, Constants, Named, Type, UnionOf
from specquilt.openapi.dataclass import dataclass
from specquilt.python.annotations import Annotations
from specquilt.python.names.published import PublishedNames
from specquilt.python.surface.method_parts import Argument, ErrorClass, PagedMethod, Waiting
from specquilt.python.surface.models import ModelClass, outline_of, words_of

_BODY_LOCATIONS = ("body", "file")
_DEFAULT_STYLE = ("form", True)


@dataclass(frozen=True)
class Method:
    """A method of a sync class and the method of the same name of the async class.

    Args:
        resource: Path of the resource: ``("embed_jobs",)``. Empty for the client's methods.
        verb, path: HTTP method and path of the request.
        arguments: Arguments in the order of the operation's parameters.
        returns, returns_async: Return types as Python code.
        errors: Exception classes, sorted by status.
        other_errors: Types of the bodies of errors with any other status.
        error_bodies: Types of error bodies by status, unless they are those of the package.
        pagination: The method that iterates over all pages, if there is one.
        polling: How `wait` polls the method, if it does.
        authenticated: Whether credentials are sent.
        security: Alternatives. Each has positions in `Surface.credentials` that are required
            together. Empty if any single scheme will do.
        server: Base URL of the operation's own server, if it has one.
        origin: JSON Pointer of the operation in the document.
        alias_of: The call that has replaced this one, if it is an alias.
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
    other_errors: tuple[Type, ...]
    error_bodies: Mapping[int, Type]
    docs: Docs
    pagination: PagedMethod | None
    polling: Waiting | None
    authenticated: bool
    security: tuple[tuple[int, ...], ...]
    server: str
    origin: str
    alias_of: str = ""

    @property
    def dotted(self) -> str:
        """The call without ``client.``."""
        return ".".join((*self.resource, self.name))

    @property
    def constant(self) -> str:
        """Name of the constant that describes the operation."""
        return f"_{self.name.upper()}"

    @property
    def pages_constant(self) -> str:
        """Name of the constant that describes the pagination."""
        return f"_{self.pagination.name.upper()}" if self.pagination else ""

    @property
    def polling_constant(self) -> str:
        """Name of the constant that describes the polling."""
        return f"{self.dotted.replace('.', '_').upper()}_POLLING"

    @property
    def result(self) -> Type:
        """The type that `wait` returns."""
        return self.response.type or NULL

    @property
    def target(self) -> Type:
        """The type of `wait`'s target: a union of the classes it accepts."""
        accepted = self.polling.accepts if self.polling else ()
        return UnionOf(tuple(Named(name) for name, _ in accepted))

    @cached_property
    def positional(self) -> list[Argument]:
        """Path arguments."""
        return [each for each in self._in_signature if each.location == "path"]

    @cached_property
    def keyword_only(self) -> list[Argument]:
        """All other arguments, required ones first."""
        others = [each for each in self._in_signature if each.location != "path"]
        return sorted(others, key=lambda each: not each.required)

    @property
    def _in_signature(self) -> list[Argument]:
        return [each for each in self.arguments if each.constant is None]

    @property
    def outside_the_body(self) -> list[Argument]:
        """Path, query, header and cookie arguments."""
        return [each for each in self.arguments if each.location not in _BODY_LOCATIONS]

    @property
    def inside_the_body(self) -> list[Argument]:
        """Properties of the body except files."""
        return [each for each in self.arguments if each.location == "body"]

    @property
    def files(self) -> list[Argument]:
        """Binary parts of the body."""
        return [each for each in self.arguments if each.location == "file"]

    @property
    def renamed(self) -> dict[str, str]:
        """Wire names of body arguments that have another name in Python."""
        body = (each for each in self.arguments if each.location in _BODY_LOCATIONS)
        return {each.name: each.wire for each in body if each.name != each.wire}

    @property
    def styles(self) -> dict[str, tuple[str, bool]]:
        """Style and explode of form fields that do not use the defaults, by wire name."""
        styles = {each.wire: (each.style, each.explode) for each in self.inside_the_body}
        return {wire: style for wire, style in styles.items() if style != _DEFAULT_STYLE}

    @property
    def media_types(self) -> dict[str, str]:
        """Documented content types of multipart parts, by wire name."""
        parts = (*self.inside_the_body, *self.files)
        return {each.wire: each.media_type for each in parts if each.media_type}


@dataclass(frozen=True)
class ResourceClass:
    """A group of methods: ``client.embed_jobs``. The root is the client itself.

    Args:
        name: Name of the property on the client or the parent resource.
        module: Name of the module with the sync and async classes.
        class_name: Name of the sync class. The async class has the prefix ``Async``.
    """

    name: str
    module: str
    class_name: str
    methods: tuple[Method, ...]
    children: tuple[ResourceClass, ...]
    description: str

    def all_methods(self) -> Iterator[Method]:
        """Yield the methods, and those of the resources below."""
        yield from self.methods
        for child in self.children:
            yield from child.all_methods()


@dataclass(frozen=True)
class Credentials:
    """The arguments of the client for one security scheme.

    Args:
        scheme: Name in the document.
        kind: "oauth2" fetches tokens with client credentials; other flows are "bearer".
        arguments: Argument names: two for "basic" and "oauth2", one for the others.
        environments: Environment variables that are the arguments' defaults.
        wire: Name of the header, query parameter or cookie that carries the key.
        token_url: Token endpoint of "oauth2".
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
    """The public interface of a generated package.

    Args:
        distribution: Name of the distribution: ``cohere-embed``.
        package: Name of the import package: ``cohere_embed``.
        version: Version of the distribution.
        client_names: Pairs of sync and async class names. The first pair are the classes, the
            others are aliases.
        headers: Arguments of the client that are sent with every request.
        root: The client.
        models: Classes and aliases, sorted by name.
        errors: One exception class for each documented error status, sorted by status.
        error_bodies: Types of error bodies by status; 4 and 5 are those of all others.
        published: The names to remember.
        type_aliases: Other names of classes and aliases, by the other name.
        links: Pairs of a label and a web address.
        webhooks: The webhooks, with the types as named here.
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
    error_bodies: Mapping[int, Type]
    published: PublishedNames
    type_aliases: Mapping[str, str] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()
    webhooks: ApiWebhooks | None = None

    @cached_property
    def annotations(self) -> Annotations:
        """Creates annotations for classes without a method that shadows a built-in type."""
        return Annotations(self.dict_types)

    @property
    def has_default_server(self) -> bool:
        """Whether requests have an address if none is given: not if there is no server with a host."""
        return bool(self.servers) and "://" in self.servers[0].url

    @property
    def requires_base_url(self) -> bool:
        """Whether a client can only be made with `base_url`: no variable can say it, either."""
        return not self.has_default_server and not (self.servers and self.servers[0].environment)

    @cached_property
    def all_of_models(self) -> str:
        """All that is known of the classes and aliases, as a key of what is made of them."""
        return "\n".join(self.described_models.values())

    @cached_property
    def outlines_of_models(self) -> str:
        """The same without what descriptions say: of them, only whether there is one."""
        return "\n".join(self._outlines.values())

    @cached_property
    def described_models(self) -> dict[str, str]:
        """All that is known of each class and alias, by name."""
        found = self._outlines
        return {each.name: f"{found[each.name]} {words_of(each)!r}" for each in self.models}

    @cached_property
    def _outlines(self) -> dict[str, str]:
        return {each.name: repr(outline_of(each)) for each in self.models}

    @cached_property
    def models_by_name(self) -> dict[str, ModelClass]:
        """Classes and aliases by name."""
        return {model.name: model for model in self.models}

    @cached_property
    def enums(self) -> dict[str, tuple[object, ...]]:
        """Documented values of enums, by the name of the enum."""
        aliases = ((model.name, model.alias) for model in self.models)
        return {name: alias.values for name, alias in aliases if isinstance(alias, Constants)}

    @cached_property
    def dict_types(self) -> dict[str, str]:
        """Names of the TypedDicts that methods accept, by class name."""
        return {model.name: model.dict_type for model in self.models if model.dict_type}
