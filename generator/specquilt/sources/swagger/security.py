"""Security schemes."""

from __future__ import annotations

from typing import Any

from specquilt.sources.swagger.part import Part, without

_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
_OF_FLOW = ("authorizationUrl", "tokenUrl", "scopes")


def security_scheme(part: Part) -> Part:
    """Convert a security scheme."""
    if not part.is_mapping:
        return part
    kind = part.value.get("type")
    if kind == "basic":
        made = part.at("type").made
        return part.made({**part.entries(), "type": made("http"), "scheme": made("basic")})
    is_flow = kind == "oauth2" and isinstance(part.value.get("flow"), str)
    return _oauth2(part) if is_flow else part


def _oauth2(part: Part) -> Part:
    entries = part.entries()
    flow = entries["flow"]
    found: dict[str, Any] = {key: entries[key] for key in _OF_FLOW if key in entries}
    name = _FLOWS.get(flow.value, flow.value)
    flows = part.made({name: part.made({"scopes": {}, **found})})
    return part.made({**without(entries, "flow", *_OF_FLOW), "flows": flows})
