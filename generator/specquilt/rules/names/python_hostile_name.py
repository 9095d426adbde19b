"""A name that a Python class cannot use as it is."""

import re
from collections.abc import Iterator
from functools import lru_cache

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.naming import ATTRIBUTES, KEYWORDS, attribute_needs_other_name, snake
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look among properties for keywords, types, and attributes that every model has."""
    reported = node.once(_reported)
    for name in node.mapping("properties"):
        reason = _reason(name)
        if reason and name not in reported:
            reported.add(name)
            message = f"property {name!r} {reason}: the client gives it another name"
            yield Problem(message, node.pointer_to("properties", name))


@lru_cache(maxsize=10_000)
def _reason(name: str) -> str:
    plain = snake(name)
    reasons = (
        (name in KEYWORDS or plain in KEYWORDS, "is a keyword of Python"),
        (plain in ATTRIBUTES, "hides a builtin of Python"),
        (attribute_needs_other_name(plain), "clashes with models of pydantic"),
        (not re.match(r"[^\W\d]", name), "begins with no letter"),
        (name.startswith("_"), "begins with an underscore, as private attributes do"),
    )
    return next((reason for is_so, reason in reasons if is_so), "")


def _reported(_document: Document) -> set[str]:
    """Start with none: one finding for each name is enough."""
    return set()


RULE = Rule(
    summary="property names that Python or pydantic keeps for itself",
    why="The attribute of the class has a slightly different name then; over the wire, nothing "
    "changes. A field called `float` can even break the type of its neighbours.",
    severity=Severity.INFO,
    on=Kind.SCHEMA,
    keys=("properties",),
    check=check,
    before="""
        type: object
        properties:
          from: {type: string}
    """,
)
