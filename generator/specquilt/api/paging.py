"""Pagination, from the hint ``x-specquilt-pagination`` or recognised by its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, get_args

from specquilt.api.fields import field_at
from specquilt.api.listings import fields_of, item_at, listing_of
from specquilt.api.paging_shapes import ListingShape, completed, recognised
from specquilt.api.references import References
from specquilt.api.report import BuildReport
from specquilt.api.types import NamedSchema, Pagination, PagingStyle, Parameter, Response
from specquilt.api.value_types import Type
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.operations import PAGINATION, SAID_BY, Endpoint
from specquilt.openapi.values import mapping
from specquilt.openapi.words import snake

_EXAMPLES = {
    "offset": "{style: offset, items: data, advance: offset, limit: limit}",
    "page": "{style: page, items: data, advance: page, limit: limit, first: 1}",
    "cursor": "{style: cursor, items: data, advance: cursor, limit: limit, next: next_cursor}",
    "item": "{style: item, items: data, advance: starting_after, next: id, more: has_more}",
    "url": "{style: url, items: data, next: links.next}",
    "link": "{style: link, items: data}",
}
_USUAL = _EXAMPLES["cursor"]
_STYLES: Final[tuple[PagingStyle, ...]] = get_args(PagingStyle)
_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "offset": ("advance",),
    "page": ("advance",),
    "cursor": ("advance", "next"),
    "item": ("advance", "next"),
    "url": ("next",),
    "link": (),
}
"""The keys of a hint that a style cannot do without."""

_SAYS_LINK = re.compile(r"`?\bLink\b`? header|header `?Link\b")

_TEXTS = {"style", "items", "advance", "limit", "next", "more"}
_KEYS = _TEXTS | {"first"}


class Paging:
    """Reads the pagination of operations.

    Args:
        schemas: Named schemas by id, to find the items in a response.
        references: Resolves the references of the document.
        report: Collects the findings.
    """

    def __init__(
        self, schemas: dict[str, NamedSchema], references: References, report: BuildReport
    ) -> None:
        self._schemas, self._references, self._report = schemas, references, report

    def of(
        self,
        operation: Cursor,
        endpoint: Endpoint,
        parameters: tuple[Parameter, ...],
        response: Response,
    ) -> Pagination | None:
        """Return the pagination of an operation, or None."""
        hint = operation.get(PAGINATION)
        is_declared = isinstance(mapping(hint).get(SAID_BY), str)
        if hint not in (None, False) and not is_declared:
            return self._hinted(hint, operation, parameters, response)
        is_off = hint in (None, False) and operation.has(PAGINATION)
        if is_off or (endpoint.method != "get" and not is_declared):
            return None
        shape = self._shape(operation, endpoint.path, parameters, response)
        found = recognised(shape) if shape and endpoint.method == "get" else None
        if not is_declared:
            return found
        hint = completed(shape, hint) if shape else hint
        return self._declared(hint, operation, parameters, response, found)

    # --- hints -------------------------------------------------------------------------------

    def _hinted(
        self, hint: Any, operation: Cursor, parameters: tuple[Parameter, ...], response: Response
    ) -> Pagination:
        problem = self._problem(hint, parameters, response)
        if problem:
            place = operation.pointer_to(PAGINATION)
            raise self._report.error(
                "unsupported-pagination", f"{PAGINATION} {problem}", place, _advice(hint)
            )
        return self._pagination(hint, response)

    def _declared(
        self,
        hint: dict[str, Any],
        operation: Cursor,
        parameters: tuple[Parameter, ...],
        response: Response,
        found: Pagination | None,
    ) -> Pagination | None:
        """Return the pagination that the document declares for other generators, if it can be used.

        Args:
            found: What is recognised without the hint, which stays as it is.
        """
        own = {key: value for key, value in hint.items() if key != SAID_BY}
        problem = self._problem(own, parameters, response)
        if not problem:
            return self._pagination(own, response)
        place = operation.pointer_to(hint[SAID_BY])
        left = f"pages are found by their shape: {found.style}" if found else "there is no list_all"
        message = f"{hint[SAID_BY]} {problem}; {left}"
        self._report.add("unusable-pagination", Severity.WARNING, message, place, _correction(hint))
        return found

    def _pagination(self, hint: dict[str, Any], response: Response) -> Pagination:
        item = self._item(hint, response)
        assert item is not None, "its problems are reported"
        texts = {key: hint.get(key) or "" for key in _TEXTS - {"style"}}
        return Pagination(hint["style"], item_type=item, first=hint.get("first", 1), **texts)

    def _item(self, hint: Any, response: Response) -> Type | None:
        return item_at(self._schemas, response.type, mapping(hint).get("items") or "")

    def _problem(self, hint: Any, parameters: tuple[Parameter, ...], response: Response) -> str:
        """Return what is wrong with a hint first; empty if it can be used."""
        problem = next(self._problems(hint, parameters, response), "")
        if not problem and self._item(hint, response) is None:
            return f"names no list of the response: {hint['items']!r}"
        return problem

    def _problems(
        self, hint: Any, parameters: tuple[Parameter, ...], response: Response
    ) -> Iterator[str]:
        """Yield what is wrong with a hint. After the first problem, the rest is not checked."""
        given = mapping(hint)
        yield from _malformed(given)
        if not given.get("items") and self._item(hint, response) is None:
            yield "needs `items`"
        known = {each.wire for each in parameters if each.location == "query"}
        names = [given[key] for key in ("advance", "limit") if given.get(key)]
        if unknown := set(names) - known:
            yield f"names a query parameter that the operation does not have: {min(unknown)!r}"
        of_item = given["style"] == "item"
        for key in ("next", "more"):
            type_ = self._item(hint, response) if of_item and key == "next" else response.type
            if given.get(key) and not field_at(self._schemas, type_, given[key]):
                where = "items do" if type_ is not response.type else "response does"
                yield f"names a field that the {where} not have: {given[key]!r}"

    # --- shapes ------------------------------------------------------------------------------

    def _shape(
        self,
        operation: Cursor,
        path: str,
        parameters: tuple[Parameter, ...],
        response: Response,
    ) -> ListingShape | None:
        """Return what an operation that lists something looks like; None if it does not."""
        is_json = response.kind == "json"
        listing = listing_of(self._schemas, response.type, path) if is_json else None
        if listing is None:
            return None
        return ListingShape(
            listing,
            _by_name(parameters),
            fields_of(self._schemas, response.type),
            _mentions_links(parameters) or self._has_links(operation, response.status),
            self._schemas,
            operation,
        )

    def _has_links(self, operation: Cursor, status: str) -> bool:
        """Return whether a response has the header ``Link`` (RFC 8288)."""
        responses = dict(operation.entries("responses"))
        if status not in responses:
            return False
        headers = self._references.follow(responses[status]).mapping("headers")
        return any(name.lower() == "link" for name in headers)


def _mentions_links(parameters: tuple[Parameter, ...]) -> bool:
    """Return whether a parameter is said to be in the header ``Link`` of the page before."""
    # The expression begins with what may be missing: to search all texts for it takes long.
    said = [each.description for each in parameters if "Link" in each.description]
    return any(map(_SAYS_LINK.search, said))


def _advice(hint: Any) -> str:
    return f"for example {_EXAMPLES.get(str(mapping(hint).get('style')), _USUAL)}"


def _correction(hint: Any) -> str:
    return f"say it in an overlay, for example {PAGINATION}: {_advice(hint).removeprefix('for example ')}"


def _malformed(given: dict[str, Any]) -> Iterator[str]:
    texts = (given[key] for key in given if key != "first")
    if any(not isinstance(each, str) for each in texts if each is not None):
        yield "has a value that is not text"
    if type(given.get("first", 1)) is not int:
        yield f"has a number of the first page that is no number: {given['first']!r}"
    if unknown := set(given) - _KEYS:
        yield f"has an unknown key: {min(map(str, unknown))!r}"
    style = given.get("style")
    if not style:
        yield "needs `style`"
    if style not in _STYLES:
        yield f"has an unknown style: {style!r}, expected {', '.join(_STYLES)}"
    for key in _NEEDS[str(style)]:
        if not given.get(key):
            yield f"needs `{key}`"


def _by_name(parameters: tuple[Parameter, ...]) -> dict[str, Parameter]:
    """Return the query parameters by snake_case name. The first parameter of a name wins.

    Deprecated ones are left out: what replaces them may not be used together with them.
    """
    first: dict[str, Parameter] = {}
    for each in parameters:
        first.setdefault(snake(each.wire), each)
    return {
        name: each
        for name, each in first.items()
        if each.location == "query" and not each.deprecated
    }
