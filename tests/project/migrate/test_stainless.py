"""What a Stainless configuration becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.project.migrate import stainless
from specquilt.project.migrate.plan import Plan
from specquilt.project.migrate.settle import Outcome, settle

LIST = {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}}}
PARAMETERS = [
    {"name": name, "in": "query"} for name in ("after", "limit", "offset", "page", "size")
]
OPERATION = {"parameters": PARAMETERS, "responses": LIST}
FIELDS = {
    "data": {"type": "array", "items": {"$ref": "#/components/schemas/Quilt"}},
    "has_more": {"type": "boolean"},
    "links": {"type": "object", "properties": {"next": {"type": "string"}}},
}
PAGE = {"allOf": [{"type": "object"}, {"type": "object", "properties": FIELDS}]}
QUILT = {"type": "object", "properties": {"id": {"type": "string"}}}


def _document() -> Document:
    schemas = {"Page": PAGE, "Quilt": QUILT}
    paths = {"/quilts": {"get": OPERATION}, "/quilts/{id}": {"get": {}}}
    return Document({"paths": paths, "components": {"schemas": schemas}})


def _settled(**data: Any) -> tuple[Plan, Outcome]:
    plan = Plan("Stainless", {"stainless": Path("stainless.yml")}, {"stainless": data})
    stainless.TABLE.read(plan)
    return plan, settle(plan, _document())


def _purpose(purpose: str) -> dict[str, Any]:
    return {"x-stainless-pagination-property": {"purpose": purpose}}


ITEM = {"type": "object", "properties": {"id": _purpose("cursor_item_id")}}
SCHEMES: list[tuple[dict[str, Any], dict[str, str]]] = [
    (
        {
            "type": "cursor",
            "request": {"after": _purpose("next_cursor_param"), "limit": {}},
            "response": {
                "data": {"type": "array"},
                "links": {"type": "object", "properties": {"next": _purpose("next_cursor_field")}},
            },
        },
        {
            "style": "cursor",
            "items": "data",
            "advance": "after",
            "limit": "limit",
            "next": "links.next",
        },
    ),
    (
        {
            "type": "cursor_id",
            "request": {"after": _purpose("next_cursor_id_param")},
            "response": {
                "data": {"type": "array", "items": ITEM},
                "has_more": _purpose("has_next_page"),
            },
        },
        {"style": "item", "items": "data", "advance": "after", "next": "id", "more": "has_more"},
    ),
    (
        {
            "type": "cursor_url",
            "response": {
                "data": {"type": "array", **_purpose("items")},
                "links": {"type": "object", "properties": {"next": _purpose("cursor_url_field")}},
            },
        },
        {"style": "url", "items": "data", "next": "links.next"},
    ),
    (
        {
            "type": "offset",
            "request": {"offset": _purpose("offset_count_param"), "limit": {}},
            "response": {"data": {"type": "array"}},
        },
        {"style": "offset", "items": "data", "advance": "offset", "limit": "limit"},
    ),
    (
        {
            "type": "page_number",
            "request": {"page": _purpose("page_number_param"), "size": {}},
            "response": {"data": {"type": "array"}},
        },
        {"style": "page", "items": "data", "advance": "page", "limit": "size"},
    ),
]


@pytest.mark.parametrize(("scheme", "hint"), SCHEMES, ids=lambda value: value.get("type"))
def test_scheme_becomes_a_hint_on_the_lists_that_it_fits(
    scheme: dict[str, Any], hint: dict[str, str]
) -> None:
    methods = {"list": "get /quilts", "retrieve": "get /quilts/{id}"}
    _, outcome = _settled(
        pagination=[{"name": "all", **scheme}], resources={"quilts": {"methods": methods}}
    )
    ((change, _reason),) = outcome.changes
    assert change.target == ("paths", "/quilts", "get")
    assert change.value == {"x-specquilt-pagination": hint}


def test_scheme_is_reported_if_the_response_has_not_its_fields() -> None:
    scheme = {
        "name": "lost",
        "type": "cursor",
        "request": {"after": _purpose("next_cursor_param")},
        "response": {"data": {"type": "array"}, "lost": _purpose("next_cursor_field")},
    }
    plan, outcome = _settled(
        pagination=[scheme], resources={"a": {"methods": {"list": "get /quilts"}}}
    )
    assert not outcome.changes
    reasons = {plan.ledger.reported[at] for at in plan.ledger.reported if at[1] == "pagination"}
    assert reasons == {"no operation has the parameters and fields of the scheme"}


@pytest.mark.parametrize(
    ("endpoint", "operation"),
    [
        ("get /quilts", "GET /quilts"),
        ("GET  /quilts/", "GET /quilts"),
        ("get\n/quilts/{quilt_id}", "GET /quilts/{id}"),
        ("get /quilts?beta=true", "GET /quilts"),
    ],
)
def test_endpoint_is_found_whatever_its_parameters_are_called(
    endpoint: str, operation: str
) -> None:
    _, outcome = _settled(resources={"quilts": {"methods": {"find": endpoint}}})
    assert outcome.settings["client.names"] == {operation: "quilts.find"}


@pytest.mark.parametrize(
    ("languages", "is_left_out"),
    [
        ({"skip": ["python"]}, True),
        ({"skip": True}, True),
        ({"only": ["go"]}, True),
        ({"skip": ["go"]}, False),
        ({"only": ["python"]}, False),
    ],
)
@pytest.mark.parametrize("holder", ["resource", "method"])
def test_what_is_not_for_python_is_left_out(
    holder: str, languages: dict[str, Any], is_left_out: bool
) -> None:
    inner = languages if holder == "method" else {}
    outer = languages if holder == "resource" else {}
    methods = {"list": {"endpoint": "get /quilts", **inner}}
    _, outcome = _settled(resources={"quilts": {"methods": methods, **outer}})
    assert ("select.exclude" in outcome.settings) is is_left_out
    assert ("client.names" in outcome.settings) is not is_left_out


def test_operations_that_the_configuration_does_not_name_are_listed() -> None:
    _, outcome = _settled(resources={"quilts": {"methods": {"list": "get /quilts"}}})
    assert outcome.unnamed == ["GET /quilts/{id}"]


def test_no_schema_gets_the_name_of_another_one() -> None:
    plan, outcome = _settled(resources={"$shared": {"models": {"page": "Quilt"}}})
    assert not outcome.settings
    assert [*plan.ledger.reported.values()] == ["another schema is called 'Page'"]
