"""Which operations of two versions belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from specquilt.api.types import ApiOperation
from specquilt.openapi.paths import without_names

Key: TypeAlias = tuple[str, ...]


class Matches(NamedTuple):
    """Operations by what has become of them."""

    pairs: list[tuple[ApiOperation, ApiOperation]]
    lost: list[ApiOperation]
    gained: list[ApiOperation]


def matched(old: Iterable[ApiOperation], new: Iterable[ApiOperation]) -> Matches:
    """Return which operations belong together.

    Those with the same method and path do, whatever the names of parameters in the path. Of the
    others, those with the same operationId do, if it is an id that no other operation has.
    """
    lost, gained = dict(enumerate(old)), dict(enumerate(new))
    pairs: dict[int, tuple[ApiOperation, ApiOperation]] = {}
    for key in (_id, _address, _operation_id):
        others = _unique(gained, key)
        for known, at in _unique(lost, key).items():
            if known in others:
                pairs[at] = (lost.pop(at), gained.pop(others[known]))
    return Matches([pairs[at] for at in sorted(pairs)], [*lost.values()], [*gained.values()])


def address(operation: ApiOperation) -> Key:
    """Return the method and the path without the names of parameters."""
    return (operation.method, without_names(operation.path))


def _id(operation: ApiOperation) -> Key:
    return (operation.id,)


def _address(operation: ApiOperation) -> Key:
    return (*address(operation), str(operation.streams))


def _operation_id(operation: ApiOperation) -> Key:
    id_ = operation.wanted.operation_id
    return (id_, str(operation.streams)) if id_ else ()


def _unique(
    operations: dict[int, ApiOperation], key: Callable[[ApiOperation], Key]
) -> dict[Key, int]:
    """Return the positions of operations by their keys, without keys that several have."""
    keys = {at: key(each) for at, each in operations.items()}
    counts = Counter(keys.values())
    return {known: at for at, known in keys.items() if known and counts[known] == 1}
