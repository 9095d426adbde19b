"""Status codes in another spelling than OpenAPI's: `4xx`, `Default`."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import RenameKey
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_RANGE = re.compile(r"[1-5]xx", re.IGNORECASE)


def check(node: Cursor) -> Iterator[Problem]:
    """Report keys of `responses` that differ from a status code or `default` only in case."""
    responses = node.mapping("responses")
    for key in responses:
        meant = _meant(key)
        if meant != key and meant not in responses:
            at = node.pointer_to("responses", key)
            yield Problem(f"{key!r} must be written {meant!r}", at, (RenameKey(at, meant),))


def _meant(key: str) -> str:
    if _RANGE.fullmatch(key):
        return key.upper()
    return "default" if key.lower() == "default" else key


RULE = Rule(
    summary="status codes in another spelling, such as `4xx`",
    why="Ranges of status codes are written `4XX`. Other keys are invalid, and tools ignore them.",
    fix=Fix.SAFE,
    severity=Severity.ERROR,
    on=Kind.OPERATION,
    keys=("responses",),
    covers=("unevaluatedProperties", "additionalProperties"),
    check=check,
    before="""
        operationId: make
        responses: {'201': {description: Made}, 4xx: {description: Not made}}
    """,
    after="""
        operationId: make
        responses: {'201': {description: Made}, 4XX: {description: Not made}}
    """,
)
