"""Facts about an API, independent of OpenAPI's structure and of the target language."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from specquilt.api.hints import Hint
from specquilt.api.media import FieldsKind, Kind
from specquilt.api.published import Docs, WantedCall
from specquilt.api.received import ApiWebhooks
from specquilt.api.security import SecurityScheme
from specquilt.api.value_types import Type
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.pointer import Pointer

# --- operations ------------------------------------------------------------------------------

PagingStyle: TypeAlias = Literal["offset", "page", "cursor", "item", "url", "link"]
Location: TypeAlias = Literal["path", "query", "header", "cookie", "body", "file"]


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation, or a property of its request body.

    Args:
        wire: Name in the request.
        location: "body" is a property of the JSON, form or multipart body; "file" is a binary
            part of a multipart body.
        type: Type of the value.
        required: Whether it is required.
        wanted: The name of its argument, if the document says so.
        given: Who sets it: each "call", the "client" (a header of every operation), or "never".
        constant: The only value of a required parameter. Always sent; not an argument.
        style, explode: Serialization of arrays and objects (OpenAPI 3.1, section 4.8.12).
        default: Documented default. For the documentation; not sent.
        media_type: Content type of a multipart part, if the document has one.
        example: Documented example, unchecked. None if there is none.
        in_body_example: Whether the example is part of one of the whole body.
        origin: JSON Pointer in the document.
    """

    wire: str
    location: Location
    type: Type
    required: bool = False
    wanted: str = ""
    given: Literal["call", "client", "never"] = "call"
    constant: str | int | float | bool | None = None
    style: str = "form"
    explode: bool = True
    default: Any = None
    media_type: str = ""
    description: str = ""
    deprecated: bool = False
    example: Any = None
    in_body_example: bool = False
    origin: Pointer = ()


@dataclass(frozen=True)
class RequestBody:
    """How the request body is sent.

    Args:
        kind: "binary" and "whole" send one parameter named ``body``; the others combine the
            operation's body and file parameters.
        media_type: Content type to send.
        required: Whether the body is sent even if it is empty.
    """

    kind: FieldsKind | Literal["binary", "whole"]
    media_type: str
    required: bool = True


@dataclass(frozen=True)
class Response:
    """A success response.

    Args:
        kind: "undescribed" is any content.
        type: Type of the content. None if it has none.
        example: Documented example if it is valid, or a valid value that types alone do not tell.
            None if there is none.
    """

    status: str
    kind: Kind
    type: Type | None = None
    media_type: str = ""
    description: str = ""
    example: Any = None


@dataclass(frozen=True)
class ErrorResponse:
    """A documented error status.

    Args:
        name: Name of the component that describes it, or the reason phrase.
        phrase: The HTTP reason phrase.
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
        items, more: Dotted paths of wire names in the response: the list, and whether there are
            more pages. `items` is empty if the response is the list.
        advance, limit: Wire names of the query parameters that select the page and its size.
        next: Dotted path of the next cursor or URL in the response; in the last item if the style
            is "item".
        first: Number of the first page.
    """

    style: PagingStyle
    items: str
    item_type: Type
    advance: str = ""
    limit: str = ""
    next: str = ""
    more: str = ""
    first: int = 1


@dataclass(frozen=True)
class PollingHint:
    """How to poll an operation until a job finishes (from ``x-specquilt-polling``).

    Args:
        status: Dotted path of the status in the response.
        succeeded, failed: Final statuses.
        accepts: Pairs of a component's name and the dotted path of the job's id in it.
    """

    status: str
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    accepts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ApiOperation:
    """One operation with one kind of response.

    Args:
        id: ``GET /path``, or ``GET /path (stream)`` for a streaming variant.
        wanted: The parts of the document that determine the call's name.
        streams: Whether it is the streaming variant of an operation with two variants.
        parameters: Path parameters, then query, header and cookie parameters, then the body's,
            each in document order.
        other_errors: Types of the JSON bodies of ``4XX``, ``5XX`` and ``default`` responses.
        authenticated: Whether credentials are sent.
        security: Alternatives. Each has positions in `Api.security` that are required together.
            Empty if any single scheme will do.
        server: Base URL of the operation's own server, if it has one.
        origin: JSON Pointer in the document.
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
    other_errors: tuple[tuple[str, Type], ...] = ()
    authenticated: bool = True
    security: tuple[tuple[int, ...], ...] = ()
    server: str = ""
    origin: Pointer = ()

    @property
    def label(self) -> str:
        """``GET /path``."""
        return f"{self.method} {self.path}"


# --- API -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A base URL, and the environment variable that overrides it."""

    url: str
    description: str = ""
    environment: str = ""


@dataclass(frozen=True)
class Property:
    """One property of an object. `read_only` is only received; `write_only` is only sent.

    Args:
        sample: A valid value of a required property, if not every value of its type is valid. None
            inside of a list stands for any value.
    """

    wire: str
    type: Type
    required: bool = False
    description: str = ""
    read_only: bool = False
    write_only: bool = False
    origin: Pointer = ()
    sample: Any = None


@dataclass(frozen=True)
class Component:
    """A schema in ``components``, used or not.

    Args:
        id: JSON Pointer of the schema.
    """

    id: str
    name: str
    origin: Pointer = ()


@dataclass(frozen=True)
class NamedSchema:
    """A schema that needs a name: an object with properties, or an alias of another type.

    Args:
        id: JSON Pointer of the schema, with a number if one place results in several schemas.
        hint: Naming hint. None for a component.
        properties: Properties of an object.
        alias: The aliased type. None for an object.
        in_requests, in_responses: Whether an operation sends or receives it.
        operation: ``METHOD /path`` of the first operation that uses it.
        origin: JSON Pointer in the document.
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
    """The facts about an API that back ends generate code from.

    Args:
        client_names: Names of the client class: the first is the class, the others are aliases.
        tags: Pairs of a tag's name and description.
        operations: Operations in document order.
        schemas: Named schemas in the order they were read, including unused ones.
        errors: One error for each documented error status, sorted by status.
        links: Pairs of a label and a web address.
        webhooks: The webhooks, if there are any with a body.
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
    links: tuple[tuple[str, str], ...] = ()
    webhooks: ApiWebhooks | None = None
