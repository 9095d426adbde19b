"""Pagination, from the hint ``x-specquilt-pagination`` or recognised by common names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.api.fields import field_at
from specquilt.api.report import BuildReport
from specquilt.api.types import NamedSchema, Pagination, Parameter, Response
from specquilt.api.value_types import ListOf, Named, Type, UnionOf
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.values import mapping
from specquilt.openapi.words import snake

PAGINATION = "x-specquilt-pagination"
_EXAMPLE = "{style: cursor, items: data, advance: cursor, limit: limit, next: next_cursor}"
_STYLES = ("offset", "cursor", "page")
_KEYS = {"style", "items", "advance", "limit", "next"}

_OFFSETS = ("offset", "skip")
_PAGES = ("page", "page_number")
_LIMITS = ("limit", "page_size", "per_page", "size", "count", "top")
_CURSORS = ("cursor", "page_token", "next_token", "continuation_token", "starting_after", "after")
_NEXT = ("next_cursor", "next_page_token", "next_token", "continuation_token", "cursor")


class Paging:
    """Reads the pagination of operations.

    Args:
        schemas: Named schemas by id, to find the items in a response.
        report: Collects the findings.
    """

    def __init__(self, schemas: dict[str, NamedSchema], report: BuildReport) -> None:
        self._schemas, self._report = schemas, report

    def of(
        self, operation: Cursor, method: str, parameters: tuple[Parameter, ...], response: Response
    ) -> Pagination | None:
        """Return the pagination of an operation, or None."""
        hint = operation.get(PAGINATION)
        if hint not in (None, False):
            return self._hinted(hint, operation, parameters, response)
        if operation.has(PAGINATION) or method != "get":
            return None
        return self._recognised(parameters, response)

    def _hinted(
        self, hint: Any, operation: Cursor, parameters: tuple[Parameter, ...], response: Response
    ) -> Pagination:
        problem = next(self._problems(hint, parameters, response), "")
        item = None if problem else self._item(response.type, hint["items"])
        if item is None:
            problem = problem or f"names no list of the response: {hint['items']!r}"
            place = operation.pointer_to(PAGINATION)
            raise self._report.error(
                "unsupported-pagination",
                f"{PAGINATION} {problem}",
                place,
                f"for example {_EXAMPLE}",
            )
        return Pagination(
            hint["style"],
            items=hint["items"],
            item_type=item,
            advance=hint["advance"],
            limit=hint.get("limit") or "",
            next=hint.get("next") or "",
        )

    def _problems(
        self, hint: Any, parameters: tuple[Parameter, ...], response: Response
    ) -> Iterator[str]:
        """Yield what is wrong with a hint. After the first problem, the rest is not checked."""
        given = mapping(hint)
        if any(not isinstance(each, str) for each in given.values() if each is not None):
            yield "has a value that is not text"
        if unknown := set(given) - _KEYS:
            yield f"has an unknown key: {min(map(str, unknown))!r}"
        for key in ("style", "advance", "items", *(["next"] if _is_cursor(given) else [])):
            if not given.get(key):
                yield f"needs `{key}`"
        if given["style"] not in _STYLES:
            yield f"has an unknown style: {given['style']!r}, expected {', '.join(_STYLES)}"
        known = {each.wire for each in parameters if each.location == "query"}
        names = [given[key] for key in ("advance", "limit") if given.get(key)]
        if unknown := set(names) - known:
            yield f"names a query parameter that the operation does not have: {min(unknown)!r}"
        if given.get("next") and not field_at(self._schemas, response.type, given["next"]):
            yield f"names a field that the response does not have: {given['next']!r}"

    def _recognised(
        self, parameters: tuple[Parameter, ...], response: Response
    ) -> Pagination | None:
        names = _query_names(parameters)
        items, item = self._only_list(response.type)
        if item is None:
            return None
        limit = _wire(_LIMITS, names)
        following = _first(_NEXT, list(self._property_names(response.type)))
        cursor, offset, page = (_wire(each, names) for each in (_CURSORS, _OFFSETS, _PAGES))
        if cursor and following:
            return Pagination("cursor", items, item, cursor, limit, following)
        if offset and limit:
            return Pagination("offset", items, item, offset, limit)
        return Pagination("page", items, item, page, limit) if page else None

    def _only_list(self, type_: Type | None) -> tuple[str, Type | None]:
        """Return the response's only list field and the type of its items."""
        schema = self._schema(type_)
        lists = [
            (each.wire, item)
            for each in (schema.properties if schema else ())
            if (item := self._list_item(each.type)) is not None
        ]
        return lists[0] if len(lists) == 1 else ("", None)

    def _property_names(self, type_: Type | None) -> list[str]:
        schema = self._schema(type_)
        return [each.wire for each in schema.properties] if schema else []

    def _item(self, type_: Type | None, path: str) -> Type | None:
        for wire in path.split("."):
            schema = self._schema(type_)
            found = schema.properties if schema else ()
            type_ = next((each.type for each in found if each.wire == wire), None)
        return self._list_item(type_) if type_ else None

    def _list_item(self, type_: Type) -> Type | None:
        if isinstance(type_, UnionOf):
            lists = [item for member in type_.members if (item := self._list_item(member))]
            return lists[0] if len(lists) == 1 else None
        schema = self._schema(type_)
        if schema and schema.alias:
            return self._list_item(schema.alias)
        return type_.item if isinstance(type_, ListOf) else None

    def _schema(self, type_: Type | None) -> NamedSchema | None:
        return self._schemas.get(type_.name) if isinstance(type_, Named) else None


def _first(known: tuple[str, ...], names: list[str]) -> str:
    return next((name for name in known if name in names), "")


def _query_names(parameters: tuple[Parameter, ...]) -> dict[str, str]:
    """Return the wire names of query parameters by snake_case name. The first one wins."""
    first: dict[str, Parameter] = {}
    for each in parameters:
        first.setdefault(snake(each.wire), each)
    return {name: each.wire for name, each in first.items() if each.location == "query"}


def _wire(known: tuple[str, ...], names: dict[str, str]) -> str:
    """Return the wire name of the first parameter with a known name."""
    return names.get(_first(known, list(names)), "")


def _is_cursor(hint: dict[str, Any]) -> bool:
    return hint.get("style") == "cursor"
