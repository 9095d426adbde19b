"""Types of error bodies: what the document describes for each operation and status.

Tables map a status to a type; 4 and 5 stand for all other statuses 4xx and 5xx. An API mostly has
one type for each status, so a package has one table, and an operation only what differs from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from specquilt.api.types import ApiOperation
from specquilt.api.value_types import Type, UnionOf, names_in

Bodies: TypeAlias = Mapping[int, Type]

_CLASSES = {4: ("4XX", "default"), 5: ("5XX", "default")}
_MOST_TYPES = 8
"""Types in one annotation; a longer list is hard to read."""


class ErrorBodies:
    """The types of error bodies of a package.

    Args:
        operations: The operations.
        translated: Returns a type with the names of Python classes.
    """

    def __init__(
        self, operations: Iterable[ApiOperation], translated: Callable[[Type], Type]
    ) -> None:
        listed = list(operations)
        self._documented = {each.id: _documented(each, translated) for each in listed}
        self._shared = _shared((each.label, self._documented[each.id]) for each in listed)
        statuses = sorted({key for bodies in self._documented.values() for key in bodies})
        self._statuses = [key for key in statuses if key not in _CLASSES]
        self.usual: Bodies = self._usual()
        self._own = {id_: self._differing(bodies) for id_, bodies in self._documented.items()}

    def of(self, operation: ApiOperation) -> Bodies:
        """Return what an operation has in addition to the package's table, or instead of it."""
        return self._own[operation.id]

    def of_status(self, status: int) -> tuple[Type, ...]:
        """Return all types that an error of a status can have; none if they are too many."""
        tables = ({}, *filter(None, self._own.values()))
        found = [_lookup(status, own, self.usual) for own in tables]
        types = tuple(dict.fromkeys(each for type_ in found if type_ for each in _members(type_)))
        return types if len(types) <= _MOST_TYPES else ()

    def _usual(self) -> Bodies:
        """Return the most common type of each status, the first of equally common ones.

        It also serves operations that do not document the status, so it is no type that only one
        operation has.
        """
        usual: dict[int, Type] = {}
        for status in (*_CLASSES, *self._statuses):
            found = (_lookup(status, bodies) for bodies in self._documented.values())
            counts = Counter(type_ for type_ in found if type_ and type_ in self._shared)
            common = counts.most_common(1)
            if common and common[0][0] != _lookup(status, usual):
                usual[status] = common[0][0]
        return usual

    def _differing(self, documented: Bodies) -> Bodies:
        own: dict[int, Type] = {}
        for status in (*_CLASSES, *self._statuses):
            type_ = _lookup(status, documented)
            if type_ is not None and type_ != _lookup(status, own, self.usual):
                own[status] = type_
        return own


def _documented(operation: ApiOperation, translated: Callable[[Type], Type]) -> Bodies:
    others = dict(operation.other_errors)
    ranges = {
        digit: next((others[key] for key in keys if key in others), None)
        for digit, keys in _CLASSES.items()
    }
    single = {error.status: error.body for error in operation.errors}
    known = {**ranges, **single}.items()
    # A type without a model adds nothing to the raw body.
    return {
        key: translated(type_)
        for key, type_ in known
        if type_ is not None and any(True for _ in names_in(type_))
    }


def _shared(documented: Iterable[tuple[str, Bodies]]) -> set[Type]:
    """Return the types that several operations document, whether or not they stream, too."""
    users: defaultdict[Type, set[str]] = defaultdict(set)
    for label, bodies in documented:
        for type_ in bodies.values():
            users[type_].add(label)
    return {type_ for type_, labels in users.items() if len(labels) > 1}


def _members(type_: Type) -> tuple[Type, ...]:
    """Return the members of a union: others have some of them, too."""
    return type_.members if isinstance(type_, UnionOf) else (type_,)


def _lookup(status: int, *tables: Bodies) -> Type | None:
    """Return the type of a status in the first table that has one, as the runtime does."""
    for table in tables:
        if status in table:
            return table[status]
        if status // 100 in table:
            return table[status // 100]
    return None
