"""Pagination is recognised by the shape of an operation, and only if nothing else fits it."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import TEXT, answered, method, methods, with_answer
from specquilt.openapi.finding import InputError
from specquilt.python.surface.method_parts import PagedMethod

ITEM = {"type": "object", "properties": {"id": {"type": "string"}}}
LIST = {"type": "array", "items": ITEM}
NAMES = {"type": "array", "items": {"type": "string"}}
URL = {"type": "string", "format": "uri"}
FLAG = {"type": "boolean"}
NUMBER = {"type": "integer"}
NULLABLE = {"type": ["string", "null"]}


def thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def paged(
    answer: dict[str, Any],
    *query: str | dict[str, Any],
    path: str = "/animals",
    hint: dict[str, Any] | None = None,
) -> PagedMethod | None:
    """Return the pagination of an operation with an answer and query parameters."""
    parameters = [
        {"in": "query"} | TEXT | ({"name": each} if isinstance(each, str) else each)
        for each in query
    ]
    spec = with_answer("application/json", answer) | {"parameters": parameters}
    spec |= {"x-specquilt-pagination": hint} if hint else {}
    return method(spec, path).pagination


def shown(pages: PagedMethod | None) -> tuple[str, ...]:
    assert pages is not None
    return (pages.style, pages.items, pages.advance, pages.next, pages.more)


def with_link(answer: dict[str, Any], header: str = "Link") -> dict[str, Any]:
    spec = with_answer("application/json", answer)
    spec["responses"]["200"]["headers"] = {header: {"schema": {"type": "string"}}}
    return spec


DATA = {"data": LIST}
PAGE_INFO = {"meta": thing(next_cursor=NULLABLE, has_more=FLAG)}


@pytest.mark.parametrize(
    ("answer", "query", "found"),
    [
        (thing(items=LIST, nextPageToken=TEXT["schema"]), ["pageToken"],
         ("cursor", "items", "page_token", "nextPageToken", "")),
        (thing(Things=LIST, NextToken=TEXT["schema"]), ["NextToken"],
         ("cursor", "Things", "next_token", "NextToken", "")),
        (thing(entries=LIST, next_marker=NULLABLE), ["marker", "limit"],
         ("cursor", "entries", "marker", "next_marker", "")),
        (thing(**DATA, **PAGE_INFO), ["after"],
         ("cursor", "data", "after", "meta.next_cursor", "meta.has_more")),
        (thing(**DATA, last_id=NULLABLE, has_more=FLAG), ["after", "limit"],
         ("cursor", "data", "after", "last_id", "has_more")),
        (thing(**DATA, paging=thing(cursors=thing(after=NULLABLE))), ["after"],
         ("cursor", "data", "after", "paging.cursors.after", "")),
        (thing(**DATA, next_page=thing(offset=NULLABLE, uri=URL)), ["offset", "limit"],
         ("cursor", "data", "offset", "next_page.offset", "")),
        (thing(**DATA, next_page=NULLABLE, has_more=FLAG), ["page", "limit"],
         ("cursor", "data", "page", "next_page", "has_more")),
        (thing(vectors=LIST, pagination=thing(next=NULLABLE)), ["paginationToken"],
         ("cursor", "vectors", "pagination_token", "pagination.next", "")),
        (thing(**DATA, has_more=FLAG), ["starting_after", "limit"],
         ("item", "data", "starting_after", "id", "has_more")),
        (thing(value=LIST, nextLink=NULLABLE), [], ("url", "value", "", "nextLink", "")),
        (thing(value=LIST, **{"@odata.nextLink": NULLABLE}), ["$skip", "$top"],
         ("url", "value", "", "@odata.nextLink", "")),
        (thing(results=LIST, next=URL), ["page"], ("url", "results", "", "next", "")),
        (thing(results=LIST, next=NULLABLE | {"example": "http://x/?page=2"}), ["cursor"],
         ("url", "results", "", "next", "")),
        (thing(**DATA, links=thing(next=NULLABLE)), ["page[number]", "page[size]"],
         ("url", "data", "", "links.next", "")),
        (thing(_embedded=thing(payments=LIST), _links=thing(next=thing(href=NULLABLE))), ["from"],
         ("url", "_embedded.payments", "", "_links.next.href", "")),
        (LIST, ["offset", "limit"], ("offset", "", "offset", "", "")),
        (LIST, ["page", "per_page"], ("page", "", "page", "", "")),
        (thing(**DATA, more=FLAG), ["offset", "limit"],
         ("offset", "data", "offset", "", "more")),
        (thing(data=thing(items=LIST)), ["page"], ("page", "data.items", "page", "", "")),
    ],
)  # fmt: skip
def test_shape_is_recognised(
    answer: dict[str, Any], query: list[str], found: tuple[str, ...]
) -> None:
    assert shown(paged(answer, *query)) == found


@pytest.mark.parametrize(
    ("answer", "query"),
    [
        (thing(**DATA), ["limit"]),
        (LIST, ["page"]),
        (LIST, ["after", "limit"]),
        (ITEM, ["page", "limit"]),
        (thing(files=LIST, parents=LIST), ["page", "per_page"]),
        (thing(**DATA, next=NULLABLE), ["limit"]),
        (thing(**DATA, next=thing(name=NULLABLE)), []),
        (thing(data=NAMES, has_more=FLAG), ["after"]),
        (thing(**DATA, has_more=TEXT["schema"]), ["after"]),
        (thing(**DATA, has_more=FLAG), [{"name": "after", "schema": {"format": "date-time", "type": "string"}}]),
        (thing(**DATA), [{"name": "page", "deprecated": True}]),
        (thing(warnings=NAMES), ["page", "limit"]),
    ],
)  # fmt: skip
def test_other_shape_is_no_pagination(answer: dict[str, Any], query: list[Any]) -> None:
    assert paged(answer, *query) is None


def test_the_field_with_the_shortest_path_tells_the_next_page() -> None:
    deep = thing(page=thing(next_cursor=NULLABLE))
    answer = thing(data=LIST, meta=deep, paging=thing(next_cursor=NULLABLE))
    assert shown(paged(answer, "cursor")) == ("cursor", "data", "cursor", "paging.next_cursor", "")


@pytest.mark.parametrize(
    ("lists", "path", "items"),
    [
        (["data", "included"], "/animals", "data"),
        (["Warnings", "Invoices"], "/Accounts", "Invoices"),
        (["unreachable", "keyRings"], "/v1/{parent}/keyRings", "keyRings"),
        (["messages", "metadata"], "/tickets/{id}/messages", "messages"),
        (["links"], "/links", "links"),
        (["tags", "results"], "/animals", "results"),
        (["animals", "owners"], "/animals", "animals"),
    ],
)
def test_second_lists_are_beside_the_items(lists: list[str], path: str, items: str) -> None:
    found = paged(thing(**dict.fromkeys(lists, LIST)), "page", path=path)
    assert found is not None
    assert found.items == items


# --- the header Link -------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Link", "link"])
@pytest.mark.parametrize("answer", [LIST, thing(**DATA)])
def test_link_header_is_recognised(header: str, answer: dict[str, Any]) -> None:
    query = {"parameters": [{"name": "per_page", "in": "query"} | TEXT]}
    found = method(with_link(answer, header) | query).pagination
    assert found is not None
    assert found.style == "link"


def test_link_header_without_parameters_for_pages_is_none() -> None:
    assert method(with_link(LIST)).pagination is None


def test_parameter_from_the_link_header_is_recognised() -> None:
    description = "A cursor, as given in the [Link header](https://docs.example.com)."
    found = paged(LIST, {"name": "after", "description": description})
    assert found is not None
    assert found.style == "link"


# --- the first page --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameter", "first"),
    [
        ({"schema": NUMBER}, 1),
        ({"schema": NUMBER | {"default": 0}}, 0),
        ({"schema": NUMBER | {"default": 1, "minimum": 0}}, 1),
        ({"schema": NUMBER | {"minimum": 0}}, 0),
        ({"schema": NUMBER | {"minimum": 1}}, 1),
        ({"schema": NUMBER, "description": "Zero-based page index (0..N)"}, 0),
        ({"schema": NUMBER, "description": "Number of the page, starting at 0."}, 0),
        ({"schema": NUMBER, "description": "Number of the page, starting at 1."}, 1),
    ],
)
def test_number_of_the_first_page_is_what_the_document_says(
    parameter: dict[str, Any], first: int
) -> None:
    found = paged(thing(**DATA), {"name": "page"} | parameter)
    assert found is not None
    assert found.first == first


# --- hints -----------------------------------------------------------------------------------

ANSWER = thing(data=LIST, names=NAMES, next=NULLABLE, more=FLAG)


@pytest.mark.parametrize(
    "hint",
    [
        {"style": "url", "items": "data", "next": "next"},
        {"style": "item", "items": "data", "advance": "x", "next": "id", "more": "more"},
        {"style": "link", "items": "names"},
        {"style": "page", "items": "data", "advance": "x", "first": 0},
    ],
)
def test_hint_is_used(hint: dict[str, Any]) -> None:
    found = paged(ANSWER, "x", hint=hint)
    assert found is not None
    assert {key: getattr(found, key) for key in hint} == hint


def test_hint_of_a_list_needs_no_items() -> None:
    found = paged(LIST, hint={"style": "link"})
    assert found is not None
    assert (found.style, found.items) == ("link", "")


@pytest.mark.parametrize(
    ("hint", "message"),
    [
        ({"style": "urls"}, "unknown style: 'urls', expected offset, page, cursor, item, url, link"),
        ({"items": "data"}, "needs `style`"),
        ({"style": "link"}, "needs `items`"),
        ({"style": "url", "items": "data"}, "needs `next`"),
        ({"style": "url", "items": "data", "next": "nxt"}, "response does not have: 'nxt'"),
        ({"style": "item", "items": "data", "next": "id"}, "needs `advance`"),
        ({"style": "item", "items": "data", "advance": "x", "next": "next"}, "items do not have"),
        ({"style": "link", "items": "data", "more": "mor"}, "response does not have: 'mor'"),
        ({"style": "page", "items": "data", "advance": "x", "first": "0"}, "first page that is no"),
        ({"style": "page", "items": "data", "advance": "x", "first": True}, "first page that is no"),
    ],
)  # fmt: skip
def test_hint_that_cannot_work_is_an_error(hint: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        paged(ANSWER, "x", hint=hint)


@pytest.mark.parametrize(
    "filter_",
    [
        {"anyOf": [{"$ref": "#/components/schemas/Filter"}, {"type": "null"}, TEXT["schema"]]},
        {"anyOf": [LIST, {"type": "array", "items": {"$ref": "#/components/schemas/Filter"}}]},
        {"anyOf": [{"anyOf": [{"$ref": "#/components/schemas/Filter"}, LIST]}, LIST]},
    ],
)
def test_a_union_in_itself_is_no_list(filter_: dict[str, Any]) -> None:
    schemas = {"Filter": filter_}
    of_it = thing(data={"$ref": "#/components/schemas/Filter"}, has_more=FLAG)
    for answer in ({"$ref": "#/components/schemas/Filter"}, of_it):
        _, surface = answered(answer, schemas)
        assert methods(surface)[0].pagination is None
