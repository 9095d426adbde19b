"""Programs that use the client and the errors of a package."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.api.value_types import Type, UnionOf
from specquilt.comparison.version import ApiVersion
from specquilt.comparison.witness.checker import TypeChecker
from specquilt.comparison.witness.program import Program, asserting, returning, variable
from specquilt.python.surface.method_parts import Argument, ErrorClass
from specquilt.python.surface.types import Surface


class PackagePrograms:
    """Writes programs that make clients, and that catch errors.

    Args:
        old, new: The versions.
        checker: Says what type checkers think of types of the new package.
    """

    def __init__(self, old: ApiVersion, new: ApiVersion, checker: TypeChecker) -> None:
        self._old, self._new, self._checker = old.surface, new.surface, checker

    def name(self, key: str) -> Iterator[Program]:
        """Yield the program that names the client."""
        names = {each for pair in self._new.client_names for each in pair}
        if any(key in pair for pair in self._old.client_names):
            yield Program(returning({"client": key}, "object", "client"), key not in names)

    def client(self, argument: str) -> Iterator[Program]:
        """Yield the program that makes a client with an argument."""
        was, now = _client_arguments(self._old), _client_arguments(self._new)
        given = _required(self._old) | ({argument: was[argument]} if argument in was else {})
        parameters = {variable(name): type_ for name, type_ in given.items()}
        values = ", ".join(f"{name}={variable(name)}" for name in given)
        client = self._old.client_names[0][0]
        is_refused = (
            not given.keys() <= now.keys() or not _required(self._new).keys() <= given.keys()
        )
        is_refused |= any(now.get(name, type_) != type_ for name, type_ in given.items())
        yield Program(returning(parameters, client, f"{client}({values})"), is_refused)

    def error(self, name: str, *, has_body: bool) -> Iterator[Program]:
        """Yield the program that uses an error, or its body."""
        was, now = (
            next((each for each in surface.errors if each.name == name), None)
            for surface in (self._old, self._new)
        )
        if was is None:
            return
        if not has_body:
            text = returning({"error": f"errors.{name}"}, "str", "str(error)")
            yield Program(text, now is None)
            return
        is_same = now is not None and _is_same(self._body(was), self._body(now), self._checker)
        text = asserting({"error": f"errors.{name}"}, "error.body", self._text(was))
        yield Program(text, not is_same)

    def _body(self, error: ErrorClass) -> Type | None:
        return UnionOf(error.bodies) if error.bodies else None

    def _text(self, error: ErrorClass) -> str:
        bodies = [self._old.annotations.given(each).text for each in error.bodies]
        return " | ".join([*bodies, _RAW]) if bodies else "object"


_RAW = "dict[str, Any] | list[Any] | str | int | float | bool | None"
"""What bodies of errors can be, whatever is described."""


def _is_same(one: Type | None, other: Type | None, checker: TypeChecker) -> bool:
    if one is None or other is None:
        return one is other
    return checker.is_same(one, other)


def _client_arguments(surface: Surface) -> dict[str, str]:
    """Return the arguments of the client that follow from the document, with their types."""
    credentials = {name: "str" for each in surface.credentials for name in each.arguments}
    headers = {each.name: each.annotation for each in surface.headers}
    return {**credentials, **headers, "base_url": "str"}


def _required(surface: Surface) -> dict[str, str]:
    needed = {each.name: each.annotation for each in surface.headers if _is_needed(each)}
    return {**needed, **({"base_url": "str"} if surface.requires_base_url else {})}


def _is_needed(header: Argument) -> bool:
    return header.required and header.constant is None
