"""Answers that types alone do not tell: valid examples, and values that one member of ``oneOf`` fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from specquilt.api.fitting import Fitting
from specquilt.api.samples import sample_of
from specquilt.api.scalars import only_scalar
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.keywords import UNIONS
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing, mapping

_DEEPEST: Final = 12
_MOST_CANDIDATES: Final = 60
"""How many values are tried at one ``oneOf``."""

_PLAIN: Final = {"integer": 0, "number": 0.0, "boolean": False}
_DATES: Final = {"date-time": "2030-01-31T00:00:00Z", "date": "2030-01-31"}
_OTHERS: Final[dict[str, list[Any]]] = {
    "integer": [1],
    "number": [0.5],
    "boolean": [True],
    "string": ["", "text"],
}
"""Further values, if the smallest one fits several members."""


_MOST_STEPS: Final = 20_000
"""Schemas that are looked at for one answer."""

_MOST_STEPS_OF_ALL: Final = 300_000
"""Schemas that are looked at for all answers of a document."""


class _EndlessError(Exception):
    """A schema that contains itself in any case."""


class _TooLongError(Exception):
    """A search among more values than it is worth."""


class ValidAnswers:
    """Finds answers of operations of one document."""

    def __init__(self, document: Document) -> None:
        self._fitting = Fitting(document)
        self._open: list[Pointer] = []
        self._has_choice = False
        self._searches = False
        self._steps_left = 0
        self._steps_left_of_all = _MOST_STEPS_OF_ALL

    def answer(self, schema: Cursor, example: Any = None) -> Any:
        """Return the example if it is valid, or a valid value if types alone do not make one.

        None if the smallest value of the types is valid, or if no valid one was found.
        """
        self._steps_left = min(_MOST_STEPS, self._steps_left_of_all)
        try:
            return self._answer(schema, example)
        except _TooLongError:
            return None

    def _answer(self, schema: Cursor, example: Any) -> Any:
        if example is not None and self._fits(schema.value, example):
            return example
        usual = self._value(schema, searches=False)
        if not self._has_choice or self._fits(schema.value, usual):
            return None
        value = self._value(schema, searches=True)
        return value if self._fits(schema.value, value) else None

    def _value(self, schema: Cursor, *, searches: bool) -> Any:
        self._has_choice, self._searches, self._open = False, searches, []
        try:
            return self._smallest(schema)
        except _EndlessError:
            return None

    def _fits(self, schema: Any, value: Any) -> bool:
        does_fit = self._fitting.fits(schema, value)
        self._spend(self._fitting.steps)
        return does_fit

    def _spend(self, steps: int) -> None:
        """Bound the search: unions of unions have more values than anybody can try."""
        self._steps_left -= steps
        self._steps_left_of_all -= steps
        if self._steps_left < 0:
            raise _TooLongError

    # --- the smallest value ------------------------------------------------------------------

    def _smallest(self, schema: Cursor, name: str = "string") -> Any:
        self._spend(1)
        place = schema.followed()
        if place.pointer in self._open or len(self._open) > _DEEPEST:
            raise _EndlessError
        if self._open and _is_nullable(place):
            return None
        self._open.append(place.pointer)
        try:
            return self._of(place, name)
        finally:
            self._open.pop()

    def _of(self, place: Cursor, name: str) -> Any:
        if only_scalar([place]):
            return self._plain(place, place.get("type"), name)
        if place.has("const"):
            return place.get("const")
        if choices := place.listing("enum"):
            return choices[0]
        fields = _Fields(place)
        own = self._object(fields, fields.required) if fields.is_object else None
        for union in fields.unions:
            inner = self._chosen(union, name)
            own = {**mapping(own), **inner} if isinstance(inner, dict) else inner
        is_plain = own is None and not fields.unions
        return self._plain(place, fields.kind, name) if is_plain else own

    def _object(self, fields: _Fields, names: Iterable[str]) -> dict[str, Any]:
        known = fields.properties
        return {each: self._smallest(known[each], each) for each in names if each in known}

    def _plain(self, place: Cursor, kind: str, name: str) -> Any:
        found = sample_of([place])
        if isinstance(found, list):
            items = place.part("items")
            return [self._smallest(items) for _ in found] if items else found
        if found is not None:
            return found
        match kind:
            case "string":
                return _DATES.get(place.text("format"), name)
            case "array":
                return []
            case _:
                return _PLAIN.get(kind)

    # --- alternatives ------------------------------------------------------------------------

    def _chosen(self, union: Cursor, name: str) -> Any:
        """Return a value of the first member that has one; if searching, one that a member fits."""
        members = [
            (tag, each)
            for key in UNIONS
            for tag, each in _members(union, key)
            if each.get("type") != "null"
        ]
        self._has_choice = self._has_choice or len(members) > 1
        values = self._candidates(members, name)
        first = next(values, None)
        if not self._searches or first is None:
            return first
        schema = {key: union.value[key] for key in UNIONS if key in union.value}
        others = islice(values, _MOST_CANDIDATES)
        fitting = (each for each in (first, *others) if self._fits(schema, each))
        return next(fitting, first)

    def _candidates(self, members: list[tuple[dict[str, Any], Cursor]], name: str) -> Iterator[Any]:
        """Yield the smallest value of each member, then larger ones of each."""
        for tag, each in members:
            yield from (_tagged(tag, value) for value in self._tried(each, name))
        for tag, each in members if self._searches else ():
            yield from (_tagged(tag, value) for value in self._larger(each.followed()))

    def _tried(self, member: Cursor, name: str) -> Iterator[Any]:
        try:
            yield self._smallest(member, name)
        except _EndlessError:
            return

    def _larger(self, member: Cursor) -> Iterator[Any]:
        fields = _Fields(member)
        yield from member.listing("enum")[1:]
        yield from _OTHERS.get(fields.kind, [])
        items = member.part("items")
        yield from ([each] for each in (self._tried(items, "string") if items else ()))
        optional = [each for each in fields.properties if each not in fields.required]
        for names in ([], *([each] for each in optional), optional):
            yield from self._with(fields, names)

    def _with(self, fields: _Fields, names: list[str]) -> Iterator[Any]:
        """Yield an object that has some optional fields, too."""
        try:
            own = self._object(fields, [*fields.required, *names])
        except _EndlessError:
            return
        if own:
            yield own


class _Fields:
    """What a schema and the parts of its ``allOf`` say about objects."""

    def __init__(self, place: Cursor) -> None:
        self.properties: dict[str, Cursor] = {}
        self.required: dict[str, None] = {}
        self.unions: list[Cursor] = []
        self._kinds: list[str] = []
        self._read(place, 0)

    @property
    def kind(self) -> str:
        """The type of values, without null."""
        return next(iter(self._kinds), "object" if self.properties else "")

    @property
    def is_object(self) -> bool:
        """Whether values are objects."""
        return self.kind == "object" or bool(self.properties)

    def _read(self, place: Cursor, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for each in place.elements("allOf"):
            self._read(each.followed(), depth + 1)
        self.properties.update(place.entries("properties"))
        self.required.update(dict.fromkeys(map(str, place.listing("required"))))
        kinds = place.get("type")
        self._kinds += [
            str(each) for each in listing(kinds) or [kinds] if each not in (None, "null")
        ]
        if place.has("oneOf") or place.has("anyOf"):
            self.unions.append(place)


def _members(union: Cursor, key: str) -> Iterator[tuple[dict[str, Any], Cursor]]:
    """Yield the members of a union, each with the field that says which one it is, if any."""
    discriminator = mapping(union.get("discriminator"))
    wire = discriminator.get("propertyName")
    tags = {
        str(to).rsplit("/")[-1]: tag for tag, to in mapping(discriminator.get("mapping")).items()
    }
    for each in union.elements(key):
        name = each.text("$ref").rsplit("/")[-1]
        yield ({wire: tags[name]} if isinstance(wire, str) and name in tags else {}), each


def _tagged(tag: dict[str, Any], value: Any) -> Any:
    return {**value, **tag} if isinstance(value, dict) else value


def _is_nullable(place: Cursor) -> bool:
    return place.get("nullable") is True or "null" in place.listing("type")
