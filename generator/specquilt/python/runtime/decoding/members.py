"""Members of unions, also of unions that are aliases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


@cache
def aliased(alias: Any) -> Any:
    """Return the type that an alias stands for, with the types that were defined after it."""
    holder = type("Holder", (), {"__annotations__": {"value": alias.__value__}})
    namespace = vars(sys.modules[alias.__module__])
    return get_type_hints(holder, namespace, include_extras=True)["value"]


def members_of(kind: Any) -> Iterator[Any]:
    """Yield the members of a union and of the unions inside of it."""
    if hasattr(kind, "__value__"):
        yield from members_of(aliased(kind))
    elif get_origin(kind) is Annotated:
        yield from members_of(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType):
        for member in get_args(kind):
            yield from members_of(member)
    else:
        yield kind
