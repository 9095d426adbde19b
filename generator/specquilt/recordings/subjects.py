"""What to call places of a document: ``ApiMeta.billed_units``."""

from __future__ import annotations

from typing import NamedTuple

from specquilt.openapi.operations import operation_at
from specquilt.openapi.pointer import Pointer

_STEPS = {"items": "[]", "prefixItems": "[]", "additionalProperties": "{}"}
_NUMBERED = frozenset({"allOf", "oneOf", "anyOf", "prefixItems"})


class Subject(NamedTuple):
    """A place in words.

    Args:
        owner: The component, or the operation and which of its bodies.
        path: The way from there: ``billed_units.image_tokens``.
    """

    owner: str
    path: str

    def field(self, name: str) -> str:
        """Return what to call a field of it."""
        return f"{self.owner}{self.path}.{name}"

    def __str__(self) -> str:
        return f"{self.owner}{self.path}"


def subject_of(at: Pointer) -> Subject:
    """Return what to call the place of a schema."""
    if at[:1] == ("components",) and len(at) > 2:
        return Subject(str(at[2]), _path(at[3:]))
    operation = operation_at(at)
    rest = at[3:]
    if rest[:1] == ("requestBody",):
        return Subject(f"body of {operation}", _path(_behind_schema(rest)))
    if rest[:1] == ("responses",):
        status = f" ({rest[1]})" if len(rest) > 1 and rest[1] != "200" else ""
        return Subject(f"answer{status} of {operation}", _path(_behind_schema(rest)))
    return Subject(operation or "the API", "")


def _behind_schema(at: Pointer) -> Pointer:
    keys = ("schema", "itemSchema")
    return next((at[n + 1 :] for n, step in enumerate(at) if step in keys), ())


def _path(at: Pointer) -> str:
    """Return the fields on the way; alternatives and other keys of schemas do not count."""
    path, steps = "", iter(at)
    for step in steps:
        if step == "properties":
            path += f".{next(steps, '')}"
        elif step in _NUMBERED:
            next(steps, None)
            path += _STEPS.get(str(step), "")
        else:
            path += _STEPS.get(str(step), "")
    return path
