"""Facts about an API: free of OpenAPI dicts, and of the words of any programming language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from specquilt.api.hints import Hint
from specquilt.api.published import Docs, WantedCall
from specquilt.api.value_types import Type
from specquilt.openapi.pointer import Pointer

# --- operations ------------------------------------------------------------------------------

Location: TypeAlias = Literal["path", "query", "header", "cookie", "body", "file"]


@dataclass(frozen=True)
class Parameter:
    """One thing that a request carries.

    Args:
        wire: its name in the request.
        location: where it goes; "body" is a property of the JSON, form or multipart body,
            "file" a binary part of a multipart body.
        type: its type.
        required: whether it must be given.
        given: with each call, once for the whole client (a header of every operation), or never.
        constant: the only value a required parameter can have: always sent, never asked for.
        style, explode: how arrays and objects are written (OpenAPI 3.1, section 4.8.12).
        default: the documented default, for the docs only; it is never sent.
        media_type: content type of a part of a multipart body, if the document gives one.
        origin: where the document describes it.
    """

    wire: str
    location: Location
    type: Type
    required: bool = False
    given: Literal["call", "client", "never"] = "call"
    constant: str | int | float | bool | None = None
    style: str = "form"
    explode: bool = True
    default: Any = None
    media_type: str = ""
    description: str = ""
    deprecated: bool = False
    origin: Pointer = ()


@dataclass(frozen=True)
class RequestBody:
    """How the request body is sent.

    Args:
        kind: "json", "form" and "multipart" are made of the operation's body and file
            parameters; "binary" and "whole" take one parameter called ``body``.
        media_type: the documented content type.
        required: whether an empty body may be left out.
    """

    kind: Literal["json", "form", "multipart", "binary", "whole"]
    media_type: str
    required: bool = True


@dataclass(frozen=True)
class Response:
    """What a successful answer holds; `type` None means nothing."""

    status: str
    kind: Literal["json", "text", "binary", "events", "lines", "empty"]
    type: Type | None = None
    media_type: str = ""
    description: str = ""


@dataclass(frozen=True)
class ErrorResponse:
    """A documented error status.

    Args:
        name: of the component that describes it, or the phrase of the status.
        phrase: what HTTP calls the status.
    """

    status: int
    name: str
    phrase: str
    description: str = ""
    body: Type | None = None


@dataclass(frozen=True)
class Pagination:
    """How to get the next page (from ``x-specquilt-pagination`` or recognised).

    Args:
        items, next: dotted paths in the response, as they go over the wire.
        advance, limit: query parameters that ask for the next page, by their names on the wire.
    """

    style: Literal["offset", "cursor", "page"]
    items: str
    item_type: Type
    advance: str
    limit: str = ""
    next: str = ""


@dataclass(frozen=True)
class PollingHint:
    """How to wait for the end of what an operation reports (from ``x-specquilt-polling``).

    Args:
        status: dotted path of the status in the response.
        succeeded, failed: final states.
        accepts: pairs of a component's name and the dotted path of the id in it.
    """

    status: str
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    accepts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ApiOperation:
    """One operation with one kind of answer.

    Args:
        id: ``GET /path``; ``GET /path (stream)`` for the streaming variant of one that has two.
        wanted: what it would like to be called.
        streams: whether it is the streaming variant of one that has two.
        parameters: in the order of the document: path, query, header and cookie, then the body.
        authenticated: whether it wants any credentials.
        security: alternatives, each with the positions in `Api.security` that it takes together;
            none: any scheme alone will do.
        server: base URL of its own.
        origin: where the document describes it.
    """

    id: str
    method: str
    path: str
    wanted: WantedCall
    streams: bool
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    response: Response
    errors: tuple[ErrorResponse, ...]
    docs: Docs
    pagination: Pagination | None = None
    polling: PollingHint | None = None
    authenticated: bool = True
    security: tuple[tuple[int, ...], ...] = ()
    server: str = ""
    origin: Pointer = ()

    @property
    def label(self) -> str:
        """``GET /path``."""
        return f"{self.method} {self.path}"


# --- the whole -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A base URL, and the environment variable that may hold another one."""

    url: str
    description: str = ""
    environment: str = ""


SecurityKind: TypeAlias = Literal["bearer", "basic", "header", "query", "cookie", "oauth2"]


@dataclass(frozen=True)
class SecurityScheme:
    """One way of a client to show who it is.

    Args:
        name: its name in the document.
        kind: "oauth2" fetches tokens with client credentials; other flows are "bearer".
        credentials: what it takes: one thing, or two for "basic" and "oauth2".
        wire: header, query parameter or cookie that carries the key.
        environment: the variable that holds the first credential, from ``x-specquilt-env``.
        token_url: where "oauth2" gets its tokens.
        origin: where the document describes it.
    """

    name: str
    kind: SecurityKind
    credentials: tuple[str, ...]
    wire: str = ""
    environment: str = ""
    description: str = ""
    token_url: str = ""
    scopes: tuple[str, ...] = ()
    origin: Pointer = ()


@dataclass(frozen=True)
class Property:
    """One property of an object; `read_only` ones are never sent, `write_only` ones never come."""

    wire: str
    type: Type
    required: bool = False
    description: str = ""
    read_only: bool = False
    write_only: bool = False
    origin: Pointer = ()


@dataclass(frozen=True)
class Component:
    """A schema that the document gives a name to, whether anything uses it or not.

    Args:
        id: its JSON Pointer.
    """

    id: str
    name: str
    origin: Pointer = ()


@dataclass(frozen=True)
class NamedSchema:
    """A schema that needs a name: an object with properties, or an alias of another type.

    Args:
        id: its JSON Pointer; with a number where one place of the document makes several.
        hint: what it is called after; none for a component.
        properties: of an object.
        alias: what it stands for; None makes it an object.
        in_requests, in_responses: whether an operation sends or receives it.
        operation: ``METHOD /path`` of the operation that uses it first.
        origin: where the document describes it.
    """

    id: str
    hint: Hint | None = None
    properties: tuple[Property, ...] = ()
    alias: Type | None = None
    description: str = ""
    in_requests: bool = False
    in_responses: bool = False
    operation: str = ""
    origin: Pointer = ()


@dataclass(frozen=True)
class Api:
    """Everything that a back end needs to know.

    Args:
        client_names: what the document wants the client to be called; the others are aliases.
        tags: pairs of a tag's name and its description.
        operations: in the order of the document.
        schemas: in the order in which they were met; those that nothing uses, too.
        errors: one for each documented error status of any operation, by status.
    """

    title: str
    description: str
    client_names: tuple[str, ...]
    servers: tuple[Server, ...]
    security: tuple[SecurityScheme, ...]
    tags: tuple[tuple[str, str], ...]
    operations: tuple[ApiOperation, ...]
    components: tuple[Component, ...]
    schemas: tuple[NamedSchema, ...]
    errors: tuple[ErrorResponse, ...]
