"""Text of a document never becomes code."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from api.small import document
from python.zoo import tree

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


TYPE_EXTENSIONS = ("customTypePath", "customBasePath", "x-python-type")
"""Text that model generators use as a class name."""


def _hostile(text: str) -> dict[str, Any]:
    """Return a document with the text in every text field."""
    model, scheme = _model(text), {"type": "apiKey", "in": "header", "x-specquilt-env": text}
    hostile: dict[str, Any] = document(
        {f"/{text}": {"post": _operation(text)}},
        {"M": model, text: model},
        servers=[{**_with(text, "url", "description"), "x-specquilt-env": text}],
        tags=[_with(text, "name", "description")],
        info=_with(text, "title", "version", "description"),
        components={"securitySchemes": {text: scheme | _with(text, "name", "description")}},
    )
    return hostile


def _with(text: str, *keys: str) -> dict[str, Any]:
    return dict.fromkeys(keys, text)


def _schema(text: str) -> dict[str, Any]:
    words = _with(text, "description", "title", "default", "pattern", "example")
    return {"type": "string", **words, **_with(text, *TYPE_EXTENSIONS)}


def _model(text: str) -> dict[str, Any]:
    enum = {"type": "string", "enum": [text, "b"]}
    return {
        "type": "object",
        **_with(text, "description", "title", "customBasePath"),
        "properties": {text: _schema(text), "enum": enum, "c": {"const": text}},
        "required": [text],
    }


def _operation(text: str) -> dict[str, Any]:
    return {
        **_with(text, "operationId", "summary", "description"),
        "tags": [text],
        "externalDocs": {"url": text},
        "deprecated": True,
        "x-codeSamples": [{"lang": "python", **_with(text, "label", "source")}],
        "parameters": [_parameter(text, text, "query"), _parameter(text, f"X-{text}", "header")],
        "requestBody": {"description": text, **_content(_model(text))},
        "responses": {
            "200": {"description": text, **_content({"$ref": "#/components/schemas/M"})},
            "404": {"description": text},
        },
    }


def _parameter(text: str, name: str, place: str) -> dict[str, Any]:
    return {"name": name, "in": place, "description": text, "schema": _schema(text)}


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


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
    """Yield every name that the code refers to."""
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
