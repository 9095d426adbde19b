"""What a value of the wrong type means: a text for an object, one object for a list, and so on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from specquilt.openapi.keywords import TYPES
from specquilt.openapi.kinds import LIST, MAP, Child, Kind

NOTHING: Final = object()
"""There is no way to read a value."""


_TEXT_KEYS = {
    Kind.SERVER: "url",
    Kind.EXTERNAL_DOCS: "url",
    Kind.TAG: "name",
    Kind.LICENSE: "name",
    Kind.CONTACT: "name",
    Kind.XML: "name",
    Kind.INFO: "title",
    Kind.DISCRIMINATOR: "propertyName",
    Kind.RESPONSE: "description",
    Kind.SERVER_VARIABLE: "default",
    Kind.OPERATION: "description",
}
"""The key that a text stands for where it is in place of an object."""

_NAME_KEYS = {
    Kind.PARAMETER: "name",
    Kind.TAG: "name",
    Kind.SERVER: "description",
}
"""The key that the name of an entry stands for where a mapping is in place of a list."""


def as_object(kind: Kind, value: Any) -> Any:
    """Return the object that a value stands for."""
    if value is None or value in ([], ""):
        return {}
    if kind is Kind.EXAMPLE:
        return {"value": value}
    if isinstance(value, list):
        return _of_several(kind, value)
    return _of_scalar(kind, value)


def as_container(child: Child, value: Any) -> Any:
    """Return the list or mapping of objects that a value stands for."""
    if value is None or value in ([], {}, ""):
        return {} if child.many == MAP else []
    return _CONTAINERS[child.many](child, value)


def as_texts(value: Any) -> Any:
    """Return the list of texts that a value stands for."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, dict) else [value]


def as_text(value: Any) -> Any:
    """Return the text that a list of texts, or a text in several languages, stands for."""
    items = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        return NOTHING
    if isinstance(value, dict):
        return value.get("en", items[0]) if items else NOTHING
    return "\n".join(items)


def as_texts_by_name(value: Any) -> Any:
    """Return the mapping of texts that a list of names, or nothing, stands for."""
    if value is None:
        return {}
    is_list_of_names = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return dict.fromkeys(value, "") if is_list_of_names else NOTHING


def as_requirements(value: Any) -> Any:
    """Return the security requirements that one of them, or the name of a scheme, stands for."""
    if value is None:
        return NOTHING
    return [value] if isinstance(value, dict | str) else NOTHING


def as_requirement(value: Any) -> Any:
    """Return the security requirement that the name of a scheme stands for."""
    return {value: []} if isinstance(value, str) and value else NOTHING


def _of_scalar(kind: Kind, value: Any) -> Any:
    if not isinstance(value, str):
        key = _TEXT_KEYS.get(kind)
        return {key: str(value)} if key and not isinstance(value, dict) else NOTHING
    if "#/" in value:
        return {"$ref": value}
    if kind is Kind.SCHEMA:
        return _schema_of(value)
    return {_TEXT_KEYS[kind]: value} if kind in _TEXT_KEYS else NOTHING


def _schema_of(text: str) -> Any:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return {"type": text.lower()} if text.lower() in TYPES else NOTHING


def _of_several(kind: Kind, values: list[Any]) -> Any:
    if len(values) == 1 and isinstance(values[0], dict | str):
        return values[0]
    if all(isinstance(value, dict) and len(value) == 1 for value in values):
        return {key: inner for value in values for key, inner in value.items()}
    return {"anyOf": values} if kind is Kind.SCHEMA else NOTHING


def _as_list(child: Child, value: Any) -> Any:
    key = _NAME_KEYS.get(child.kind)
    if key and isinstance(value, dict) and all(isinstance(item, dict) for item in value.values()):
        return [{key: name, **item} for name, item in value.items()]
    return [value]


def _as_map(child: Child, value: Any) -> Any:
    if isinstance(value, list):
        return _map_of_list(child, value)
    if child.kind is Kind.MEDIA_TYPE and isinstance(value, str) and "/" in value:
        return {value: {}}
    return {"default": value} if child.kind is Kind.EXAMPLE else NOTHING


def _map_of_list(child: Child, values: list[Any]) -> Any:
    if child.kind is Kind.EXAMPLE:
        return {str(number): {"value": value} for number, value in enumerate(values, 1)}
    if child.kind is Kind.MEDIA_TYPE and all(isinstance(value, str) for value in values):
        return {value: {} for value in values}
    if not all(isinstance(value, dict) for value in values):
        return NOTHING
    if all(isinstance(value.get("name"), str) for value in values):
        return {value["name"]: {k: v for k, v in value.items() if k != "name"} for value in values}
    if all(map(_is_beside_its_name, values)):
        return {next(iter(value)): dict([*value.items()][1:]) for value in values}
    return _of_several(Kind.VALUE, values)


def _is_beside_its_name(value: dict[str, Any]) -> bool:
    """Return whether an entry of a list is not indented below its name: ``- /quilts:``."""
    return len(value) > 1 and next(iter(value.values())) is None


_CONTAINERS: dict[str, Callable[[Child, Any], Any]] = {LIST: _as_list, MAP: _as_map}
