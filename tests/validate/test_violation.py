"""Messages of violations."""

from __future__ import annotations

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind, object_at
from specquilt.openapi.pointer import Pointer
from specquilt.validate import violation
from specquilt.validate.violation import (
    Violation,
    of_missing_key,
    shortened,
    subject,
)


def test_long_message_loses_its_middle_and_short_ones_nothing() -> None:
    longest = "x" * (violation._LONGEST - 1)
    assert shortened(longest) == longest
    assert len(shortened(f"{longest}x")) == 283
    assert shortened("a" * 200 + "b" * 500 + "c" * 80) == f"{'a' * 200} … {'c' * 80}"


def test_violation_is_found_at_its_key_or_at_the_object_that_lacks_it() -> None:
    document = Document({"info": {"title": "A"}})
    for key in ("title", "version"):
        violation = Violation(("info", key), "wrong")
        assert (
            violation.finding(document).pointer == ("info", "title")[: 2 if key == "title" else 1]
        )


@pytest.mark.parametrize(
    ("pointer", "kind", "depth"),
    [
        ((), Kind.DOCUMENT, 0),
        (("info",), Kind.INFO, 1),
        (("info", "title"), Kind.INFO, 1),
        (("paths",), Kind.DOCUMENT, 0),
        (("paths", "/a"), Kind.PATH_ITEM, 2),
        (("paths", "/a", "get", "parameters"), Kind.OPERATION, 3),
        (("paths", "/a", "get", "parameters", 0), Kind.PARAMETER, 5),
        (("components", "schemas", "A", "properties", "b", "items", "type"), Kind.SCHEMA, 6),
    ],
)
def test_pointer_leads_into_an_object(pointer: Pointer, kind: Kind, depth: int) -> None:
    assert object_at(pointer) == (kind, pointer[:depth])
    assert subject(pointer) == pointer[: depth + 1]


@pytest.mark.parametrize(
    ("pointer", "about", "vague"),
    [
        (("info",), ("info", "a"), False),
        (("paths", "/a"), ("paths", "/a", "a"), False),
        (("paths",), ("paths",), True),
        (("paths", "/a", "get", "responses"), ("paths", "/a", "get", "responses"), True),
    ],
)
def test_missing_key_is_that_of_an_object(pointer: Pointer, about: Pointer, *, vague: bool) -> None:
    assert of_missing_key(pointer, "a", "text") == Violation(about, "text", "required", vague)
