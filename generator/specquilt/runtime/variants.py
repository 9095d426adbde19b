"""Members of tagged unions that a server sends before the package knows them."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from .model import Model


class UnknownVariant(Model):
    """A variant with an undocumented tag; its fields are kept as they came."""

    @model_validator(mode="after")
    def _has_an_unknown_tag(self) -> Self:
        """Refuse documented tags: a broken variant must not pass for an unknown one."""
        for name, field in type(self).model_fields.items():
            extra = field.json_schema_extra
            known = extra.get("x-known") if isinstance(extra, dict) else None
            if isinstance(known, list) and getattr(self, name) in known:
                raise ValueError("the tag is a documented one")
        return self
