"""Required properties have a valid value where their type does not say enough."""

from __future__ import annotations

import re
from typing import Any

import pytest

from api.small import facts
from specquilt.api.patterns import matching

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}


def _sample(schema: Any, schemas: dict[str, Any] | None = None, *, required: bool = True) -> Any:
    owner = {"properties": {"it": schema}, "required": ["it"] if required else []}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Owner"}}}
    answer = {"200": {"description": "x", "content": content}}
    api, _ = facts({"/x": {"get": {"responses": answer}}}, {"Owner": owner} | (schemas or {}))
    (found,) = [each for each in api.schemas if each.id.endswith("/Owner")]
    return found.properties[0].sample


@pytest.mark.parametrize(
    ("schema", "sample"),
    [
        (TEXT, None),
        (WHOLE, None),
        ({}, None),
        (True, None),
        (TEXT | {"minLength": 3}, "xxx"),
        (TEXT | {"minLength": 0}, "x"),
        (TEXT | {"maxLength": 0}, ""),
        (TEXT | {"maxLength": 2}, "x"),
        (TEXT | {"format": "uuid"}, "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        (TEXT | {"format": "date-time"}, None),
        (TEXT | {"format": "of ours"}, None),
        (TEXT | {"pattern": "^[a-c]{2}\\d$"}, "aa0"),
        (TEXT | {"pattern": "^b", "example": "bar"}, "bar"),
        (TEXT | {"pattern": "^b", "examples": ["c", "bee"]}, "bee"),
        (TEXT | {"pattern": "^b", "default": "bed"}, "bed"),
        (TEXT | {"pattern": "^https://", "format": "uri"}, "https://example.com"),
        (TEXT | {"pattern": "\\p{L}"}, None),
        (TEXT | {"pattern": "^a", "enum": ["a"]}, None),
        (WHOLE | {"minimum": 0}, None),
        (WHOLE | {"minimum": -1, "maximum": 0}, None),
        (WHOLE | {"minimum": 1}, 1),
        (WHOLE | {"minimum": 1.5}, 2),
        (WHOLE | {"maximum": -3}, -3),
        (WHOLE | {"exclusiveMinimum": 0}, 1),
        (WHOLE | {"minimum": 0, "exclusiveMinimum": True}, 1),
        (WHOLE | {"minimum": 1, "exclusiveMinimum": False}, 1),
        (WHOLE | {"exclusiveMaximum": 0}, -1),
        (WHOLE | {"minimum": 7, "multipleOf": 5}, 10),
        (WHOLE | {"maximum": -7, "multipleOf": 5}, -10),
        ({"type": "number", "minimum": 0.5}, 0.5),
        ({"type": ["integer", "null"], "minimum": 2}, 2),
        ({"type": "array", "items": TEXT}, None),
        ({"type": "array", "minItems": 2, "items": TEXT}, [None, None]),
        ({"type": "array", "minItems": 1, "items": TEXT | {"minLength": 2}}, ["xx"]),
        ({"type": "array", "minItems": 1}, [None]),
        ({"allOf": [TEXT, TEXT | {"minLength": 2}]}, "xx"),
        ({"oneOf": [TEXT | {"minLength": 2}, WHOLE]}, "xx"),
        ({"anyOf": [TEXT, WHOLE | {"minimum": 3}]}, None),
        ({"$ref": "#/components/schemas/Short"}, "xxxx"),
        ({"type": "object", "properties": {"a": TEXT}, "allOf": [TEXT | {"minLength": 2}]}, None),
    ],
    ids=str,
)
def test_sample_satisfies_the_schema(schema: Any, sample: Any) -> None:
    assert _sample(schema, {"Short": TEXT | {"minLength": 4}}) == sample


def test_optional_properties_need_no_sample() -> None:
    assert _sample(TEXT | {"minLength": 3}, required=False) is None


PATTERNS = [
    "",
    "^$",
    "^a$",
    "a|b",
    "^(?:GET|PUT)$",
    "^(?<name>x)-\\k$|^y$",
    "^(?<name>x)+$",
    "^[^a0]+$",
    "^[^\\w]$",
    "^\\S+@\\S+\\.\\S+$",
    "^.{3}$",
    "^[A-F0-9]{8}$",
    "^\\d{3}-\\D\\s\\w\\W$",
    "^arn:aws:iam::[0-9]{12}:role/.+$",
    "^a*?b+?$",
    "^[^b]a$",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_text_matches_the_pattern(pattern: str) -> None:
    text = matching(pattern, 0, 100)
    if "\\k" in pattern:
        assert text is None  # no pattern in Python
        return
    assert text is not None
    assert re.search(pattern.replace("(?<", "(?P<"), text)


@pytest.mark.parametrize(
    ("pattern", "least", "most", "given", "text"),
    [
        ("^a+$", 3, 100, (), "aaa"),
        ("^a{5}$", 0, 4, (), None),
        ("^a", 0, 100, ("b", "ab"), "ab"),
        ("^[0-9]*$", 4, 4, (), "0000"),
        ("(", 0, 100, (), None),
        ("^(a)(?!\\1)", 0, 100, (), "a"),
    ],
)
def test_text_has_a_length_between_the_limits(
    pattern: str, least: int, most: int, given: tuple[str, ...], text: str | None
) -> None:
    assert matching(pattern, least, most, given) == text
