"""Credentials that are declared as header parameters."""

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import Endpoint
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing, mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints

_CREDENTIAL = re.compile(r"authorization|(x-)?(api-?key|auth-token|access-token)", re.IGNORECASE)
# A vendor-specific name; next to another credential, it is the key of a different vendor.
_OWN_CREDENTIAL = re.compile(r"\w+-(api-?key|auth-token|access-token)", re.IGNORECASE)
_IN_AUTHORIZATION = ("http", "oauth2", "openIdConnect")
_SCHEMES: tuple[tuple[re.Pattern[str], str, dict[str, str]], ...] = (
    (re.compile(r"\bbearer\b", re.IGNORECASE), "bearerAuth", {"type": "http", "scheme": "bearer"}),
    (re.compile(r"\bbasic\b", re.IGNORECASE), "basicAuth", {"type": "http", "scheme": "basic"}),
)


def check(node: Cursor) -> Iterator[Problem]:
    """Report header parameters that carry credentials."""
    for operation, pointer, parameter in credentials(node):
        message = f"header parameter {parameter['name']!r} is a credential; use a security scheme"
        yield Problem(message, pointer, (*_security(node, operation, parameter), Remove(pointer)))


def credentials(node: Cursor) -> Iterator[tuple[Endpoint, Pointer, dict[str, Any]]]:
    """Yield the header parameters that are credentials: operation, pointer and parameter."""
    for operation in node.once(endpoints):
        headers = list(_headers(node, operation))
        usual = [each for each in headers if _CREDENTIAL.fullmatch(str(each[2].get("name")))]
        if usual or operation.value.get("security") or node.value.get("security"):
            yield from usual
        else:
            own = (each for each in headers if _OWN_CREDENTIAL.fullmatch(str(each[2].get("name"))))
            yield from own


def _headers(
    node: Cursor, operation: Endpoint
) -> Iterator[tuple[Endpoint, Pointer, dict[str, Any]]]:
    for index, value in enumerate(listing(operation.value.get("parameters"))):
        parameter = mapping(node.resolve(value))
        if parameter.get("in") == "header":
            yield operation, (*operation.pointer, "parameters", index), parameter


def _security(node: Cursor, operation: Endpoint, parameter: dict[str, Any]) -> Iterator[Edit]:
    """Declare the scheme if it is missing, and require it for the operation."""
    name = _declared_scheme(node, str(parameter["name"]).lower())
    if not name:
        name, scheme = _scheme(parameter)
        yield _declaration(node, name, scheme)
    if "security" not in operation.value and "security" not in node.value:
        requirement: dict[str, list[str]] = {name: []}
        optional = [] if parameter.get("required") else [dict[str, list[str]]()]
        yield Set((*operation.pointer, "security"), [requirement, *optional])


def _declared_scheme(node: Cursor, header: str) -> str:
    """Return the name of the declared scheme that uses this header, or an empty text."""
    schemes = mapping(node.mapping("components").get("securitySchemes"))
    for name, scheme in schemes.items():
        scheme = mapping(scheme)
        is_key = scheme.get("in") == "header" and str(scheme.get("name")).lower() == header
        if is_key or (header == "authorization" and scheme.get("type") in _IN_AUTHORIZATION):
            return name
    return ""


def _declaration(node: Cursor, name: str, scheme: dict[str, str]) -> Edit:
    components = node.value.get("components")
    if not isinstance(components, dict):
        return Set(("components",), {"securitySchemes": {name: scheme}})
    if not isinstance(components.get("securitySchemes"), dict):
        return Set(("components", "securitySchemes"), {name: scheme})
    return Set(("components", "securitySchemes", name), scheme)


def _scheme(parameter: dict[str, Any]) -> tuple[str, dict[str, str]]:
    description = str(parameter.get("description") or "").strip()
    documentation = {"description": description} if description else {}
    if parameter["name"].lower() == "authorization":
        for pattern, name, scheme in _SCHEMES:
            if pattern.search(description):
                return name, {**scheme, **documentation}
    return "apiKeyAuth", {
        "type": "apiKey",
        "in": "header",
        "name": parameter["name"],
        **documentation,
    }


RULE = Rule(
    summary="credentials that are declared as header parameters",
    why="OpenAPI has security schemes for credentials, and requires tools to ignore header "
    "parameters named Authorization. The client would need the key as an argument of every call.",
    fix=Fix.SAFE,
    on=Kind.DOCUMENT,
    check=check,
    before="""
        paths:
          /jobs:
            get:
              operationId: list_jobs
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
              responses: {'204': {description: Done}}
        components:
          schemas: {}
    """,
    after="""
        paths:
          /jobs:
            get:
              operationId: list_jobs
              parameters:
                - name: limit
                  in: query
                  schema:
                    type: integer
              responses: {'204': {description: Done}}
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
