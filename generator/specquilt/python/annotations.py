"""Annotations: the text of a type, and the names it uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from specquilt.api.media import STREAMS
from specquilt.api.types import Location, Response
from specquilt.api.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf

Direction: TypeAlias = Literal["given", "taken", "faked"]

_SCALARS = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "binary": "bytes",
}


class Annotation(NamedTuple):
    """The text of an annotation. Create annotations in this module only: it checks all names.

    Args:
        text: The annotation as Python code.
        names: Built-in types and imported names that the text uses.
    """

    text: str
    names: frozenset[str] = frozenset()


NONE = Annotation("None")


class Annotations:
    """Creates annotations.

    Args:
        dict_types: Names of the TypedDicts that arguments accept, by class name.
        hidden: Built-in types that need a qualified name: ``builtins.list``.
        fake_types: Names of the TypedDicts that fakes accept, by class name.
        types: What the module with the classes is called.
    """

    def __init__(
        self,
        dict_types: Mapping[str, str],
        hidden: frozenset[str] = frozenset(),
        fake_types: Mapping[str, Sequence[str]] = MappingProxyType({}),
        types: str = "types",
    ) -> None:
        self._dict_types, self._hidden, self._fake_types = dict_types, hidden, fake_types
        self._types = types
        self._scalar, self._named = cache(self._of_scalar), cache(self._of_class)

    def given(self, type_: Type) -> Annotation:
        """Return the annotation of a value in a response."""
        return self._type(type_, "given")

    def taken(self, type_: Type) -> Annotation:
        """Return the annotation of a value in a request."""
        return self._type(type_, "taken")

    def faked(self, type_: Type) -> Annotation:
        """Return the annotation of a value that a test lets a fake return."""
        return self._type(type_, "faked")

    def argument(self, location: Location, type_: Type) -> Annotation:
        """Return the annotation of a method's argument."""
        if location != "file":
            return self.taken(type_)
        file = known("FileArgument")
        return generic(known("Sequence"), file) if isinstance(type_, ListOf) else file

    def returned(self, response: Response, is_async: bool) -> Annotation:
        """Return the return annotation of a method."""
        if response.kind in STREAMS and response.type is not None:
            stream = known("AsyncStream" if is_async else "Stream")
            return generic(stream, self.given(response.type))
        if response.kind == "binary":
            return known("AsyncBinaryResponse" if is_async else "BinaryResponse")
        return NONE if response.type is None else self.given(response.type)

    def items(self, item: Type, page: Response, is_async: bool) -> Annotation:
        """Return the return annotation of a method that iterates over all pages."""
        iterator = known("AsyncItemIterator" if is_async else "ItemIterator")
        return generic(iterator, self.given(item), self.returned(page, is_async))

    def credential(self, is_pair: bool, is_async: bool) -> Annotation:
        """Return the annotation of a credential: a string or a function that returns one."""
        text = self.builtin("str")
        if is_pair:
            return _union([text, NONE])
        returned = _union([text, generic(known("Awaitable"), text)]) if is_async else text
        function = Annotation(f"Callable[[], {returned.text}]", returned.names | {"Callable"})
        return _union([text, function, NONE])

    def optional(self, type_: Type) -> Annotation:
        """Return the annotation of an optional constructor argument."""
        return _union([self.taken(type_), NONE])

    @property
    def anything(self) -> Annotation:
        """The annotation of `wait`'s target and result in its implementation."""
        return known("Any")

    def callback(self, result: Annotation) -> Annotation:
        """Return the annotation of `wait`'s ``on_poll`` argument."""
        returned = self.builtin("object")
        text = f"Callable[[{result.text}], {returned.text}] | None"
        return Annotation(text, result.names | returned.names | {"Callable"})

    def builtin(self, name: str) -> Annotation:
        """Return a built-in type."""
        return Annotation(f"builtins.{name}" if name in self._hidden else name, frozenset({name}))

    # --- types -------------------------------------------------------------------------------

    def _type(self, type_: Type, direction: Direction) -> Annotation:
        match type_:
            case Scalar():
                return self._scalar(type_.kind, direction)
            case Constants(values):
                return Annotation(f"Literal[{', '.join(map(ascii, values))}]", _just("Literal"))
            case Named():
                return self._named(type_.name, direction)
            case ListOf(item):
                outer = self.builtin("list") if direction == "given" else known("Sequence")
                return generic(outer, self._type(item, direction))
            case MapOf(value):
                outer = self.builtin("dict") if direction == "given" else known("Mapping")
                return generic(outer, self.builtin("str"), self._type(value, direction))
            case UnionOf(members):
                return _union(self._type(member, direction) for member in members)

    def _of_scalar(self, kind: str, direction: Direction) -> Annotation:
        match kind:
            case "date-time":
                return Annotation("datetime.datetime", _just("datetime"))
            case "date":
                return Annotation("datetime.date", _just("datetime"))
            case "any":
                return known("Any")
            case "null":
                return NONE
            case "binary" if direction == "taken":
                return known("FileContent")
        return self.builtin(_SCALARS[kind])

    def _of_class(self, name: str, direction: Direction) -> Annotation:
        listed = [name]
        if direction == "taken" and name in self._dict_types:
            listed.append(self._dict_types[name])
        faked = self._fake_types.get(name, ()) if direction == "faked" else ()
        members = [*(f"{self._types}.{_checked(each)}" for each in listed), *map(_checked, faked)]
        return Annotation(" | ".join(members), _just("types"))


def known(name: str) -> Annotation:
    """Return the annotation of an imported name."""
    return Annotation(name, _just(name))


def _just(name: str) -> frozenset[str]:
    return frozenset({name})


def generic(outer: Annotation, *inner: Annotation) -> Annotation:
    """Return the annotation of a type with its arguments."""
    names = outer.names.union(*(each.names for each in inner))
    return Annotation(f"{outer.text}[{', '.join(each.text for each in inner)}]", names)


def _union(members: Iterable[Annotation]) -> Annotation:
    listed = list(members)
    names = frozenset[str]().union(*(each.names for each in listed))
    return Annotation(" | ".join(each.text for each in listed), names)


def _checked(name: str) -> str:
    """Return the name of a class.

    Raises:
        ValueError: The name is not an identifier.
    """
    if not name.isidentifier():
        raise ValueError(f"{name!r:.60} is not an identifier")
    return name
