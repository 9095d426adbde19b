"""Path parameters with several types."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import METHODS, Kind
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing, mapping
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report path parameters whose type differs between the methods of a path."""
    first: dict[str, tuple[str, Any]] = {}
    for pointer, method, parameter in _path_parameters(node):
        name, type_ = str(parameter.get("name")), _type(node, parameter)
        other, other_type = first.setdefault(name, (method, type_))
        if type_ != other_type:
            message = (
                f"type of path parameter {name!r} is {_label(type_)} here, but {_label(other_type)}"
            )
            yield Problem(f"{message} in {other.upper()}", pointer)


def _path_parameters(node: Cursor) -> Iterator[tuple[Pointer, str, dict[str, Any]]]:
    for method in METHODS:
        declared = listing(node.mapping(method).get("parameters"))
        for index, parameter in enumerate(declared):
            parameter = mapping(node.resolve(parameter))
            if parameter.get("in") == "path":
                yield node.pointer_to(method, "parameters", index), method, parameter


def _type(node: Cursor, parameter: dict[str, Any]) -> tuple[Any, Any]:
    schema = mapping(node.resolve(parameter.get("schema")))
    return schema.get("type"), schema.get("format")


def _label(type_: tuple[Any, Any]) -> str:
    return " ".join(str(part) for part in type_ if part) or "any"


RULE = Rule(
    summary="path parameters whose type differs between the methods of a path",
    why="It is the same part of the same URL, so one of the types is wrong.",
    severity=Severity.WARNING,
    on=Kind.PATH_ITEM,
    check=check,
    before="""
        get:
          operationId: get_quilt
          parameters:
            - {name: id, in: path, required: true, schema: {type: integer}}
          responses: {'204': {description: No content}}
        delete:
          operationId: delete_quilt
          parameters:
            - {name: id, in: path, required: true, schema: {type: string}}
          responses: {'204': {description: Deleted}}
    """,
)
