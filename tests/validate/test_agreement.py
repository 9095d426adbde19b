"""Names that must differ, and names that must agree."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.coverage import Disagreement
from specquilt.validate.agreement import disagreements


def found(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Return where names do not agree, and how."""
    return [("/".join(map(str, each.about)), each.message) for each in disagreements(data)]


def parameter(name: str, location: str = "query") -> dict[str, str]:
    return {"name": name, "in": location}


def paths(**items: Any) -> dict[str, Any]:
    return {"paths": {f"/{name}": item for name, item in items.items()}}


def test_each_repeated_tag_is_reported() -> None:
    tags = [{"name": name} for name in ("a", "b", "a", "c", "a", "b")]
    reported = [("tags", f"duplicate tag {name!r}") for name in ("a", "a", "b")]
    assert found({"tags": tags}) == reported


def test_each_repeated_operation_id_is_reported_at_the_later_operation() -> None:
    get = {"operationId": "get"}
    data = paths(a={"get": get, "post": get}, b={"get": get, "put": {"operationId": "put"}})
    message = "duplicate operationId 'get'"
    assert found(data) == [("paths//a/post", message), ("paths//b/get", message)]


def test_operations_without_an_id_extensions_and_other_keys_have_no_names() -> None:
    shown = {"operationId": "get"}
    data = paths(a={"get": {}, "post": {}, "summary": "A", "x-get": shown}, b={"get": shown})
    data["paths"]["x-c"] = {"get": shown, "post": shown}
    assert found(data) == []
    assert found({}) == found({"tags": None, "paths": None}) == []


def test_repeated_parameter_is_reported_where_it_is_repeated() -> None:
    twice = [parameter("q"), parameter("q", "header"), parameter("q")]
    message = "duplicate query parameter 'q'"
    assert found(paths(a={"parameters": twice})) == [("paths//a/parameters", message)]
    once = {"parameters": twice[:2], "get": {"parameters": twice[:2]}}
    assert found(paths(a=once)) == []
    operation = {"parameters": twice[:1], "get": {"parameters": twice}, "post": {}}
    assert found(paths(a=operation)) == [("paths//a/get/parameters", message)]


@pytest.mark.parametrize(
    ("path", "declared", "messages"),
    [
        ("/{a}/{b}", ["a", "b"], []),
        ("/{a}/{b}", ["b"], ["path parameter 'a' is not declared"]),
        ("/{a}", ["a", "c"], ["path parameter 'c' is not in the path"]),
        (
            "/{z}/{y}",
            ["c"],
            [
                "path parameter 'c' is not in the path",
                "path parameter 'y' is not declared",
                "path parameter 'z' is not declared",
            ],
        ),
        ("/a", [], []),
    ],
)
def test_path_and_its_parameters_must_agree(
    path: str, declared: list[str], messages: list[str]
) -> None:
    parameters = [*(parameter(name, "path") for name in declared), parameter("q")]
    expected = [(f"paths/{path}/get", message) for message in messages]
    assert found({"paths": {path: {"get": {"parameters": parameters}}}}) == expected
    assert found({"paths": {path: {"parameters": parameters, "get": {}}}}) == expected


def test_parameters_are_those_that_references_lead_to() -> None:
    components = {"components": {"parameters": {"A": parameter("a", "path")}}}
    reference = {"$ref": "#/components/parameters/A"}
    data = {"paths": {"/{a}": {"get": {"parameters": [reference]}}}, **components}
    assert found(data) == []


def test_each_disagreement_has_its_kind() -> None:
    item = {
        "parameters": [parameter("q")] * 2,
        "get": {"operationId": "a"},
        "put": {"operationId": "a"},
    }
    data = {"tags": [{"name": "a"}] * 2, "paths": {"/{a}": item}}
    assert [each.keyword for each in disagreements(data)] == [
        Disagreement.TAGS,
        Disagreement.PARAMETERS,
        Disagreement.PATH_PARAMETERS,
        Disagreement.OPERATION_IDS,
        Disagreement.PATH_PARAMETERS,
    ]
