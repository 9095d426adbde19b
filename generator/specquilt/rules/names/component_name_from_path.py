"""Schema names that exporters build from paths, statuses and media types."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import RenameKey
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.words import pascal
from specquilt.rules.engine.rule import Problem, Rule

_RESPONSE = re.compile(r"(?P<call>.+)_Response_(?P<status>[1-5]\d\d)")
_POSITION = re.compile(
    r"(?P<head>.*?)(?:Get|Put|Post|Delete|Patch)?"
    r"(?P<side>RequestBody|Responses(?:[1-5]\d\d|Default))"
    r"Content(?:[A-Z][A-Za-z0-9]*?)Schema(?P<tail>.*)"
)
_SIDES = {"RequestBody": "Request"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report names such as ``datasets_create_Response_200``."""
    schemas = node.value.get("schemas")
    names = list(schemas) if isinstance(schemas, dict) else []
    taken = set(names)
    for name in names:
        better = _better(name)
        if better and better not in taken:
            taken.add(better)
            edit = RenameKey(node.pointer_to("schemas", name), better)
            message = (
                f"schema name {name!r} is built from the position of the schema; use {better!r}"
            )
            yield Problem(message, (*node.pointer, "schemas", name), (edit,))


def _better(name: str) -> str:
    response = _RESPONSE.fullmatch(name)
    if response:
        return f"{pascal(response['call'])}Response"
    position = _POSITION.fullmatch(name)
    if position and position["head"]:
        side = _SIDES.get(position["side"], "Response")
        return f"{pascal(position['head'])}{side}{position['tail']}"
    return ""


RULE = Rule(
    summary="schema names built from paths, statuses and media types",
    why="The name becomes a class name, so it should say what the schema is, not where it is used.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.COMPONENTS,
    keys=("schemas",),
    check=check,
    before="""
        schemas:
          datasets_getUsage_Response_200:
            type: object
          V2EmbedPostRequestBodyContentApplicationJsonSchemaTruncate:
            type: string
    """,
    after="""
        schemas:
          DatasetsGetUsageResponse:
            type: object
          V2EmbedRequestTruncate:
            type: string
    """,
)
