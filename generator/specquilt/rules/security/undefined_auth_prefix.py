"""A description that is made of nothing."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_NOTHING = ("undefined <", "undefined &lt;", "null <", "None <")


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``undefined <token>`` in the description of a security scheme."""
    description = node.value.get("description")
    if isinstance(description, str) and any(word in description for word in _NOTHING):
        pointer = node.pointer_to("description")
        advice = (
            "look up how the vendor wants the key to be sent; correct the scheme in the overlay"
        )
        message = "the description of the credentials has lost their prefix"
        yield Problem(message, pointer, (Remove(pointer),), advice)


RULE = Rule(
    summary="descriptions of credentials like `undefined <token>`",
    why="The exporter had no prefix to print. Nobody should read this text in the documentation of "
    "a client, and whether the key needs a prefix is worth a look.",
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
