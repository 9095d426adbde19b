"""The intermediate representation: facts about an API, free of OpenAPI dicts and Python text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from specquilt.api.value_types import Type


class Certainty(StrEnum):
    """How sure a name is."""

    GIVEN = "given"
    DERIVED = "derived"
    GUESSED = "guessed"


@dataclass(frozen=True)
class Name:
    """One name in the spellings that are needed: ``datasetType``, ``dataset_type``, ``DatasetType``."""

    wire: str
    snake: str
    pascal: str
    certainty: Certainty = Certainty.GIVEN


# --- operations ------------------------------------------------------------------------------

Cursor: TypeAlias = Literal["path", "query", "header", "cookie", "body", "file"]


@dataclass(frozen=True)
class Param:
    """One argument of an operation.

    Args:
        name: `name.wire` goes over the wire, `name.snake` is the Python argument.
        place: where it goes; "body" is a property of the JSON, form or multipart body,
            "file" a binary part of a multipart body.
        type: its type.
        required: whether it must be given.
        constant: the only value a required argument can have: always sent, never asked for.
        style, explode: how arrays and objects are written (OpenAPI 3.1, section 4.8.12).
        default: the documented default, for the docs only; it is never sent.
        media_type: content type of a part of a multipart body, if the document gives one.
    """

    name: Name
    place: Cursor
    type: Type
    required: bool = False
    constant: str | int | float | bool | None = None
    style: str = "form"
    explode: bool = True
    default: Any = None
    media_type: str = ""
    description: str = ""
    deprecated: bool = False


@dataclass(frozen=True)
class Body:
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
class Failure:
    """A documented error status and the class raised for it."""

    status: int
    name: str
    description: str = ""
    body: Type | None = None


@dataclass(frozen=True)
class Pagination:
    """How to get the next page (from ``x-specquilt-pagination`` or recognised).

    Args:
        items, next: dotted paths in the response, as they go over the wire.
        advance, limit: Python names of the arguments that ask for the next page.
        method: name of the method that goes through all pages.
    """

    style: Literal["offset", "cursor", "page"]
    items: str
    item_type: Type
    advance: str
    limit: str = ""
    next: str = ""
    method: str = ""


@dataclass(frozen=True)
class Polling:
    """How to wait for the end of what an operation reports (from ``x-specquilt-polling``).

    Args:
        status: dotted path of the status in the response.
        succeeded, failed: final states.
        accepts: pairs of model name and dotted path of its id.
    """

    status: str
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    accepts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sample:
    """A code sample as published."""

    language: str
    label: str
    source: str


@dataclass(frozen=True)
class Docs:
    """The vendor's own words about an operation."""

    summary: str = ""
    description: str = ""
    reference: str = ""
    samples: tuple[Sample, ...] = ()
    deprecated: bool = False


@dataclass(frozen=True)
class Operation:
    """One call of the API: becomes one sync and one async method.

    Args:
        authenticated: whether it wants any credentials.
        security: alternatives, each with the positions in `Api.auth` that it takes together; none:
            any scheme alone will do.
        server: base URL of its own.
    """

    name: Name
    method: str
    path: str
    params: tuple[Param, ...]
    body: Body | None
    response: Response
    failures: tuple[Failure, ...]
    docs: Docs
    pagination: Pagination | None = None
    polling: Polling | None = None
    authenticated: bool = True
    security: tuple[tuple[int, ...], ...] = ()
    server: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Resource:
    """A group of operations: ``client.embed_jobs``. The root resource is the client itself.

    Args:
        module: name of the module that holds its two classes.
        class_name: name of the sync class; the async one has ``Async`` in front.
    """

    name: Name
    module: str = ""
    class_name: str = ""
    operations: tuple[Operation, ...] = ()
    children: tuple[Resource, ...] = ()
    description: str = ""


# --- the whole -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A base URL."""

    url: str
    description: str = ""
    environment: str = ""


@dataclass(frozen=True)
class Auth:
    """One security scheme.

    Args:
        kind: "oauth2" fetches tokens with client credentials; other flows are "bearer".
        arguments: the constructor's keywords: one, or two for "basic" and "oauth2".
        wire: header, query parameter or cookie that carries the key.
        environments: the variables that stand in for the arguments.
        token_url: where "oauth2" gets its tokens.
        scheme: its name in the document.
    """

    kind: Literal["bearer", "basic", "header", "query", "cookie", "oauth2"]
    arguments: tuple[str, ...]
    wire: str = ""
    environments: tuple[str, ...] = ()
    description: str = ""
    token_url: str = ""
    scopes: tuple[str, ...] = ()
    scheme: str = ""


@dataclass(frozen=True)
class Field:
    """One property of a model; `read_only` ones are never sent, `write_only` ones never come."""

    name: Name
    type: Type
    required: bool = False
    description: str = ""
    read_only: bool = False
    write_only: bool = False


@dataclass(frozen=True)
class Model:
    """A named schema: a class with fields, or an alias of another type.

    Args:
        name: the class name.
        alias: what it stands for; None makes it a class.
        in_requests, in_responses: whether an operation sends or receives it.
        twin: name of the TypedDict that may be sent in its place, if it has one.
        origin: JSON Pointer of the schema in the document.
    """

    name: str
    fields: tuple[Field, ...] = ()
    alias: Type | None = None
    description: str = ""
    in_requests: bool = False
    in_responses: bool = False
    twin: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Api:
    """Everything that rendering needs to know.

    Args:
        client_names: pairs of sync and async class names; the first pair is the real one,
            the others are aliases.
        headers: header parameters that every operation takes: set once, at construction.
        failures: one per documented error status of any operation.
    """

    title: str
    version: str
    description: str
    distribution: str
    package: str
    client_names: tuple[tuple[str, str], ...]
    servers: tuple[Server, ...]
    auth: tuple[Auth, ...]
    headers: tuple[Param, ...]
    root: Resource
    models: tuple[Model, ...]
    failures: tuple[Failure, ...]
