"""The shapes that pagination is recognised by: tables of names, and what each style needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from specquilt.api.listings import Field, Listing, fields_of, plain
from specquilt.api.types import NamedSchema, Pagination, Parameter, Property
from specquilt.api.value_types import Scalar
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.pointer import resolve
from specquilt.openapi.references import follow
from specquilt.openapi.values import mapping

_CURSORS = (
    "cursor", "page_token", "next_token", "continuation_token", "starting_after", "after", "marker",
    "next_cursor", "next_page_token", "pagination_token", "page_cursor", "after_id", "start_after",
    "pagetoken",
)  # fmt: skip
_TOKENS_BY_OTHER_NAMES = ("page", "offset")
_OFFSETS = ("offset", "skip")
_PAGES = ("page", "page_number")
_LIMITS = ("limit", "page_size", "per_page", "size", "count", "top", "max_results")
_OTHERS = ("since", "before", "from", "start")
"""Parameters that only make sense for pages together with a next URL."""

_NEXT = (
    "next_cursor", "next_page_token", "next_token", "continuation_token", "next_marker",
    "next_page_cursor", "next_continuation_token", "cursor",
)  # fmt: skip
_LAST_IDS = ("last_id",)
_MORE = ("has_more", "has_next", "has_next_page", "has_more_items", "more")
_NEXT_URLS = (
    "next_url", "next_link", "next_page_url", "next_page_link", "next_href", "next_uri",
    "next_page_uri", "at_odata_next_link", "odata_next_link",
)  # fmt: skip
_LINKS = ("links.next", "links.next.href", "links.next.url")
_MAYBE_URLS = ("next", "next_page", "next.href", "next.url", "next.link", "next.uri")
_URL_FORMATS = ("uri", "url", "uri-reference", "iri")
_IS_LINK = re.compile(r"\blinks\.|(url|link|uri|href)$", re.IGNORECASE)
_SAYS_URL = re.compile(r"\b(urls?|uris?|links?|hrefs?)\b", re.IGNORECASE)
_SAYS_ZERO = re.compile(
    r"\b(zero|0)[- ](based|indexed)|\b(starts?|starting|begins?) (at|from|with) (0|zero)\b",
    re.IGNORECASE,
)


class ListingShape(NamedTuple):
    """What an operation that lists something looks like.

    Args:
        listing: The list in its response.
        query: Query parameters by name in snake_case.
        fields: Fields of its response by dotted names in snake_case, the shortest path first.
        has_links: Whether its response has the header ``Link``.
        schemas: Named schemas by id.
        operation: The operation, to read what the document says about a field.
    """

    listing: Listing
    query: Mapping[str, Parameter]
    fields: Mapping[str, Field]
    has_links: bool
    schemas: Mapping[str, NamedSchema]
    operation: Cursor

    def first(self, names: tuple[str, ...]) -> str:
        """Return the wire name of the first query parameter with one of some names."""
        return next((self.query[name].wire for name in names if name in self.query), "")

    def ending_in(self, names: tuple[str, ...]) -> Iterator[Field]:
        """Yield the fields whose path ends in one of some dotted names: the shortest path first."""
        for name in names:
            for known in self.fields:
                if known == name or known.endswith(f".{name}"):
                    yield self.fields[known]

    def is_a(self, field: Property | Parameter, *kinds: str) -> bool:
        """Return whether a value is a scalar of some kinds, or null."""
        type_ = plain(self.schemas, field.type)
        return isinstance(type_, Scalar) and type_.kind in kinds

    def written(self, of: Property | Parameter) -> dict[str, Any]:
        """Return what the document says about a field or parameter."""
        document = self.operation.document.data
        return mapping(follow(document, resolve(document, of.origin)))

    @property
    def more(self) -> str:
        """Path of the field that tells whether there are more pages. Empty if there is none."""
        found = (each for each in self.ending_in(_MORE) if self.is_a(each.property, "boolean"))
        return next((each.path for each in found), "")

    def paged(self, style: Any, **rest: Any) -> Pagination:
        """Return the pagination in a style."""
        return Pagination(style, items=self.listing.items, item_type=self.listing.item, **rest)


def recognised(shape: ListingShape) -> Pagination | None:
    """Return the pagination of an operation by its shape: what the server says goes first."""
    return next((found for find in _STYLES if (found := find(shape))), None)


def completed(shape: ListingShape, hint: Mapping[str, Any]) -> dict[str, Any]:
    """Return a hint with what it leaves out and the shape of the operation has."""
    style, own = hint.get("style"), dict(hint)
    usual: dict[str, Any] = {"items": shape.listing.items}
    if style in ("offset", "page", "cursor"):
        usual |= {"limit": shape.first(_LIMITS), "more": shape.more}
    advance = hint.get("advance")
    if style == "page" and any(each.wire == advance for each in shape.query.values()):
        usual["first"] = _first_page(shape, str(advance))
    return {key: value for key, value in usual.items() if value not in ("", None)} | own


def _by_cursor(shape: ListingShape) -> Pagination | None:
    for name in (*_CURSORS, *_TOKENS_BY_OTHER_NAMES):
        if name in shape.query and (field := _next_cursor(shape, name)):
            return shape.paged(
                "cursor",
                advance=shape.query[name].wire,
                limit=shape.first(_LIMITS),
                next=field.path,
                more=shape.more,
            )
    return None


def _next_cursor(shape: ListingShape, name: str) -> Field | None:
    """Return the field with the next value of a query parameter."""
    own = (f"next_{name}", f"next.{name}", f"next_page.{name}", f"cursors.{name}")
    names = own if name in _TOKENS_BY_OTHER_NAMES else (*own, *_NEXT)
    if name in ("page", "page_token"):
        names = (*names, "next_page")
    if shape.more and name in _CURSORS:
        names = (*names, *_LAST_IDS)
    if name in _CURSORS:
        names = (*names, "next")
    found = (each for each in shape.ending_in(names) if shape.is_a(each.property, "string", "any"))
    return next((each for each in found if not _is_url(shape, each)), None)


def _by_last_item(shape: ListingShape) -> Pagination | None:
    names = ("starting_after", "after", "after_id", "start_after")
    advance = next((name for name in names if name in shape.query), "")
    if not (advance and shape.more and shape.is_a(shape.query[advance], "string", "integer")):
        return None
    identifier = fields_of(shape.schemas, shape.listing.item).get("id")
    if identifier is None or not shape.is_a(identifier.property, "string", "integer"):
        return None
    return shape.paged(
        "item",
        advance=shape.query[advance].wire,
        limit=shape.first(_LIMITS),
        next=identifier.path,
        more=shape.more,
    )


def _by_url(shape: ListingShape) -> Pagination | None:
    sure = [
        each
        for each in shape.ending_in((*_NEXT_URLS, *_LINKS))
        if shape.is_a(each.property, "string")
    ]
    likely = (each for each in shape.ending_in(_MAYBE_URLS) if _is_url(shape, each))
    field = sure[0] if sure else next(likely, None)
    return shape.paged("url", next=field.path) if field else None


def _is_url(shape: ListingShape, field: Field) -> bool:
    """Return whether the document says that a text is a URL."""
    if not shape.is_a(field.property, "string"):
        return False
    if _IS_LINK.search(field.path):
        return True
    written = shape.written(field.property)
    examples = [written.get("example"), *(written.get("examples") or ())]
    return (
        written.get("format") in _URL_FORMATS
        or any(str(each).startswith(("http:", "https:", "/", "?")) for each in examples)
        or bool(_SAYS_URL.search(field.property.description))
    )


def _by_link_header(shape: ListingShape) -> Pagination | None:
    names = (*_CURSORS, *_OFFSETS, *_PAGES, *_LIMITS, *_OTHERS)
    return shape.paged("link") if shape.has_links and shape.first(names) else None


def _by_offset(shape: ListingShape) -> Pagination | None:
    offset, limit = shape.first(_OFFSETS), shape.first(_LIMITS)
    if not (offset and limit):
        return None
    return shape.paged("offset", advance=offset, limit=limit, more=shape.more)


def _by_page_number(shape: ListingShape) -> Pagination | None:
    page, limit = shape.first(_PAGES), shape.first(_LIMITS)
    if not page or not (limit or shape.listing.items):
        return None
    first = _first_page(shape, page)
    return shape.paged("page", advance=page, limit=limit, more=shape.more, first=first)


def _first_page(shape: ListingShape, wire: str) -> int:
    """Return the number of the first page: 1, unless the document says 0."""
    parameter = next(each for each in shape.query.values() if each.wire == wire)
    written = shape.written(parameter)
    schema = written.get("schema")
    lowest = schema.get("minimum") if isinstance(schema, dict) else None
    said = lowest if parameter.default is None else parameter.default
    return 0 if said == 0 or (said is None and _SAYS_ZERO.search(parameter.description)) else 1


_STYLES = (_by_cursor, _by_last_item, _by_url, _by_link_header, _by_offset, _by_page_number)
