"""The exceptions of an installed package, and the statuses that they stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from specquilt.diff.parity.inventory import PublicError
from specquilt.diff.parity.library import Library, path_of

if TYPE_CHECKING:
    from griffe import Class, Object

_STATUS = "status_code"


def errors(library: Library) -> tuple[PublicError, ...]:
    """Return the exported exceptions that stand for one status, sorted by it."""
    found = {each.name: each for each in _exceptions(library)}
    statuses = {name: _status(library, each) for name, each in found.items()}
    known = [PublicError(name, status) for name, status in statuses.items() if status]
    return tuple(sorted(known, key=lambda each: (each.status, each.name)))


def _exceptions(library: Library) -> Iterator[Class]:
    for package in library.packages():
        for _, each in library.exported(package):
            if each.is_class and _is_exception(library, each):  # type: ignore[arg-type]
                yield each  # type: ignore[misc]


def _is_exception(library: Library, class_: Class) -> bool:
    paths = [path_of(base) for each in library.ancestors(class_) for base in each.bases]
    return any(path.rpartition(".")[2] in ("Exception", "BaseException") for path in paths)


def _status(library: Library, class_: Class) -> int:
    """Return the status of an exception: an attribute, or what its constructor hands on."""
    attribute = class_.members.get(_STATUS)
    if attribute is not None and attribute.is_attribute:
        return _number(getattr(attribute, "value", None) or getattr(attribute, "annotation", None))
    constructor = class_.members.get("__init__")
    return _handed_on(library, constructor) if constructor is not None else 0  # type: ignore[arg-type]


def _handed_on(library: Library, constructor: Object) -> int:
    body = library.body(constructor)
    calls = [each for each in ast.walk(body) if isinstance(each, ast.Call)] if body else []
    given = (each.value for call in calls for each in call.keywords if each.arg == _STATUS)
    return next((_number(ast.unparse(each)) for each in given), 0)


def _number(written: object) -> int:
    digits = "".join(filter(str.isdecimal, str(written or "")))
    return int(digits) if len(digits) == 3 else 0
