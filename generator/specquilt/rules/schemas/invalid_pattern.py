"""Patterns that are not valid regular expressions."""

import re
import warnings
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

# Valid in ECMAScript or other dialects, but not in Python: not an error of the document.
_OTHER_DIALECT = re.compile(r"\\[pPcukxQEzGRKhH]|\(\?<[\w]|\(\?[a-z-]+[:)]|[*+?}]\+|\[\[|\(\?>")


def check(node: Cursor) -> Iterator[Problem]:
    """Report a `pattern` that is not a valid regular expression in any dialect."""
    pattern = node.value.get("pattern")
    if isinstance(pattern, str) and not _OTHER_DIALECT.search(pattern):
        fault = _fault(pattern)
        if fault:
            yield Problem(f"invalid regular expression: {fault}", node.pointer_to("pattern"))


def _fault(pattern: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""


RULE = Rule(
    summary="patterns that are not valid regular expressions",
    why="Validators reject the document, and a Python module with such a pattern fails on import.",
    on=Kind.SCHEMA,
    keys=("pattern",),
    check=check,
    before="""
        type: string
        pattern: '^[a-z'
    """,
)
