"""Paths with a trailing slash."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import path_of, paths


def check(node: Cursor) -> Iterator[Problem]:
    """Report paths with a trailing slash if most paths of the API have none."""
    path = path_of(node)
    if path is None or len(node.pointer) != 2 or not _has_slash(path):
        return
    known = node.once(paths)
    is_twin = path.rstrip("/") in known
    if not is_twin and 2 * sum(map(_has_slash, known)) < len(known):
        yield Problem(f"{path} ends with a slash; most other paths do not", node.pointer)


def _has_slash(path: str) -> bool:
    return path.endswith("/") and path != "/"


RULE = Rule(
    summary="paths with a trailing slash where most others have none",
    why="Many servers treat it as a different path and respond with 404, or with a redirect that "
    "turns a POST into a GET.",
    severity=Severity.WARNING,
    on=Kind.PATH_ITEM,
    shown=Kind.DOCUMENT,
    check=check,
    before="""
        paths:
          /quilts:
            get: {operationId: list_quilts, responses: {'204': {description: No content}}}
          /patches:
            get: {operationId: list_patches, responses: {'204': {description: No content}}}
          /threads/:
            get: {operationId: list_threads, responses: {'204': {description: No content}}}
    """,
)
