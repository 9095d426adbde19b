"""Whether a value is valid by a schema: strictly, so that exactly one member of ``oneOf`` fits.

Examples are what tests of users get as answers. Types of clients know neither limits nor closed enums.
``rules/facts/fit.py`` is the lenient counterpart: it lists what rules do not report.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from specquilt.api.patterns import compiled
from specquilt.openapi.document import Document
from specquilt.openapi.keywords import LIMITS, TYPES, equal, is_number, is_within, known_types
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping

_DEEPEST: Final = 60
_MOST_STEPS: Final = 50_000

_CONTAINERS: Final = (dict, list)

_OTHERS: Final = frozenset({"allOf", "anyOf", "oneOf", "not"})
"""Keywords with other schemas for the same value; most schemas have none."""

_DATE: Final = r"\d{4}-\d\d-\d\d"
_FORMATS: Final = {
    "date": rf"\A{_DATE}\Z",
    "date-time": rf"\A{_DATE}[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)\Z",
    "email": r"\A[^@]+@[^@]+\Z",
    "ipv4": r"\A\d{1,3}(\.\d{1,3}){3}\Z",
    "uuid": r"\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z",
}


class Fitting:
    """Compares values with schemas of a document.

    A comparison that takes too long ends as if the rest were valid: both sides may be recursive.
    """

    def __init__(self, document: Document) -> None:
        self._data = document.data
        self.steps = 0

    def fits(self, schema: Any, value: Any) -> bool:
        """Return whether a value is valid by a schema, or by the schema that a reference means."""
        self.steps = 0
        return self._fits(schema, value, 0)

    def _fits(self, schema: Any, value: Any, depth: int) -> bool:
        if isinstance(schema, dict) and "$ref" in schema:
            schema = follow(self._data, schema)
        self.steps += 1
        if not isinstance(schema, dict) or depth > _DEEPEST or self.steps > _MOST_STEPS:
            return schema is not False
        if value is None and schema.get("nullable") is True:
            return True
        return (
            _is_of_type(schema, value)
            and (_MORE_THAN_TYPE.isdisjoint(schema) or self._fits_more(schema, value, depth + 1))
            and (not isinstance(value, _CONTAINERS) or self._fits_inside(schema, value, depth + 1))
        )

    def _fits_more(self, schema: dict[str, Any], value: Any, depth: int) -> bool:
        return (
            _is_among(schema, value)
            and all(_CHECKS[key](schema[key], value) for key in schema if key in _CHECKS)
            and (_OTHERS.isdisjoint(schema) or self._fits_together(schema, value, depth))
        )

    def _fits_together(self, schema: dict[str, Any], value: Any, depth: int) -> bool:
        if not all(self._fits(each, value, depth) for each in listing(schema.get("allOf"))):
            return False
        some = listing(schema.get("anyOf"))
        if some and not any(self._fits(each, value, depth) for each in some):
            return False
        one = listing(schema.get("oneOf"))
        if one and sum(self._fits(each, value, depth) for each in one) != 1:
            return False
        return "not" not in schema or not self._fits(schema["not"], value, depth)

    def _fits_inside(self, schema: dict[str, Any], value: Any, depth: int) -> bool:
        if isinstance(value, list):
            first = listing(schema.get("prefixItems"))
            inner = [*first, *[schema.get("items")] * (len(value) - len(first))]
            return all(self._fits(*pair, depth) for pair in zip(inner, value, strict=False))
        if not all(map(value.__contains__, listing(schema.get("required")))):
            return False
        known, patterns = mapping(schema.get("properties")), schema.get("patternProperties")
        rest = {} if mapping(patterns) else schema.get("additionalProperties")
        return all(self._fits(known.get(name, rest), each, depth) for name, each in value.items())


def _is_of_type(schema: Mapping[str, Any], value: Any) -> bool:
    declared = schema.get("type")
    if isinstance(declared, str):  # most schemas
        return declared not in TYPES or TYPES[declared](value)
    names = known_types(schema)
    return not names or any(TYPES[name](value) for name in names)


def _is_among(schema: Mapping[str, Any], value: Any) -> bool:
    choices = [schema["const"]] if "const" in schema else schema.get("enum")
    return not isinstance(choices, list) or any(equal(value, each) for each in choices)


def _matches(pattern: Any, value: Any) -> bool:
    expression = compiled(pattern) if isinstance(pattern, str) else None
    return not isinstance(value, str) or expression is None or bool(expression.search(value))


def _has_format(name: Any, value: Any) -> bool:
    expected = _FORMATS.get(name) if isinstance(name, str) else None
    return _matches(expected, value)


def _is_multiple(step: Any, value: Any) -> bool:
    if not (is_number(step) and is_number(value)) or step <= 0:
        return True
    times = value / step
    return math.isinf(times) or bool(abs(times - round(times)) < 1e-9)


def _are_unique(wanted: Any, value: Any) -> bool:
    return (
        wanted is not True or not isinstance(value, list) or len(value) == len({*map(repr, value)})
    )


_CHECKS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    **{keyword: partial(is_within, keyword) for keyword in LIMITS},
    "multipleOf": _is_multiple,
    "uniqueItems": _are_unique,
    "pattern": _matches,
    "format": _has_format,
}

_MORE_THAN_TYPE: Final = frozenset({"const", "enum", *_CHECKS, *_OTHERS})
"""Keywords that demand more of a value than its type; most schemas have none."""
