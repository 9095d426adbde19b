"""Versions that are the exporter's id of an endpoint."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import METHODS, Kind
from specquilt.openapi.operations import CALL
from specquilt.openapi.pointer import resolve
from specquilt.openapi.words import snake
from specquilt.python.names.reserved import identifier
from specquilt.rules.engine.rule import Problem, Rule

UNVERSIONED = "unversioned"
_ENDPOINT = re.compile(r"endpoint_(?P<path>[^.]*)\.(?P<method>.+)")


def check(node: Cursor) -> Iterator[Problem]:
    """Report versions such as ``endpoint_datasets.getUsage``, the id of an endpoint."""
    info = node.value.get("info")
    version = info.get("version") if isinstance(info, dict) else None
    endpoint = _ENDPOINT.fullmatch(version) if isinstance(version, str) else None
    if endpoint:
        call = _call(endpoint)
        message = f"version {version!r} is the id of the endpoint {call}()"
        edits = (Set(("info", "version"), UNVERSIONED), *_name_operation(node, call))
        yield Problem(message, ("info", "version"), edits)


def _call(endpoint: re.Match[str]) -> str:
    groups = [part for part in endpoint["path"].split("/") if part]
    return ".".join(identifier(snake(part)) for part in (*groups, endpoint["method"]))


def _name_operation(node: Cursor, call: str) -> Iterator[Edit]:
    """Set the operationId and the call, if the fragment has exactly one operation."""
    operations = [
        ("paths", path, method)
        for path, item in (node.value.get("paths") or {}).items()
        for method in METHODS
        if isinstance(item, dict) and isinstance(item.get(method), dict)
    ]
    if len(operations) == 1:
        yield Set((*operations[0], "operationId"), call.replace(".", "_"))
        if CALL not in resolve(node.value, operations[0]):
            yield Set((*operations[0], CALL), call)


RULE = Rule(
    summary="versions that are ids of endpoints",
    why="The version of an API is not the id of one endpoint. Documentation exporters write the "
    "id there. The fix uses it as the operationId, because short operationIds such as `get` "
    "collide between pages.",
    fix=Fix.SAFE,
    on=Kind.DOCUMENT,
    keys=("info",),
    check=check,
    before="""
        info:
          title: Get Dataset Usage
          version: endpoint_datasets.getUsage
        paths:
          /v1/datasets/usage:
            get:
              operationId: get-usage
              responses: {'204': {description: Done}}
    """,
    after="""
        info:
          title: Get Dataset Usage
          version: unversioned
        paths:
          /v1/datasets/usage:
            get:
              operationId: datasets_get_usage
              responses: {'204': {description: Done}}
              x-specquilt-call: datasets.get_usage
    """,
)
