"""What methods are made of: arguments, errors, pages, polling."""

from __future__ import annotations

from typing import Any

from specquilt.api.types import Location, PagingStyle
from specquilt.api.value_types import Type
from specquilt.openapi.dataclass import dataclass


@dataclass(frozen=True)
class Argument:
    """An argument of a method or of the client.

    Args:
        name: Name in Python.
        wire: Name in the request.
        location: Location in the request.
        annotation: The type as Python code.
        required: Whether it is required.
        constant: Value that is always sent. Such an argument is not part of the signature.
        style, explode: Serialization of arrays and objects (OpenAPI 3.1, section 4.8.12).
        default: The server's default. Not sent.
        media_type: Content type of a multipart part, if the document has one.
        example: Documented example, unchecked. None if there is none.
        in_body_example: Whether the example is part of one of the whole body.
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
    example: Any = None
    in_body_example: bool = False


@dataclass(frozen=True)
class ErrorClass:
    """The exception class of an error status.

    Args:
        body: Type of the body, in the errors of a method.
        bodies: Types that the body can have, in the errors of the package.
    """

    status: int
    name: str
    description: str = ""
    body: Type | None = None
    bodies: tuple[Type, ...] = ()


@dataclass(frozen=True)
class PagedMethod:
    """The method that iterates over all pages of another method.

    Args:
        items, next, more: Dotted paths of wire names in the response; `next` in the last item if
            the style is "item".
        item_type: Type of an item.
        annotation: The type of an item as Python code.
        advance, limit: Names of the arguments that select the page and its size.
        first: Number of the first page.
        alias_of: The method that has replaced this one, if it is an alias.
    """

    name: str
    style: PagingStyle
    items: str
    item_type: Type
    annotation: str
    advance: str
    limit: str
    next: str
    more: str
    first: int
    alias_of: str = ""


@dataclass(frozen=True)
class Waiting:
    """How `wait` polls a method until a job finishes.

    Args:
        status: Dotted path of the status in the response.
        succeeded, failed: Final statuses.
        accepts: Pairs of a class that `wait` accepts and the dotted path of the job's id in it.
    """

    status: str
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    accepts: tuple[tuple[str, str], ...]
