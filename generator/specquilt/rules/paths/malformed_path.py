"""Paths that are not valid path templates."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.openapi.paths import template_names
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import path_of


def check(node: Cursor) -> Iterator[Problem]:
    """Report paths with a query, no leading slash, or invalid or duplicate parameters."""
    path = path_of(node)
    if path is None or len(node.pointer) != 2 or path.startswith("x-"):
        return
    message = _fault(path)
    if message:
        yield Problem(message, node.pointer)


def _fault(path: str) -> str:
    names = template_names(path)
    rest = path
    for name in names:
        rest = rest.replace(f"{{{name}}}", "", 1)
    faults = (
        (not path.startswith("/"), f"path {path!r} does not start with a slash"),
        ("?" in rest or "#" in rest, f"path {path!r} contains a query or a fragment"),
        ("{" in rest or "}" in rest, f"path {path!r} has an unmatched brace"),
        ("" in names, f"path {path!r} has a parameter without a name"),
        (len(set(names)) < len(names), f"path {path!r} has a duplicate parameter"),
    )
    return next((message for is_so, message in faults if is_so), "")


RULE = Rule(
    summary="paths that are not valid path templates",
    why="A path starts with a slash and contains each parameter once, in braces (OpenAPI 3.1, "
    "section 4.8.2.2). Use query parameters for the part after a question mark.",
    on=Kind.PATH_ITEM,
    shown=Kind.DOCUMENT,
    covers=("additionalProperties", "unevaluatedProperties"),
    check=check,
    before="""
        paths:
          /quilts?fields=all:
            get:
              operationId: list_quilts
              responses:
                '204':
                  description: No content
    """,
)
