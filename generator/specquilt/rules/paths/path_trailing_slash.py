"""A slash at the end of a path."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import path_of, paths


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a slash at the end of a path in an API whose paths mostly have none."""
    path = path_of(node)
    if path is None or len(node.pointer) != 2 or not _has_slash(path):
        return
    known = node.once(paths)
    is_twin = path.rstrip("/") in known
    if not is_twin and 2 * sum(map(_has_slash, known)) < len(known):
        yield Problem(f"{path} ends with a slash, unlike the other paths", node.pointer)


def _has_slash(path: str) -> bool:
    return path.endswith("/") and path != "/"


RULE = Rule(
    summary="paths that end with a slash where others do not",
    why="To many servers they are another path: the call is answered with 404, or with a redirect "
    "that turns a POST into a GET.",
    severity=Severity.WARNING,
    on=Kind.PATH_ITEM,
    shown=Kind.DOCUMENT,
    check=check,
    before="""
        paths:
          /quilts:
            get: {operationId: list_quilts, responses: {'204': {description: None there}}}
          /patches:
            get: {operationId: list_patches, responses: {'204': {description: None there}}}
          /threads/:
            get: {operationId: list_threads, responses: {'204': {description: None there}}}
    """,
)
