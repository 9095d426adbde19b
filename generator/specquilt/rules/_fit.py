"""Does a value fit a schema? Types, choices, bounds and shapes; neither formats nor patterns.

It only says no when that is certain, so it may be asked about any document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from specquilt.pointer import Pointer
from specquilt.rules._enum import unwrapped
from specquilt.walk import follow, listing, mapping

MAX_DEPTH = 12


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_KINDS: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_number(value) and value == int(value),
    "number": _is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


@dataclass(frozen=True)
class Misfit:
    """The first place inside a value that does not fit, and why."""

    at: Pointer
    message: str


def misfit(root: dict[str, Any], schema: Any, value: Any) -> Misfit | None:
    """Return what is wrong with a value; nothing if it fits, or if nobody can tell.

    Args:
        root: the document, for references.
        schema: the schema, or a reference to it.
        value: the value, as in JSON.
    """
    return next(_misfits(root, schema, value, ()), None)


def _misfits(root: dict[str, Any], schema: Any, value: Any, at: Pointer) -> Iterator[Misfit]:
    schema = follow(root, schema)
    if not isinstance(schema, dict) or "$ref" in schema or len(at) > MAX_DEPTH:
        return
    if value is None and schema.get("nullable") is True:
        return
    for message in _plain_faults(schema, value):
        yield Misfit(at, message)
        return
    yield from _in_choices(root, schema, value, at)
    yield from _in_parts(root, schema, value, at)


def _plain_faults(schema: dict[str, Any], value: Any) -> Iterator[str]:
    names = _types(schema)
    if names and not any(_KINDS[name](value) for name in names):
        yield f"{_shown(value)} is no {' or '.join(names)}"
    if "enum" in schema and not _is_among(
        value, [unwrapped(item) for item in listing(schema["enum"])]
    ):
        yield f"{_shown(value)} is none of the values of the enum"
    if "const" in schema and not _is_among(value, [schema["const"]]):
        yield f"{_shown(value)} is not {_shown(schema['const'])}"
    for keyword, (measure, is_kept, words) in _BOUNDS.items():
        bound, size = schema.get(keyword), measure(value)
        if size is not None and _is_number(bound) and not is_kept(size, bound):
            yield f"{_shown(value)} is {words} {bound}"


def _types(schema: dict[str, Any]) -> list[str]:
    """Return the names of the types; none if one of them is unknown."""
    types = schema.get("type")
    names: list[Any] = types if isinstance(types, list) else [types]
    return names if all(isinstance(name, str) and name in _KINDS for name in names) else []


def _in_choices(
    root: dict[str, Any], schema: dict[str, Any], value: Any, at: Pointer
) -> Iterator[Misfit]:
    for part in listing(schema.get("allOf")):
        yield from _misfits(root, part, value, at)
    for keyword in ("anyOf", "oneOf"):
        variants = listing(schema.get(keyword))
        if variants and all(any(_misfits(root, each, value, at)) for each in variants):
            yield Misfit(at, f"{_shown(value)} fits no variant")


def _in_parts(
    root: dict[str, Any], schema: dict[str, Any], value: Any, at: Pointer
) -> Iterator[Misfit]:
    if isinstance(value, dict):
        properties = mapping(schema.get("properties"))
        for key, item in value.items():
            if key in properties:
                yield from _misfits(root, properties[key], item, (*at, key))
        for name in listing(schema.get("required")):
            if isinstance(name, str) and name not in value and not _is_one_way(properties, name):
                yield Misfit(at, f"{name!r} is missing")
    if isinstance(value, list) and "prefixItems" not in schema:
        for index, item in enumerate(value):
            yield from _misfits(root, schema.get("items"), item, (*at, index))


def _is_one_way(properties: dict[str, Any], name: str) -> bool:
    """Say whether a property is only in requests or only in responses: then it may be missing."""
    schema = mapping(properties.get(name))
    return bool(schema.get("readOnly") or schema.get("writeOnly"))


def _is_among(value: Any, choices: list[Any]) -> bool:
    """Compare as JSON does: true is not 1."""
    return any(
        value == choice and isinstance(value, bool) == isinstance(choice, bool)
        for choice in choices
    )


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _number(value: Any) -> Any:
    return value if _is_number(value) else None


def _length(value: Any) -> Any:
    return len(value) if isinstance(value, str) else None


def _size(value: Any) -> Any:
    return len(value) if isinstance(value, list) else None


_BOUNDS: dict[str, tuple[Callable[[Any], Any], Callable[[Any, Any], bool], str]] = {
    "minimum": (_number, lambda size, bound: size >= bound, "less than"),
    "maximum": (_number, lambda size, bound: size <= bound, "more than"),
    "exclusiveMinimum": (_number, lambda size, bound: size > bound, "not more than"),
    "exclusiveMaximum": (_number, lambda size, bound: size < bound, "not less than"),
    "minLength": (_length, lambda size, bound: size >= bound, "shorter than"),
    "maxLength": (_length, lambda size, bound: size <= bound, "longer than"),
    "minItems": (_size, lambda size, bound: size >= bound, "shorter than"),
    "maxItems": (_size, lambda size, bound: size <= bound, "longer than"),
}
