"""Joins two definitions of one operation or component into one that allows what both allow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specquilt.merging.annotations import bare, joint_annotations
from specquilt.merging.wider_schema import union_of_lists, union_of_maps, wider_schema
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.kinds import LIST, MAP, Child, Kind, child_of, is_annotation
from specquilt.openapi.references import follow

JOINED = {
    Kind.SCHEMA,
    Kind.OPERATION,
    Kind.PARAMETER,
    Kind.HEADER,
    Kind.REQUEST_BODY,
    Kind.RESPONSE,
    Kind.MEDIA_TYPE,
}
"""Objects that can be joined. Of two others, such as security schemes, the first is used."""


@dataclass(frozen=True)
class Wider:
    """Joins objects of two documents.

    Args:
        one, other: the documents, in which references are followed.
    """

    one: dict[str, Any]
    other: dict[str, Any]

    def of(self, kind: Kind, one: Any, other: Any) -> Any:
        """Return the wider of two objects."""
        if kind is Kind.SCHEMA:
            return wider_schema(one, other)
        if bare(one, kind) == bare(other, kind):
            return one
        one, other = follow(self.one, one), follow(self.other, other)
        if kind not in JOINED or not isinstance(one, dict) or not isinstance(other, dict):
            return one
        keys = dict.fromkeys((*one, *other))
        values = ((key, self._value(kind, key, one, other)) for key in keys)
        found = {key: value for key, value in values if value is not None}
        return {**joint_annotations(kind, one, other), **found}

    def _value(self, kind: Kind, key: str, one: dict[str, Any], other: dict[str, Any]) -> Any:
        """Return the wider value of a key, or None if the result does without it."""
        if is_annotation(kind, key):
            return None
        if key == "required":
            is_path = one.get("in") == "path"
            return True if is_path or (one.get(key) is other.get(key) is True) else None
        if key == "parameters":
            return self.parameters(one.get(key, []), other.get(key, []))
        child = child_of(kind, key)
        if key not in one or key not in other:
            return self._alone(key, child, one, other)
        return self._of_both(key, child, one[key], other[key])

    def _alone(
        self, key: str, child: Child | None, one: dict[str, Any], other: dict[str, Any]
    ) -> Any:
        """Return the value of a key that only one object has. A body is then optional."""
        root, value = (self.one, one[key]) if key in one else (self.other, other[key])
        if key == "requestBody":
            return _optional(follow(root, value))
        return value if child or key == "security" else None

    def _of_both(self, key: str, child: Child | None, one: Any, other: Any) -> Any:
        if key == "security":
            return union_of_lists(one, other)
        if child is None:
            return one if one == other else None
        return self._join(child)(one, other)

    def _join(self, child: Child) -> Callable[[Any, Any], Any]:
        """Return the function that joins the values of a key."""
        if child.many == LIST:
            return union_of_lists

        def join(one: Any, other: Any) -> Any:
            return self.of(child.kind, one, other)

        if child.many == MAP:
            return lambda one, other: union_of_maps(one, other, join)
        return join

    def parameters(self, one: list[Any], other: list[Any]) -> list[Any]:
        """Return the parameters of two lists. Those of only one are optional."""
        mine = {_name(self.one, each): each for each in one}
        yours = {_name(self.other, each): each for each in other}
        alone = {**self._optional(self.one, mine, yours), **self._optional(self.other, yours, mine)}
        return [
            alone[name] if name in alone else self.of(Kind.PARAMETER, mine[name], yours[name])
            for name in {**mine, **yours}
        ]

    def _optional(
        self, root: dict[str, Any], these: dict[Any, Any], those: dict[Any, Any]
    ) -> dict[Any, Any]:
        """Return the parameters that the other list has not, none of them required."""
        alone = {name: each for name, each in these.items() if name not in those}
        is_needed = {
            name: follow(root, each).get("required") is True for name, each in alone.items()
        }
        return {
            name: _optional(follow(root, each)) if is_needed[name] else each
            for name, each in alone.items()
        }


def _name(root: dict[str, Any], parameter: Any) -> tuple[Any, Any]:
    target = follow(root, parameter)
    return target.get("in"), target.get("name")


def _optional(value: Any) -> Any:
    """Return a parameter or a body that may be left out. A path is nothing without its own."""
    if not isinstance(value, dict) or value.get("in") == "path":
        return value
    return {key: item for key, item in value.items() if (key, item) != ("required", True)}
