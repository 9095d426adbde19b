"""Credentials documented as an ordinary header parameter."""

import re
from collections.abc import Iterator
from typing import Any

from specquilt.document import Edit, Remove, Set
from specquilt.finding import Fix
from specquilt.pointer import Pointer
from specquilt.rules._rule import Problem, Rule
from specquilt.walk import METHODS, Kind, Node

_CREDENTIAL_HEADERS = {"authorization", "x-api-key", "api-key", "x-auth-token"}
_SCHEMES: tuple[tuple[re.Pattern[str], str, dict[str, str]], ...] = (
    (re.compile(r"\bbearer\b", re.IGNORECASE), "bearerAuth", {"type": "http", "scheme": "bearer"}),
    (re.compile(r"\bbasic\b", re.IGNORECASE), "basicAuth", {"type": "http", "scheme": "basic"}),
)


def check(node: Node) -> Iterator[Problem]:
    """Look for a header parameter that only carries the key."""
    for path, item in _mappings(node.value.get("paths")):
        for method in METHODS:
            operation = item.get(method)
            if isinstance(operation, dict):
                yield from _in_operation(node, ("paths", path, method), operation)


def _mappings(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, item in value.items() if isinstance(value, dict) else ():
        if isinstance(item, dict):
            yield key, item


def _in_operation(node: Node, pointer: Pointer, operation: dict[str, Any]) -> Iterator[Problem]:
    parameters = operation.get("parameters")
    for index, value in enumerate(parameters if isinstance(parameters, list) else ()):
        parameter = node.resolve(value)
        if _is_credential(parameter):
            place = (*pointer, "parameters", index)
            message = f"the key is a header parameter ({parameter['name']}) of the operation"
            scheme_edits = _security(node, pointer, operation, parameter)
            yield Problem(message, place, (*scheme_edits, Remove(place)))


def _is_credential(parameter: Any) -> bool:
    return (
        isinstance(parameter, dict)
        and parameter.get("in") == "header"
        and str(parameter.get("name")).lower() in _CREDENTIAL_HEADERS
    )


def _security(
    node: Node, pointer: Pointer, operation: dict[str, Any], parameter: dict[str, Any]
) -> Iterator[Edit]:
    """Declare the scheme where it is missing, and require it for this operation."""
    name, scheme = _scheme(parameter)
    components = node.value.get("components")
    if not isinstance(components, dict):
        yield Set(("components",), {"securitySchemes": {name: scheme}})
    elif not isinstance(components.get("securitySchemes"), dict):
        yield Set(("components", "securitySchemes"), {name: scheme})
    elif name not in components["securitySchemes"]:
        yield Set(("components", "securitySchemes", name), scheme)
    if "security" not in operation and "security" not in node.value:
        requirement: dict[str, list[str]] = {name: []}
        optional = [] if parameter.get("required") else [dict[str, list[str]]()]
        yield Set((*pointer, "security"), [requirement, *optional])


def _scheme(parameter: dict[str, Any]) -> tuple[str, dict[str, str]]:
    description = str(parameter.get("description") or "").strip()
    words = {"description": description} if description else {}
    if parameter["name"].lower() == "authorization":
        for pattern, name, scheme in _SCHEMES:
            if pattern.search(description):
                return name, {**scheme, **words}
    return "apiKeyAuth", {"type": "apiKey", "in": "header", "name": parameter["name"], **words}


RULE = Rule(
    summary="credentials as a header parameter of each operation",
    why="OpenAPI has security schemes for this, and says that a header parameter named "
    "Authorization is to be ignored; a client would ask for the key in every call.",
    fix=Fix.SAFE,
    on=Kind.DOCUMENT,
    check=check,
    before="""
        paths:
          /jobs:
            get:
              parameters:
                - name: Authorization
                  in: header
                  description: Bearer authentication of the form `Bearer <token>`.
                  required: true
                  schema:
                    type: string
                - name: limit
                  in: query
                  schema:
                    type: integer
              responses: {}
        components:
          schemas: {}
    """,
    after="""
        paths:
          /jobs:
            get:
              parameters:
                - name: limit
                  in: query
                  schema:
                    type: integer
              responses: {}
              security:
                - bearerAuth: []
        components:
          schemas: {}
          securitySchemes:
            bearerAuth:
              type: http
              scheme: bearer
              description: Bearer authentication of the form `Bearer <token>`.
    """,
)
