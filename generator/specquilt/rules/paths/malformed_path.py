"""A path that is no path template."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import path_of, template_names


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a query, a missing slash, and braces that hold no name or the same name twice."""
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
        (not path.startswith("/"), f"path {path!r} does not begin with a slash"),
        ("?" in rest or "#" in rest, f"path {path!r} has a query or fragment in it"),
        ("{" in rest or "}" in rest, f"path {path!r} has a brace without its partner"),
        ("" in names, f"path {path!r} has braces without a name"),
        (len(set(names)) < len(names), f"path {path!r} has the same parameter twice"),
    )
    return next((message for is_so, message in faults if is_so), "")


RULE = Rule(
    summary="paths that are no path templates",
    why="A path begins with a slash and holds each parameter once, in braces (OpenAPI 3.1, section "
    "4.8.2.2); what follows a question mark belongs into query parameters.",
    on=Kind.PATH_ITEM,
    shown=Kind.DOCUMENT,
    check=check,
    before="""
        paths:
          /quilts?fields=all:
            get:
              operationId: list_quilts
              responses:
                '204':
                  description: None there
    """,
)
