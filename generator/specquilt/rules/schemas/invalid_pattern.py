"""A pattern that cannot be read."""

import re
import warnings
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

# ECMAScript has these, Python does not: no fault of the document.
_OTHER_DIALECT = re.compile(r"\\[pPcukxQEzGRKhH]|\(\?<[\w]|\(\?[a-z-]+[:)]|[*+?}]\+|\[\[|\(\?>")


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a `pattern` that is no regular expression in any dialect."""
    pattern = node.value.get("pattern")
    if isinstance(pattern, str) and not _OTHER_DIALECT.search(pattern):
        fault = _fault(pattern)
        if fault:
            yield Problem(
                f"the pattern is no regular expression: {fault}", node.pointer_to("pattern")
            )


def _fault(pattern: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""


RULE = Rule(
    summary="patterns that are no regular expressions",
    why="Validators refuse the document, and a module with such a pattern fails as soon as it is "
    "imported.",
    on=Kind.SCHEMA,
    keys=("pattern",),
    check=check,
    before="""
        type: string
        pattern: '^[a-z'
    """,
)
