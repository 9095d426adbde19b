"""Members of tagged unions that are not documented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self, cast

from pydantic import model_validator

from .model import Model


class UnknownVariant(Model):
    """A variant with an undocumented tag; its fields are kept unchanged."""

    @model_validator(mode="after")
    def _has_an_unknown_tag(self) -> Self:
        """Reject documented tags: an invalid variant must not be accepted as an unknown one."""
        for name, field in type(self).model_fields.items():
            extra = cast("Mapping[str, object]", field.json_schema_extra or {})
            if getattr(self, name) in cast("list[object]", extra.get("x-known", [])):
                raise ValueError("the tag is a documented one")
        return self
