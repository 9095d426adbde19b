"""Integer enums written as text."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.enums import unwrapped
from specquilt.rules.facts.pages import is_exported, samples
from specquilt.rules.facts.usage import components_of_requests, names_of_properties

_WHOLE = re.compile(r"-?(0|[1-9]\d*)")


def check(node: Cursor) -> Iterator[Problem]:
    """Report enums of digits that a code sample sends as numbers, or that only responses have."""
    values = [unwrapped(value) for value in node.listing("enum")]
    if node.value.get("type") != "string" or not values:
        return
    if not all(isinstance(value, str) and _WHOLE.fullmatch(value) for value in values):
        return
    if not is_exported(node):
        return
    sent = "".join(_as_sent(node, name) for name in _names(node))
    if "text" in sent or not (sent or _is_only_in_responses(node)):
        return
    numbers = [int(value) for value in values]
    edits = (Set(node.pointer_to("type"), "integer"), Set(node.pointer_to("enum"), numbers))
    reason = "a code sample sends a number" if sent else "exporters write integers as text"
    yield Problem(f"enum of type 'string' with integer values: {reason}", node.pointer, edits)


def _names(node: Cursor) -> set[str]:
    """Return the names of the properties that have the enum."""
    if node.pointer[-2:-1] == ("properties",):
        return {str(node.pointer[-1])}
    return node.once(names_of_properties).get(node.pointer, set())


def _as_sent(node: Cursor, name: str) -> str:
    """Return how code samples send a property: words "text" and "number", or an empty text."""
    field = re.compile(rf"""["']?\b{re.escape(name)}\b["']?\s*(?::|=>?)\s*(?P<quote>["']?)-?\d""")
    found = [field.search(sample) for sample in node.once(samples)]
    return " ".join("text" if each["quote"] else "number" for each in found if each)


def _is_only_in_responses(node: Cursor) -> bool:
    """Return whether only responses have the enum, so that reading numbers is safe."""
    if node.pointer[:2] == ("components", "schemas"):
        return str(node.pointer[2]) not in node.once(components_of_requests)
    return "responses" in node.pointer


RULE = Rule(
    summary="integer enums under `type: string`",
    why="A client rejects responses, because a number is not in an enum of strings. Documentation "
    "exporters write integers as strings. Requests would send the wrong type, too.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    shown=Kind.REQUEST_BODY,
    keys=("enum",),
    check=check,
    page="""
        # Make a quilt

        POST https://api.quilt.test/quilts/{id}

        ```python
        requests.post(url, json={"size": 2, "batch": "10"})
        ```
    """,
    before="""
        required: true
        content:
          application/json:
            schema:
              type: object
              properties:
                size: {type: string, enum: ['1', '2']}
                batch: {type: string, enum: ['10', '20']}
    """,
    after="""
        required: true
        content:
          application/json:
            schema:
              type: object
              properties:
                size: {type: integer, enum: [1, 2]}
                batch: {type: string, enum: ['10', '20']}
    """,
)
