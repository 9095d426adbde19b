"""The keys of ``[limits]``: one for each limit."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.limits import LIMITS
from specquilt.project.key import Key, Values
from specquilt.project.value_types import Number

TABLE = "limits"


def as_number(value: Any, _folder: str | None) -> int:
    """Return a number."""
    return int(value)


def _limit(name: str) -> Key[int]:
    most, what = LIMITS[name]
    comment = f"How many {what} a document may have."
    return Key(f"{TABLE}.{name}", Number(), as_number, comment, example=2 * most, default=most)


class LimitSettings(Values):
    """How much a document may have of anything."""

    max_operations = _limit("operations")
    max_paths = _limit("paths")
    max_schemas = _limit("schemas")
    max_named_schemas = _limit("named-schemas")
    max_parameters = _limit("parameters")
    max_responses = _limit("responses")
    max_tags = _limit("tags")
    max_servers = _limit("servers")
    max_files = _limit("files")
    max_properties = _limit("properties")
    max_enum_values = _limit("enum-values")
    max_schema_parts = _limit("schema-parts")
    max_operation_parameters = _limit("operation-parameters")
    max_operation_tags = _limit("operation-tags")

    @property
    def limits(self) -> dict[str, int]:
        """All limits, by key."""
        keys = [key for key in self.all_keys() if key.table == TABLE]
        return {key.name: getattr(self, key.attribute) for key in keys}
