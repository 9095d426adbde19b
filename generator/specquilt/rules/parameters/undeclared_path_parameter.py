"""A name in the path that no parameter explains."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import inherited_parameters, is_call, names_in, parameters
from specquilt.rules.facts.paths import template_names


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``/jobs/{id}`` without a path parameter `id`."""
    if not is_call(node):
        return
    path = str(node.pointer[1])
    own = [parameter for _, parameter in parameters(node)]
    known = names_in("path", [*own, *inherited_parameters(node)])
    lost = [name for name in dict.fromkeys(template_names(path)) if name and name not in known]
    if lost:
        message = f"{path} has {', '.join(f'{{{name}}}' for name in lost)}, which is not declared"
        yield Problem(message, node.pointer, tuple(_edits(node, lost)))


def _edits(node: Cursor, lost: list[str]) -> Iterator[Edit]:
    declared = [_text_parameter(name) for name in lost]
    known = node.value.get("parameters")
    if not isinstance(known, list):
        yield Set(node.pointer_to("parameters"), declared)
        return
    for index, parameter in enumerate(declared, len(known)):
        yield Set(node.pointer_to("parameters", index), parameter)


def _text_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


RULE = Rule(
    summary="names in a path that no parameter declares",
    why="The document is invalid, and a client would ask the server for a path with braces in it. "
    "Whatever the value is, it becomes text in the path.",
    fix=Fix.GUESS,
    on=Kind.OPERATION,
    shown=Kind.DOCUMENT,
    check=check,
    before="""
        paths:
          /quilts/{id}:
            get:
              operationId: get_quilt
              responses:
                '204':
                  description: Nothing to say
    """,
    after="""
        paths:
          /quilts/{id}:
            get:
              operationId: get_quilt
              responses:
                '204':
                  description: Nothing to say
              parameters:
                - name: id
                  in: path
                  required: true
                  schema:
                    type: string
    """,
)
