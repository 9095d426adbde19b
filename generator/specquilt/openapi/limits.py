"""How much a document may have of anything: several times as much as the largest public ones.

The time of later stages grows with it, and that of the model generator faster than that.
"""

from __future__ import annotations

from collections.abc import Mapping

LIMITS: Mapping[str, tuple[int, str]] = {
    "operations": (5_000, "operations"),
    "paths": (5_000, "paths"),
    "schemas": (100_000, "schemas"),
    "named-schemas": (8_000, "named schemas"),
    "parameters": (50_000, "parameters"),
    "responses": (50_000, "responses"),
    "tags": (5_000, "tags"),
    "servers": (1_000, "servers"),
    "files": (20_000, "referenced files"),
    "properties": (1_500, "properties in one object"),
    "enum-values": (5_000, "values in one enum"),
    "schema-parts": (1_500, "schemas in one allOf, anyOf, oneOf or prefixItems"),
    "operation-parameters": (1_000, "parameters of one operation"),
    "operation-tags": (500, "tags of one operation"),
}
"""By the key of ``[limits]``: the default, and what is limited."""

DEFAULTS: Mapping[str, int] = {name: most for name, (most, _) in LIMITS.items()}


def advice(name: str, wanted: int) -> str:
    """Return how to go on with more than a limit allows, ready to paste."""
    return (
        "leave out operations with --include or --exclude, or allow it in specquilt.toml:\n"
        f"[limits]\n{name} = {wanted}"
    )
