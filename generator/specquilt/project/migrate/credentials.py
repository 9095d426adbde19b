"""Servers, credentials and their environment variables, as changes to the API document."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.document import clone
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping
from specquilt.openapi.words import snake
from specquilt.project.migrate.plan import PlanStep

_VARIABLE = "x-specquilt-env"
_FIRST = ("", "value", "username", "client_id", "token")
"""Roles of the credential that a variable can be given to: others have the usual one."""


def scheme(data: dict[str, Any], step: PlanStep) -> str:
    """Add a security scheme that the document lacks."""
    _schemes(data).setdefault(step.subject, clone(step.value))
    return ""


def security(data: dict[str, Any], step: PlanStep) -> str:
    """Set the security requirements of the document."""
    known = _schemes(data)
    missing = [name for each in step.value for name in each if name not in known]
    if missing:
        return f"the API document has no security scheme {missing[0]!r}"
    data["security"] = clone(step.value)
    return ""


def servers(data: dict[str, Any], step: PlanStep) -> str:
    """Set the servers; those that the document describes keep their description."""
    known = {str(each.get("url")).rstrip("/"): each for each in listing(data.get("servers"))}
    data["servers"] = [known.get(each["url"].rstrip("/"), each) for each in clone(step.value)]
    return ""


def base_variable(data: dict[str, Any], step: PlanStep) -> str:
    """Name the environment variable of the base URL."""
    found = listing(data.get("servers"))
    if not found:
        return "the API document has no server"
    found[0][_VARIABLE] = step.value
    return ""


def variable(data: dict[str, Any], step: PlanStep) -> str:
    """Name the environment variable of a credential."""
    name, role = step.value
    found = _found(data, step.subject)
    if not found:
        return f"the API document has no security scheme {step.subject!r}"
    if role not in _FIRST:
        return "only the first credential of a scheme has a variable of your choice"
    if any(each.get(_VARIABLE, name) != name for each in found):
        return f"the credential is read from {found[0][_VARIABLE]} already"
    for each in found:
        each[_VARIABLE] = name
    return ""


def variables(data: dict[str, Any], step: PlanStep) -> str:
    """Name the environment variables of all credentials by a prefix: ``PREFIX_API_KEY``."""
    found = {name: mapping(follow(data, each)) for name, each in _schemes(data).items()}
    for name, each in found.items():
        credential = "username" if each.get("scheme") == "basic" else snake(name)
        if each.get("type") != "oauth2":
            each.setdefault(_VARIABLE, f"{step.value.rstrip('_')}_{credential}".upper())
    return "" if found else "the API document has no security scheme"


def _found(data: dict[str, Any], subject: str) -> list[dict[str, Any]]:
    """Return the schemes of a name; or of ``type:http`` if that is no name but a type."""
    kind, _, detail = subject.partition(":")
    schemes = {name: follow(data, value) for name, value in _schemes(data).items()}
    if subject in schemes:
        return [schemes[subject]] if isinstance(schemes[subject], dict) else []
    return [each for each in schemes.values() if detail and _is(mapping(each), kind, detail)]


def _is(value: dict[str, Any], kind: str, detail: str) -> bool:
    declared = value.get("scheme") if kind == "http" else value.get("name")
    return value.get("type") == kind and str(declared).lower() == detail.lower()


def _schemes(data: dict[str, Any]) -> dict[str, Any]:
    components = data.setdefault("components", {})
    found = components.setdefault("securitySchemes", {})
    return found if isinstance(found, dict) else {}
