"""What is said about a violation: its cause, once, at the key that is wrong or missing."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.pointer import show
from specquilt.validate.causes import _as_written
from specquilt.validate.validator import _distinct, suspected
from specquilt.validate.violation import Violation

DONE = {"responses": {"200": {"description": "Done"}}}
INFO = {"title": "A", "version": "1"}
TYPES_OF_3_0 = "['array', 'boolean', 'integer', 'number', 'object', 'string']"
TYPES = TYPES_OF_3_0.replace("'number'", "'null', 'number'")
STYLES = "['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']"
GET, PARAMETER, SCHEMA = "/paths/~1a/get", "/paths/~1a/get/parameters/0", "/components/schemas/A"
SCHEME = "/components/securitySchemes/A"


def operation(**parts: Any) -> dict[str, Any]:
    return {"paths": {"/a": {"get": {**DONE, **parts}}}}


def parameter(**parts: Any) -> dict[str, Any]:
    return operation(parameters=[{"name": "q", "in": "query", **parts}])


def schema(**keywords: Any) -> dict[str, Any]:
    return {"components": {"schemas": {"A": keywords}}}


def scheme(**parts: Any) -> dict[str, Any]:
    return {"components": {"securitySchemes": {"A": parts}}}


def found(parts: dict[str, Any], version: str = "3.1.0") -> list[tuple[str, str]]:
    violations = suspected({"openapi": version, "info": INFO, "paths": {}, **parts})
    return [(show(each.about), each.message) for each in violations]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(
    ("parts", "about", "message"),
    [
        ({"info": {"title": "A"}}, "/info/version", "'version' is required"),
        ({"info": {**INFO, "more": 1}}, "/info/more", "'more' is not allowed here"),
        ({"info": {**INFO, "title": 1}}, "/info/title", "1 is not of type 'string'"),
        ({"servers": [{"url": 1}]}, "/servers/0/url", "1 is not of type 'string'"),
        ({"paths": {"a": {}}}, "/paths/a", "'a' is not allowed here"),
        (operation(responses={"200": {"description": 1}}), f"{GET}/responses/200/description", "1 is not of type 'string'"),
        (operation(responses={"2000": {"description": "A"}}), f"{GET}/responses/2000", "'2000' is not allowed here"),
        (operation(requestBody={}), f"{GET}/requestBody/content", "'content' is required"),
        (parameter(schema={}, style="deep"), f"{PARAMETER}/style", f"'deep' is not one of {STYLES}"),
        (parameter(schema={}, more=1), f"{PARAMETER}/more", "'more' is not allowed here"),
        (schema(minimum="a"), f"{SCHEMA}/minimum", "'a' is not of type 'number'"),
        (schema(required=[1]), f"{SCHEMA}/required/0", "1 is not of type 'string'"),
        (schema(properties={"b": {"minimum": {}}}), f"{SCHEMA}/properties/b/minimum", "{} is not of type 'number'"),
        (scheme(type="apiKey", name="a"), f"{SCHEME}/in", "'in' is required"),
        (scheme(type="http"), f"{SCHEME}/scheme", "'scheme' is required"),
    ],
)  # fmt: skip
def test_cause_is_reported_at_its_key(
    parts: dict[str, Any], about: str, message: str, version: str
) -> None:
    assert found(parts, version) == [(about, message)]


@pytest.mark.parametrize(
    ("version", "parts", "about", "message"),
    [
        ("3.0.3", operation(responses={"200": {}}), f"{GET}/responses/200/description", "'description' is required"),
        ("3.1.0", operation(responses={"200": {}}), f"{GET}/responses/200/description", "'description' is required"),
        ("3.0.3", operation(parameters=[{"name": "q", "schema": {}}]), f"{PARAMETER}/in", "'in' is required"),
        ("3.1.0", operation(parameters=[{"name": "q", "schema": {}}]), f"{PARAMETER}/in", "'in' is required"),
        ("3.0.3", schema(additionalProperties={"minimum": "a"}), f"{SCHEMA}/additionalProperties/minimum", "'a' is not of type 'number'"),
        ("3.0.3", schema(additionalProperties={"more": 1}), f"{SCHEMA}/additionalProperties/more", "'more' is not allowed here"),
        ("3.1.0", parameter(), f"{PARAMETER}/schema", "'schema' is required"),
        ("3.1.0", schema(type="text"), f"{SCHEMA}/type", f"'text' is not one of {TYPES}"),
        ("3.0.3", schema(type="text"), f"{SCHEMA}/type", f"'text' is not one of {TYPES_OF_3_0}"),
        ("3.0.3", schema(type=["string"]), f"{SCHEMA}/type", "['string'] is not of type 'string'"),
        ("3.0.3", parameter(schema={"type": "text"}), f"{PARAMETER}/schema/type", f"'text' is not one of {TYPES_OF_3_0}"),
        ("3.0.3", {"paths": {"/a": {"get": {}}}}, f"{GET}/responses", "'responses' is required"),
        ("3.1.0", scheme(type="none"), f"{SCHEME}/type", "'none' is not one of ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect']"),
        ("3.0.3", scheme(type="none"), f"{SCHEME}/type", "'none' is not one of ['apiKey', 'http', 'oauth2', 'openIdConnect']"),
        ("3.1.0", scheme(type="apiKey", name="a", **{"in": "body"}), f"{SCHEME}/in", "'body' is not one of ['query', 'header', 'cookie']"),
        ("3.0.3", scheme(type="apiKey", name="a", **{"in": "body"}), f"{SCHEME}/in", "'body' is not one of ['header', 'query', 'cookie']"),
    ],
)  # fmt: skip
def test_cause_depends_on_the_version(
    version: str, parts: dict[str, Any], about: str, message: str
) -> None:
    assert found(parts, version) == [(about, message)]


def test_each_cause_is_reported_in_the_order_of_the_document() -> None:
    types = f"is not one of {TYPES}"
    wrong = {"openapi": "3.1.0", "info": {**INFO, "a": 1, "b": 2}, **schema(type=["text", 1])}
    assert found(wrong) == [
        ("/info/a", "'a' is not allowed here"),
        ("/info/b", "'b' is not allowed here"),
        (f"{SCHEMA}/type/0", f"'text' {types}"),
        (f"{SCHEMA}/type/1", f"1 {types}"),
    ]


@pytest.mark.parametrize(
    ("parts", "about", "keyword", "vague"),
    [
        (schema(required=["a", "a"]), f"{SCHEMA}/required", "uniqueItems", False),
        (operation(responses={}), f"{GET}/responses", "minProperties", True),
        (
            {"components": {"schemas": {"a b": {}}}},
            "/components/schemas/a b",
            "propertyNames",
            False,
        ),
        ({"tags": [{"name": "a"}] * 2}, "/tags", "duplicate tags", False),
        (parameter(schema={}, **{"in": "body"}), f"{PARAMETER}/in", "enum", False),
        ({"info": {"title": "A"}}, "/info/version", "required", False),
    ],
)
def test_violation_has_its_keyword(
    parts: dict[str, Any], about: str, keyword: str, *, vague: bool
) -> None:
    (violation,) = suspected({"openapi": "3.1.0", "info": INFO, "paths": {}, **parts})
    assert (show(violation.about), violation.keyword, violation.vague) == (about, keyword, vague)
    assert violation.message


@pytest.mark.parametrize(
    ("parts", "keyword"),
    [
        (parameter(schema={})["paths"]["/a"]["get"]["parameters"] * 2, Disagreement.PARAMETERS),
        ([{"name": "a"}] * 2, Disagreement.TAGS),
    ],
)
def test_items_that_are_equal_are_names_that_are(parts: list[Any], keyword: Disagreement) -> None:
    is_tag = keyword is Disagreement.TAGS
    document = {"tags": parts} if is_tag else operation(parameters=parts)
    (violation,) = suspected({"openapi": "3.0.3", "info": INFO, "paths": {}, **document})
    assert violation.keyword == keyword


def test_path_parameters_are_not_compared_if_references_lead_nowhere() -> None:
    data = {"openapi": "3.1.0", "info": INFO, "paths": {"/{a}": {"get": DONE}}}
    assert len(suspected(data)) == 1
    assert suspected(data, references_resolve=False) == []


def test_long_values_are_cut() -> None:
    (violation,) = found({"info": {"title": "A", "version": ["x" * 400]}})
    assert violation[1].startswith("['xxx")
    assert violation[1].endswith("x'] is not of type 'string'")
    assert len(violation[1]) == 283


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        (("responses", 200, "a"), ("responses", "200", "a")),
        (("list", 0, 5), ("list", 0, "5")),
        (("none", 1, 2), ("none", "1", "2")),
        (("responses", "list", 0), ("responses", "list", 0)),
    ],
)
def test_keys_of_mappings_are_texts(pointer: Any, expected: Any) -> None:
    data = {"responses": {"200": {}, "list": [1]}, "list": [{"5": 1}]}
    assert _as_written(data, pointer) == expected


def test_only_the_first_of_a_key_counts_and_vague_ones_that_nothing_explains() -> None:
    inner, outer = ("paths", "/a", "get"), ("paths", "/a")
    precise, again = Violation(inner, "precise"), Violation(inner, "again")
    explained, vague = Violation(outer, "vague", vague=True), Violation(("info",), "", vague=True)
    assert list(_distinct([explained, precise, again, vague])) == [precise, vague]
    assert list(_distinct([Violation(inner, "vague", vague=True), precise])) == [precise]
    deeper = Violation((*inner, "tags"), "vague", vague=True)
    assert list(_distinct([precise, deeper])) == [precise, deeper]
    above = Violation(outer, "precise")
    assert list(_distinct([above, precise])) == [above, precise]
