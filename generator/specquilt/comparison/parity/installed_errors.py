"""The exceptions of an installed package, and the statuses that they stand for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from specquilt.comparison.parity.inventory import PublicError
from specquilt.comparison.parity.library import Library, path_of

if TYPE_CHECKING:
    from griffe import Class, Object

_STATUS = "status_code"


def errors(library: Library, methods: Iterable[Object]) -> tuple[PublicError, ...]:
    """Return the exceptions that stand for one status, sorted by it.

    Args:
        library: The definitions in the package.
        methods: Methods that may choose an exception by the status.
    """
    raised = {name: status for each in methods for name, status in _raised(library, each)}
    exported = {each.name: _status(library, each) for each in _exceptions(library)}
    statuses = raised | {name: status for name, status in exported.items() if status}
    known = [PublicError(name, status) for name, status in statuses.items()]
    return tuple(sorted(known, key=lambda each: (each.status, each.name)))


def _raised(library: Library, method: Object) -> Iterator[tuple[str, int]]:
    """Yield the exceptions that a method raises where it has compared the status with a literal."""
    body = library.body(method)
    for each in ast.walk(body) if body else ():
        if isinstance(each, ast.If) and (status := _compared(each.test)):
            raised = [inner.exc for inner in each.body if isinstance(inner, ast.Raise)]
            calls = [exc.func for exc in raised if isinstance(exc, ast.Call)]
            yield from ((ast.unparse(call).rpartition(".")[2], status) for call in calls)


def _compared(test: ast.expr) -> int:
    """Return the only status of an error in a condition: ``match(response, "422")``; 0 if none."""
    constants = [str(each.value) for each in ast.walk(test) if isinstance(each, ast.Constant)]
    found = {each for each in constants if re.fullmatch("[45][0-9]{2}", each)}
    return int(found.pop()) if len(found) == 1 else 0


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
