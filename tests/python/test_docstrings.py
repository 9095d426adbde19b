"""Docstrings of methods: what an editor shows of a method and its arguments."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from api.small import document
from documents.type_checkers import mypy_errors
from python.proved import write
from python.zoo import tree


def docstrings(*parameters: dict[str, Any], **rest: Any) -> dict[str, str]:
    """Return the docstrings of the sync and the async method, by class."""
    listed = [{"in": "query", **each} for each in parameters]
    operation = {"x-specquilt-call": "animals.list", "parameters": listed} | rest
    operation["responses"] = {"204": {"description": "Fine."}}
    texts = all_docstrings(tree(document({"/animals": {"get": operation}})))
    return dict(zip(("Animals", "AsyncAnimals"), texts, strict=True))


def all_docstrings(files: dict[str, str]) -> list[str]:
    """Return the docstrings of all methods of a resource."""
    module = ast.parse(files["zoo_client/resources/animals.py"])
    classes = [node for node in module.body if isinstance(node, ast.ClassDef)]
    return [
        ast.get_docstring(method) or ""
        for each in classes
        for method in each.body
        if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def argument(schema: dict[str, Any], description: str = "The order.") -> str:
    """Return what the docstring says about an argument."""
    text = docstrings({"name": "sort", "schema": schema, "description": description})["Animals"]
    return " ".join(text.partition("Args:")[2].split()).removeprefix("sort: ")


def test_async_method_says_what_the_sync_one_says() -> None:
    texts = docstrings(
        {"name": "sort", "description": "The order.", "schema": {"type": "string"}},
        summary="List animals",
        description="All of them.",
    )
    assert texts["AsyncAnimals"] == texts["Animals"]
    assert texts["Animals"] == "List animals.\n\nAll of them.\n\nArgs:\n    sort: The order."


@pytest.mark.parametrize(
    ("default", "shown"),
    [
        ("", 'Default: "".'),
        ("asc", 'Default: "asc".'),
        ('a "b"\nc', 'Default: "a \\"b\\"\\nc".'),
        ("é", 'Default: "é".'),
        (0, "Default: 0."),
        (False, "Default: False."),
        (2.5, "Default: 2.5."),
        (None, ""),
        (["a"], ""),
    ],
)
def test_default_is_python(default: object, shown: str) -> None:
    assert argument({"default": default}) == f"The order. {shown}".strip()


ENUM = {"type": "string", "enum": ["asc", "desc"]}


@pytest.mark.parametrize(
    "schema",
    [ENUM, {"type": "array", "items": ENUM}, {"anyOf": [ENUM, {"type": "null"}]}],
    ids=["enum", "list", "nullable"],
)
def test_values_of_an_enum_are_listed(schema: dict[str, Any]) -> None:
    assert argument(schema) == 'The order. One of: "asc", "desc".'


def test_values_without_a_description_are_listed_too() -> None:
    assert argument(ENUM, "") == 'One of: "asc", "desc".'


def test_values_that_the_description_lists_are_not_repeated() -> None:
    assert argument(ENUM, "Either `asc` or `desc`.") == "Either `asc` or `desc`."


def test_long_list_of_values_is_cut() -> None:
    values = [f"v{number}" for number in range(12)]
    shown = argument({"type": "string", "enum": values})
    assert shown.endswith('"v6", "v7" and 4 more.')
    assert argument({"type": "integer", "enum": [1, 2]}) == "The order. One of: 1, 2."


# --- examples --------------------------------------------------------------------------------

ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "a-1"}
LIMIT = {"name": "limit", "schema": {"type": "integer", "example": 20}, "required": True}


def example(*parameters: dict[str, Any], kind: str = "Animals", **rest: Any) -> str:
    """Return the example in a docstring."""
    return docstrings(*parameters, **rest)[kind].partition("Example:\n")[2].strip()


def test_method_has_an_example_with_the_values_of_the_document() -> None:
    assert example(LIMIT) == "client.animals.list(limit=20)"
    assert example(LIMIT, kind="AsyncAnimals") == "await client.animals.list(limit=20)"


@pytest.mark.parametrize(
    "parameters",
    [
        [],
        [{"name": "limit", "schema": {"type": "integer"}, "required": True}],
        [LIMIT, {"name": "sort", "schema": {"type": "string"}, "required": True}],
        [{"name": "limit", "schema": {"type": "integer"}, "required": True, "example": "many"}],
        [LIMIT | {"required": False}],
    ],
    ids=["no arguments", "no example", "one missing", "wrong type", "optional only"],
)
def test_method_has_no_example_if_a_value_is_missing(parameters: list[dict[str, Any]]) -> None:
    assert example(*parameters) == ""


BODY = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "born": {"type": "string", "format": "date"},
        "home": {"type": "object", "properties": {"city": {"type": "string"}}},
        "tags": {"type": "array", "items": {"type": "string"}},
        "size": {"type": "string", "enum": ["small", "large"]},
        "toys": {"type": "array", "items": {"type": "object", "properties": {"a": {}}}},
    },
}
VALUES = {
    "name": 'Tom """\\ \n',
    "born": "2020-01-31",
    "home": {"city": "Köln"},
    "tags": ["a", "b"],
    "size": "large",
}


def with_body(value: dict[str, Any]) -> dict[str, Any]:
    """Return a document with an example of a body."""
    content = {"application/json": {"schema": BODY, "example": value}}
    operation = {
        "x-specquilt-call": "animals.change",
        "parameters": [ID],
        "requestBody": {"required": True, "content": content},
        "responses": {"204": {"description": "Fine."}},
    }
    return document({"/animals/{id}": {"put": operation}})  # type: ignore[no-any-return]


@pytest.mark.long
def test_examples_are_clean_under_a_strict_type_checker(tmp_path: Path) -> None:
    files = tree(with_body(VALUES))
    write(files, tmp_path)
    texts = all_docstrings(files)
    code = [text.partition("Example:\n")[2].replace("await ", "") for text in texts]
    assert 'home={"city": "Köln"}' in code[0]
    assert code[0] == code[1]
    checked = f"from zoo_client import Client\n\n\ndef use(client: Client) -> None:\n{code[0]}\n"
    (tmp_path / "use").mkdir()
    (tmp_path / "use/__init__.py").write_text(checked, encoding="utf-8")
    assert mypy_errors(tmp_path, "use") == []


@pytest.mark.parametrize(
    "value", [{"name": "a", "toys": [{"a": 1}]}, {"name": "x" * 500}], ids=["unclear", "long"]
)
def test_examples_that_are_unclear_or_long_are_left_out(value: dict[str, Any]) -> None:
    assert not any("Example:" in text for text in all_docstrings(tree(with_body(value))))
