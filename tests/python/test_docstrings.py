"""Docstrings of methods: what an editor shows of a method and its arguments."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from api.small import document
from python.zoo import tree


def docstrings(*parameters: dict[str, Any], **rest: Any) -> dict[str, str]:
    """Return the docstrings of the sync and the async method, by class."""
    listed = [{"in": "query", **each} for each in parameters]
    operation = {"x-specquilt-call": "animals.list", "parameters": listed} | rest
    operation["responses"] = {"204": {"description": "Fine."}}
    files = tree(document({"/animals": {"get": operation}}))
    module = ast.parse(files["zoo_client/resources/animals.py"])
    return {
        node.name: ast.get_docstring(method) or ""
        for node in module.body
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef)
    }


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
