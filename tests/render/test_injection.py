"""Text of a document never becomes code, wherever it stands."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from ir.small import document
from render.zoo import tree

MARK = "PWNED"
ATTACKS = [
    f'"""\n{MARK}()\n"""',
    f"'''\n{MARK}()\n'''",
    f'\\"""\n{MARK}()',
    f'"); {MARK}(); ("',
    f"'); {MARK}(); ('",
    f"\n{MARK}()\n",
    f"\N{LINE SEPARATOR}{MARK}()\N{PARAGRAPH SEPARATOR}{MARK}()",
    f"\x0c{MARK}()\r{MARK}()",
    f"{{{{ {MARK}() }}}}",
    f"{{% set x = {MARK}() %}}",
    f"# {MARK}()\\",
    f"{MARK}()",
]


def _hostile(text: str) -> dict[str, Any]:
    """Return a document with a text in every place that takes one."""
    schema = {
        "description": text,
        "title": text,
        "default": text,
        "pattern": text,
        "example": text,
        "type": "string",
        "customTypePath": text,
        "customBasePath": text,
        "x-python-type": text,
    }
    model = {
        "type": "object",
        "description": text,
        "title": text,
        "customBasePath": text,
        "properties": {
            text: schema,
            "enum": {"type": "string", "enum": [text, "b"]},
            "c": {"const": text},
        },
        "required": [text],
    }
    operation = {
        "operationId": text,
        "summary": text,
        "description": text,
        "tags": [text],
        "externalDocs": {"url": text},
        "deprecated": True,
        "x-codeSamples": [{"lang": "python", "label": text, "source": text}],
        "parameters": [
            {"name": text, "in": "query", "description": text, "schema": schema},
            {"name": "X-" + text, "in": "header", "description": text, "schema": schema},
        ],
        "requestBody": {"description": text, "content": {"application/json": {"schema": model}}},
        "responses": {
            "200": {
                "description": text,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/M"}}},
            },
            "404": {"description": text},
        },
    }
    scheme = {"type": "apiKey", "in": "header", "name": text, "description": text}
    hostile: dict[str, Any] = document(
        {f"/{text}": {"post": operation}},
        {"M": model, text: model},
        servers=[{"url": text, "description": text, "x-specquilt-env": text}],
        tags=[{"name": text, "description": text}],
        info={"title": text, "version": text, "description": text},
        components={"securitySchemes": {text: scheme | {"x-specquilt-env": text}}},
    )
    return hostile


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_no_text_becomes_code(text: str) -> None:
    for path, content in tree(_hostile(text)).items():
        if path.endswith(".py"):
            assert MARK not in set(_names(ast.parse(content, path))), path


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_no_text_breaks_the_metadata(text: str) -> None:
    project = tomllib.loads(tree(_hostile(text))["pyproject.toml"])
    assert set(project) == {"build-system", "project", "tool"}
    assert project["project"]["name"] == "zoo-client"


def _names(module: ast.Module) -> Iterator[str]:
    """Yield every name that would be looked up."""
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
