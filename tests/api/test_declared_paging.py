"""Pages that a document describes for other generators: used, or a warning that changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import TEXT, methods, package, with_answer
from api.test_paging import ANSWER, paged, shown
from specquilt.openapi.finding import Finding, Severity
from specquilt.python.surface.method_parts import PagedMethod


def declared(
    hint: dict[str, Any], *query: str, verb: str = "get"
) -> tuple[PagedMethod | None, list[Finding]]:
    """Return the pagination that a document describes for other generators, and the findings."""
    spec = with_answer("application/json", ANSWER)
    spec |= {
        "operationId": "call",
        "parameters": [{"in": "query"} | TEXT | {"name": q} for q in query],
    }
    spec["x-specquilt-pagination"] = {**hint, "from": "x-pages"}
    surface, findings = package({"/animals": {verb: spec}})
    return methods(surface)[0].pagination, [each for each in findings if "pagination" in each.rule]


def test_declared_pages_are_used_and_completed_by_their_shape() -> None:
    pages, findings = declared({"style": "page", "advance": "leaf"}, "leaf", "limit")
    assert shown(pages) == ("page", "data", "leaf", "", "more")
    assert pages is not None
    assert pages.limit == "limit"
    assert findings == []


def test_declared_pages_of_a_post_are_used() -> None:
    pages, findings = declared({"style": "url", "next": "next"}, verb="post")
    assert shown(pages) == ("url", "data", "", "next", "")
    assert findings == []


@pytest.mark.parametrize(
    ("hint", "message"),
    [
        ({"style": "urls"}, "x-pages has an unknown style"),
        (
            {"style": "url", "next": "nxt"},
            "a field that the response does not have: 'nxt'; pages are",
        ),
        (
            {"style": "page", "advance": "leaf"},
            "a query parameter that the operation does not have",
        ),
        (
            {"style": "url", "next": "next", "items": "next"},
            "names no list of the response: 'next'",
        ),
        ({}, "x-pages needs `style`"),
        ({"style": "page", "advance": {"a": ["b"]}}, "x-pages has a value that is not text"),
    ],
)
def test_declared_pages_that_cannot_work_are_a_warning_and_change_nothing(
    hint: dict[str, Any], message: str
) -> None:
    pages, (finding,) = declared(hint, "offset", "limit")
    assert shown(pages) == shown(paged(ANSWER, "offset", "limit"))
    assert (finding.rule, finding.severity) == ("unusable-pagination", Severity.WARNING)
    assert message in finding.message
    assert finding.message.endswith("pages are found by their shape: offset")
    assert finding.pointer[-1] == "x-pages"
    assert "say it in an overlay, for example x-specquilt-pagination: {style:" in finding.help


def test_declared_pages_that_cannot_work_without_any_shape_leave_the_operation() -> None:
    pages, (finding,) = declared({"style": "page", "advance": "leaf"})
    assert pages is None
    assert finding.message.endswith("there is no list_all")
