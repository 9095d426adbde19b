"""Enums and constants."""

from __future__ import annotations

from typing import Any

from specquilt.api.unions import one_of
from specquilt.api.value_types import ANY, NULL, Constants, Scalar, Type

_KINDS: dict[type, Type] = {
    str: Scalar("string"),
    bool: Scalar("boolean"),
    int: Scalar("integer"),
    float: Scalar("number"),
    type(None): NULL,
}


def choice(values: list[Any]) -> Type:
    """Return the type of an enum or constant.

    Strings and integers are listed. Other values are reduced to their kind. A single value is
    closed, because it can identify a variant. Several values are open, because servers add more.
    """
    kinds = [_KINDS.get(type(value), ANY) for value in values]
    if not _can_be_listed(values):
        return one_of(kinds)
    listed = tuple(dict.fromkeys(value for value in values if value is not None))
    nothing = [NULL] if None in values else []
    return one_of([Constants(listed, open=len(listed) > 1), *nothing] if listed else nothing)


def _can_be_listed(values: list[Any]) -> bool:
    has_both = any(v is True for v in values) and any(v is False for v in values)
    return not has_both and all(v is None or isinstance(v, str | int) for v in values)


def only_value(type_: Type) -> str | int | float | bool | None:
    """Return the only value of a constant, or None for any other type."""
    is_constant = isinstance(type_, Constants) and not type_.open and len(type_.values) == 1
    return type_.values[0] if is_constant and isinstance(type_, Constants) else None
