"""Path parameters that are not declared."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.openapi.paths import template_names
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import inherited_parameters, is_call, names_in, parameters


def check(node: Cursor) -> Iterator[Problem]:
    """Report names in a path, such as ``{id}`` in ``/jobs/{id}``, without a parameter."""
    if not is_call(node):
        return
    path = str(node.pointer[1])
    own = [parameter for _, parameter in parameters(node)]
    known = names_in("path", [*own, *inherited_parameters(node)])
    undeclared = [
        name for name in dict.fromkeys(template_names(path)) if name and name not in known
    ]
    if undeclared:
        plural = "s" if len(undeclared) > 1 else ""
        message = f"undeclared path parameter{plural} {', '.join(map(repr, undeclared))} in {path}"
        yield Problem(message, node.pointer, tuple(_edits(node, undeclared)))


def _edits(node: Cursor, undeclared: list[str]) -> Iterator[Edit]:
    declared = [_string_parameter(name) for name in undeclared]
    known = node.value.get("parameters")
    if not isinstance(known, list):
        yield Set(node.pointer_to("parameters"), declared)
        return
    for index, parameter in enumerate(declared, len(known)):
        yield Set(node.pointer_to("parameters", index), parameter)


def _string_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


RULE = Rule(
    summary="path parameters that are not declared",
    why="The document is invalid, and a client would send a path with braces. The fix declares "
    "the parameter as a required string.",
    fix=Fix.GUESS,
    on=Kind.OPERATION,
    shown=Kind.DOCUMENT,
    covers=(Disagreement.PATH_PARAMETERS,),
    check=check,
    before="""
        paths:
          /quilts/{id}:
            get:
              operationId: get_quilt
              responses:
                '204':
                  description: No content
    """,
    after="""
        paths:
          /quilts/{id}:
            get:
              operationId: get_quilt
              responses:
                '204':
                  description: No content
              parameters:
                - name: id
                  in: path
                  required: true
                  schema:
                    type: string
    """,
)
