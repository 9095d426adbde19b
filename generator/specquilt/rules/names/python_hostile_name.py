"""Property names that Python or pydantic reserves."""

import re
from collections.abc import Iterator
from functools import lru_cache

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.words import snake
from specquilt.python.names.reserved import ATTRIBUTES, KEYWORDS, attribute_needs_other_name
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report properties named like keywords, builtins or attributes that every model has."""
    for name in node.mapping("properties"):
        reason = _reason(name)
        if reason and name not in (reported := node.once(_reported)):
            reported.add(name)
            message = f"property {name!r} {reason}; the client uses another name"
            yield Problem(message, node.pointer_to("properties", name))


@lru_cache(maxsize=10_000)
def _reason(name: str) -> str:
    plain = snake(name)
    reasons = (
        (name in KEYWORDS or plain in KEYWORDS, "is a Python keyword"),
        (plain in ATTRIBUTES, "hides a Python builtin"),
        (attribute_needs_other_name(plain), "conflicts with an attribute of pydantic models"),
        (not re.match(r"[^\W\d]", name), "does not start with a letter"),
        (name.startswith("_"), "starts with an underscore, like a private attribute"),
    )
    return next((reason for is_so, reason in reasons if is_so), "")


def _reported(_document: Document) -> set[str]:
    """Return an empty set for the document: each name is reported once."""
    return set()


RULE = Rule(
    summary="property names that Python or pydantic reserves",
    why="The attribute in the client gets a slightly different name; requests and responses keep "
    "the original. A field named `float` could even change the types of other fields.",
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
