"""Names and descriptions of enum values for the clients of other generators."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.plural import counted
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.values import mapping, plain_text
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.hints import keys_of

_KEYS = keys_of("declared-enum")


def check(node: Cursor) -> Iterator[Problem]:
    """Report enums whose values mean more than they say, unless the description says it."""
    from specquilt.rules.facts.declared_values import meanings

    found = [key for key in _KEYS if key in node.value]
    said = meanings(node, found) if node.listing("enum") else {}
    place = _described(node)
    text = plain_text(mapping(resolve(node.document.data, place)).get("description"))
    missing = {value: meaning for value, meaning in said.items() if meaning not in text}
    if not missing:
        return
    lines = [f"- `{value}`: {meaning}" for value, meaning in missing.items()]
    description = "\n".join([text, "", *lines] if text else lines)
    message = f"the document explains {counted(len(missing), 'value')} of this enum"
    yield Problem(message, node.pointer_to(found[0]), (Set((*place, "description"), description),))


def _described(node: Cursor) -> Pointer:
    """Return what readers see the description of: the parameter or the list that has the enum."""
    place = node.pointer
    while place[-1] == "items" and place[-2] != "properties":
        place = place[:-1]
    is_parameter = place[-1] == "schema" and "parameters" in place[-3:-1]
    return place[:-1] if is_parameter else place


RULE = Rule(
    summary="enum values that are explained for other generators only",
    why="The values of an enum are typed as they are sent, so there is no place for other names. The fix "
    "writes what the names and descriptions add into the description, which becomes a docstring.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=_KEYS,
    check=check,
    before="""
        description: State of a quilt.
        type: integer
        enum: [0, 1]
        x-enum-varnames: [Planned, Sewn]
    """,
    after="""
        description: |-
          State of a quilt.

          - `0`: Planned
          - `1`: Sewn
        type: integer
        enum: [0, 1]
        x-enum-varnames: [Planned, Sewn]
    """,
)
