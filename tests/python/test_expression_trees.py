"""Trees of expressions: each operator has operands, which are any operator again.

Exports of many frameworks repeat the union of all operators at each operand.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.small import OK, document, named
from python.proved import write
from python.zoo import answer, tree
from specquilt.api.value_types import UnionOf

OPERATORS = [f"Op{number}" for number in range(12)]
USER = """
from zoo_client import Client
Client(base_url="https://zoo.test").find(
    expression={"type": "Op0", "left": {"type": "Leaf"}, "right": {"type": "Leaf", "value": "a"}}
)
"""
_CPU_SECONDS = 60
"""Ten times what mypy needs with its dependencies. Without shared names it needs hours."""


def _union(**more: Any) -> dict[str, Any]:
    references = [{"$ref": f"#/components/schemas/{name}"} for name in (*OPERATORS, "Leaf")]
    return {"oneOf": references, "discriminator": {"propertyName": "type"}} | more


def _operator(name: str) -> dict[str, Any]:
    operands = {"left": _union(), "right": _union(description=f"Right of {name}.")}
    kind = {"type": {"type": "string", "const": name}}
    return {"type": "object", "properties": kind | operands, "required": ["type", *operands]}


def _document() -> Any:
    leaf = {"type": {"type": "string", "const": "Leaf"}, "value": {"type": "string"}}
    schemas = {name: _operator(name) for name in OPERATORS}
    schemas["Leaf"] = {"type": "object", "properties": leaf, "required": ["type"]}
    body = {"type": "object", "properties": {"expression": _union()}, "required": ["expression"]}
    sent = {"content": {"application/json": {"schema": body}}}
    find = {"operationId": "find", "requestBody": sent, "responses": OK}
    server = {"url": "https://zoo.test"}
    return document({"/find": {"post": find}}, schemas, servers=[server])


def test_all_operands_share_one_union() -> None:
    surface, _ = named(_document())
    unions = [model for model in surface.models if isinstance(model.alias, UnionOf)]
    assert len(unions) == 1
    fields = [field for model in surface.models for field in model.fields if field.name != "type"]
    assert {field.annotation for field in fields} == {f"types.{unions[0].name}", "str"}


def test_a_shared_union_has_no_description_of_one_place() -> None:
    surface, _ = named(_document())
    assert [model.description for model in surface.models if model.alias] == [""]


def test_an_unnamed_union_uses_the_name_of_a_component() -> None:
    spec = _document()
    spec["components"]["schemas"] = {
        "Expression": _union(description="Any expression."),
        **spec["components"]["schemas"],
    }
    responses = answer({"$ref": "#/components/schemas/Expression"})
    spec["paths"] = {"/a": {"get": {"operationId": "get", "responses": responses}}, **spec["paths"]}
    surface, _ = named(spec)
    aliases = [(model.name, model.description) for model in surface.models if model.alias]
    assert aliases == [("Expression", "Any expression.")]


@pytest.mark.long
def test_mypy_ends(tmp_path: Path) -> None:
    write(tree(_document()), tmp_path)
    (tmp_path / "user.py").write_text(USER, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--cache-dir",
            str(tmp_path / "cache"),
            "user.py",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS)),
    )
    assert done.returncode == 0, done.stdout + done.stderr
