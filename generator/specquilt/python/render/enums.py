"""Texts about the values that an argument can have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from specquilt.api.value_types import Constants, ListOf, Named, Type, UnionOf
from specquilt.python.surface.method_parts import Argument

Enums: TypeAlias = Mapping[str, tuple[object, ...]]
"""Values of enums that have a name."""

_MOST_VALUES = 8


def one_of(argument: Argument, enums: Enums) -> str:
    """Return a sentence with the documented values, unless the description has them all."""
    values = [each for each in _values(argument.type, enums) if each is not None]
    described = argument.description
    if len(values) < 2 or all(str(each) in described for each in values):
        return ""
    shown = ", ".join(map(constant, values[:_MOST_VALUES]))
    left = len(values) - _MOST_VALUES
    return f"One of: {shown}{f' and {left} more' if left > 0 else ''}."


def constant(value: object) -> str:
    """Return a constant as Python code in one line."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _values(type_: Type, enums: Enums) -> tuple[object, ...]:
    match type_:
        case Constants(values):
            return values
        case Named(name):
            return enums.get(name, ())
        case ListOf(item):
            return _values(item, enums)
        case UnionOf(members):
            return tuple(value for member in members for value in _values(member, enums))
    return ()
