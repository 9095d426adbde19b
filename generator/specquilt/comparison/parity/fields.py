"""The fields of classes in a package, and under which names they are sent."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from specquilt.comparison.parity.inventory import Sent
from specquilt.comparison.parity.library import Library
from specquilt.comparison.parity.members import imports
from specquilt.comparison.parity.requests import attributes

if TYPE_CHECKING:
    from griffe import Class, Function

_ALIAS = "alias"
"""The argument of what names a field: ``PropertyInfo(alias=)``, ``pydantic.Field(alias=)``."""

_IS_BODY = "request"
"""The argument of what says that a field is the whole body: ``FieldMetadata(request=)``."""

_TRANSFORM = "transform"
"""The end of the names of functions that send the keys of a dictionary as a class says."""


class Fields:
    """Reads the fields of classes.

    Args:
        library: The definitions in the package.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, Mapping[str, Sent]] = {}

    def of_class(self, expression: ast.expr, function: Function) -> Mapping[str, Sent] | None:
        """Return how the fields of a class are sent.

        Args:
            expression: What may stand for a class.
            function: The function that it is in.

        Returns:
            the fields by their names; None if it is no class in the package, or has no fields.
        """
        class_ = self._find(expression, function)
        if class_ is None:
            return None
        if class_.path not in self._known:
            self._known[class_.path] = self._read(class_)
        return self._known[class_.path] or None

    def of_transforms(self, calls: Iterable[ast.Call], function: Function) -> dict[str, Sent]:
        """Return how the keys of dictionaries are sent: ``transform({"size": 1}, Request)``."""
        found: dict[str, Sent] = {}
        for call in calls:
            if "".join(attributes(call.func)[-1:]).endswith(_TRANSFORM):
                for each in (part for kind in call.args for part in ast.walk(kind)):
                    found |= self.of_class(each, function) or {}  # type: ignore[arg-type]
        return found

    def _find(self, expression: ast.AST, function: Function) -> Class | None:
        chain = attributes(expression)
        if not chain:
            return None
        body = self._library.body(function)
        local = imports(body, function) if body else {}
        first = local.get(chain[0], f"{function.module.path}.{chain[0]}")
        return self._library.find_class(".".join((first, *chain[1:])))

    def _read(self, class_: Class) -> Mapping[str, Sent]:
        found: dict[str, Sent] = {}
        for each in reversed(self._library.ancestors(class_)):
            body = self._library.body(each)
            for part in body.body if isinstance(body, ast.ClassDef) else ():
                if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
                    found[part.target.id] = _sent(part.target.id, part)
        return found


def _sent(name: str, definition: ast.AnnAssign) -> Sent:
    """Return how a field is sent, by what its annotation and its default say."""
    calls = [each for each in ast.walk(definition) if isinstance(each, ast.Call)]
    given = [(each.arg, each.value) for call in calls for each in call.keywords]
    if _IS_BODY in (key for key, _ in given):
        return Sent()
    texts = (each for key, each in given if key == _ALIAS and isinstance(each, ast.Constant))
    return Sent(next((str(each.value) for each in texts), name))
