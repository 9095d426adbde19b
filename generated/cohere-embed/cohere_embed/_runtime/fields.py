"""Fields of a response by dotted wire name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast


def field_at(value: Any, path: str) -> Any:
    """Return the field, or None if any step of the path is missing.

    Args:
        value: A model or mapping.
        path: Wire names or Python names, joined by dots; empty for the value itself. A field whose
            own name has dots, such as ``@odata.nextLink``, takes precedence.
    """
    if "." in path and (whole := _field(value, path)) is not None:
        return whole
    for name in path.split(".") if path else ():
        value = _field(value, name)
        if value is None:
            return None
    return value


def _field(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        return cast("Mapping[str, Any]", value).get(name)
    fields: Mapping[str, Any] = getattr(cast("object", type(value)), "model_fields", {})
    attribute = next((own for own, field in fields.items() if field.alias == name), name)
    return getattr(value, attribute, None)
