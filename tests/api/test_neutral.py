"""Facts are independent of the target language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from api.small import document
from layers import PACKAGE
from specquilt.api.build import build
from specquilt.api.types import Api

MODULES = sorted((PACKAGE / "api").glob("*.py"))
LANGUAGE = {"keyword", "builtins", "pydantic", "typing_extensions", "jinja2"}
"""Modules that depend on Python or generate it."""
IDENTIFIER_RULES = {"isidentifier", "iskeyword", "kwlist", "softkwlist"}
ANNOTATION = re.compile(
    r"\b(list|dict|Sequence|Mapping|Literal|Optional|Union)\[|\| None\b|\bdatetime\.|\bTypedDict\b"
)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_api_imports_no_module_that_depends_on_python(module: Path) -> None:
    names = set(_imported(module))
    assert not {name for name in names if name.partition(".")[0] in LANGUAGE}
    assert not {name for name in names if name.startswith("specquilt.python")}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_api_has_no_rules_about_identifiers(module: Path) -> None:
    used = {node.attr for node in ast.walk(_tree(module)) if isinstance(node, ast.Attribute)}
    assert not used & IDENTIFIER_RULES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_api_writes_no_annotation(module: Path) -> None:
    assert not [text for text in _texts(module) if ANNOTATION.search(text)]


def test_facts_contain_no_python_names() -> None:
    schemas = {"class": {"properties": {"self": {"type": "string"}, "schema": {"type": "string"}}}}
    reference = {"$ref": "#/components/schemas/class"}
    answer = {"200": {"description": "", "content": {"application/json": {"schema": reference}}}}
    parameter = {"name": "from", "in": "query", "schema": {"type": "string"}}
    get = {"operationId": "import", "parameters": [parameter], "responses": answer}
    api, findings = build(document({"/a": {"get": get}}, schemas))
    assert findings == []
    assert _wire_names(api) == ["import", "from", "class", "self", "schema"]


def _wire_names(api: Api) -> list[str]:
    (operation,), (schema,) = api.operations, api.schemas
    (component,) = api.components
    parameters = [parameter.wire for parameter in operation.parameters]
    properties = [each.wire for each in schema.properties]
    return [operation.wanted.operation_id, *parameters, component.name, *properties]


def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def _imported(module: Path) -> list[str]:
    nodes = list(ast.walk(_tree(module)))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return [*plain, *(node.module or "" for node in nodes if isinstance(node, ast.ImportFrom))]


def _texts(module: Path) -> list[str]:
    """Return the string literals of the code, except docstrings."""
    tree = _tree(module)
    alone = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
    ]
