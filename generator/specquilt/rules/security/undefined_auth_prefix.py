"""Descriptions of credentials without a prefix."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_UNDEFINED = ("undefined <", "undefined &lt;", "null <", "None <")


def check(node: Cursor) -> Iterator[Problem]:
    """Report ``undefined <token>`` in the description of a security scheme."""
    description = node.value.get("description")
    if isinstance(description, str) and any(word in description for word in _UNDEFINED):
        pointer = node.pointer_to("description")
        advice = (
            'look up what the API expects before the key, and pass both: api_key="Token …"; if it '
            "is Bearer, set `type: http` and `scheme: bearer` for the scheme in the overlay"
        )
        message = "the description of the credentials has an undefined prefix"
        yield Problem(message, pointer, (Remove(pointer),), advice)


RULE = Rule(
    summary="descriptions of credentials such as `undefined <token>`",
    why="The documentation exporter did not know the prefix, such as `Bearer`. Check whether the "
    "API requires one.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.SECURITY_SCHEME,
    keys=("description",),
    check=check,
    before="""
        type: apiKey
        in: header
        name: Authorization
        description: Header authentication of the form `undefined <token>`
    """,
    after="""
        type: apiKey
        in: header
        name: Authorization
    """,
)
