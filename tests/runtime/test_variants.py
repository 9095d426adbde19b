"""Variants of tagged unions that are not documented."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import Field, ValidationError

from specquilt.python.runtime.variants import UnknownVariant


class UnknownShape(UnknownVariant):
    """A shape whose kind is not documented."""

    kind: str = Field(json_schema_extra={"x-known": ["circle", "square"]})
    size: int | None = None


@pytest.mark.parametrize("fields", [{"kind": "star"}, {"kind": "star", "size": 5, "points": 7}])
def test_undocumented_variant_keeps_its_fields(fields: dict[str, Any]) -> None:
    assert UnknownShape.model_validate(fields).model_dump(exclude_unset=True) == fields


@pytest.mark.parametrize("kind", ["circle", "square"])
def test_documented_variant_that_is_invalid_is_no_unknown_one(kind: str) -> None:
    with pytest.raises(ValidationError, match="the tag is a documented one"):
        UnknownShape.model_validate({"kind": kind})
