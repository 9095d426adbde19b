"""The shape of every object: mappings, lists and strings where OpenAPI has them.

Rules, merge and all that follows rely on it. What is wrong inside of the objects is for the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import INVALID, Finding, Severity
from specquilt.openapi.kinds import LIST, MAP, Child, Kind, child_of
from specquilt.openapi.pointer import Pointer

_Wrong: TypeAlias = tuple[Pointer, "Expected", Any]
"""Where a value is below a key, what should be there, and what is."""

_TEXTS = frozenset(
    [
        "$ref",
        "$id",
        "$schema",
        "$anchor",
        "$dynamicRef",
        "$comment",
        "title",
        "version",
        "description",
        "summary",
        "name",
        "in",
        "url",
        "style",
        "format",
        "pattern",
        "propertyName",
        "operationId",
        "operationRef",
        "scheme",
        "bearerFormat",
        "tokenUrl",
        "authorizationUrl",
        "refreshUrl",
        "openIdConnectUrl",
        "termsOfService",
        "email",
        "identifier",
        "externalValue",
        "contentType",
        "contentMediaType",
        "contentEncoding",
    ]
)
"""Keys whose value is a string in every object; numbers become strings later."""

_NAMES = frozenset({"$ref", "name", "in", "url", "propertyName"})
"""Strings that are never null."""

_REQUIRED: dict[Kind, Set[str]] = {Kind.TAG: {"name"}}
_NOTHING: Set[str] = frozenset()


class Expected(StrEnum):
    """What stands at every place of a kind."""

    MAPPING = "a mapping"
    LIST = "a list"
    STRING = "a string"
    KEY = "required"


class Fault(NamedTuple):
    """A value of the wrong type.

    Args:
        node: the object that has it.
        at: where it is in the object; the missing key, if one is required.
        expected: what should be there.
        value: what is there.
    """

    node: Cursor
    at: Pointer
    expected: Expected
    value: Any = None

    @property
    def pointer(self) -> Pointer:
        """Where the value is, or the object that lacks it."""
        is_missing = self.expected is Expected.KEY
        return self.node.pointer if is_missing else self.node.pointer_to(*self.at)

    @property
    def message(self) -> str:
        """One lower-case sentence."""
        where = ".".join(map(str, self.at))
        if self.expected is Expected.KEY:
            return f"{where!r} is required in a {self.node.kind}"
        shown = _SHOWN.get(type(self.value), repr)(self.value)
        return f"{where!r} must be {self.expected}, not {shown}"


def misshapen(nodes: Iterable[Cursor]) -> Iterator[Finding]:
    """Report values that are not the mapping, list or string that they must be."""
    for node in nodes:
        for fault in faults(node):
            place = node.document.provenance.place(fault.pointer)
            yield Finding(INVALID, Severity.ERROR, fault.message, place, fault.pointer)


def faults(node: Cursor) -> Iterator[Fault]:
    """Yield the values of an object that are not the mapping, list or string that they must be."""
    for key in sorted(_REQUIRED.get(node.kind, _NOTHING) - node.value.keys()):
        yield Fault(node, (key,), Expected.KEY)
    for key, inner in _doubtful(node.kind, node.value):
        for at, expected, value in _wrong(node.kind, key, inner):
            yield Fault(node, (key, *at), expected, value)


def is_shaped(kind: Kind, value: dict[str, Any]) -> bool:
    """Return whether an object has no faults: that does not depend on where it is."""
    is_complete = value.keys() >= _REQUIRED.get(kind, _NOTHING)
    return is_complete and not any(any(_wrong(kind, *each)) for each in _doubtful(kind, value))


def _doubtful(kind: Kind, value: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the entries of an object of which the type alone does not say that they are right."""
    type_of: Callable[[Any], Any] = type  # mypy misses that classes have a hash
    return [each for each in value.items() if not _is_right(kind, each[0], type_of(each[1]))]


@lru_cache(maxsize=10_000)
def _is_right(kind: Kind, key: str, type_: type[Any]) -> bool:
    """Say whether any value of a type is right for a key: most keys of a document have such."""
    child = child_of(kind, key)
    has_items = (child is not None and child.many) or (kind, key) in _VALUES
    return not (has_items and type_ in (dict, list)) and not any(_wrong(kind, key, type_()))


def _wrong(kind: Kind, key: str, value: Any) -> Iterator[_Wrong]:
    child = child_of(kind, key)
    return _wrong_child(child, value) if child else _wrong_value(kind, key, value)


def _wrong_child(child: Child, value: Any) -> Iterator[_Wrong]:
    container = _CONTAINERS.get(child.many)
    if container and not isinstance(value, container[0]):
        yield (), container[1], value
        return
    for at, item in child.items(value):
        if not (isinstance(item, dict) or (child.kind is Kind.SCHEMA and isinstance(item, bool))):
            yield at, Expected.MAPPING, item


_CONTAINERS: dict[str, tuple[type, Expected]] = {
    MAP: (dict, Expected.MAPPING),
    LIST: (list, Expected.LIST),
}


def _wrong_value(kind: Kind, key: str, value: Any) -> Iterator[_Wrong]:
    if (
        (key in _TEXTS and not _is_scalar(value))
        or (key in _NAMES and value is None)
        or (key == "$ref" and not isinstance(value, str))
    ):
        yield (), Expected.STRING, value
    check = _VALUES.get((kind, key))
    if check:
        yield from check(value)


def _list_of_texts(value: Any) -> Iterator[_Wrong]:
    if not isinstance(value, list):
        yield (), Expected.LIST, value
        return
    for at, item in enumerate(value):
        if not _is_scalar(item) or item is None:
            yield (at,), Expected.STRING, item


def _tags(value: Any) -> Iterator[_Wrong]:
    """Accept lists inside of the list: there is a rule for them."""
    for wrong in _list_of_texts(value):
        if not isinstance(wrong[2], list):
            yield wrong


def _list_of_values(value: Any) -> Iterator[_Wrong]:
    if not isinstance(value, list):
        yield (), Expected.LIST, value


def _types(value: Any) -> Iterator[_Wrong]:
    types = value if isinstance(value, list) else [value]
    for at, item in enumerate(types):
        if not _is_scalar(item):
            yield (at,) if isinstance(value, list) else (), Expected.STRING, item


def _map_of_texts(value: Any) -> Iterator[_Wrong]:
    if not isinstance(value, dict):
        yield (), Expected.MAPPING, value
        return
    for key, item in value.items():
        if not _is_scalar(item) or item is None:
            yield (key,), Expected.STRING, item


def _requirements(value: Any) -> Iterator[_Wrong]:
    if not isinstance(value, list):
        yield (), Expected.LIST, value
        return
    for at, item in enumerate(value):
        if not isinstance(item, dict):
            yield (at,), Expected.MAPPING, item
        else:
            for name, scopes in item.items():
                yield from (((at, name, *w[0]), w[1], w[2]) for w in _list_of_texts(scopes))


_VALUES: dict[tuple[Kind, str], Callable[[Any], Iterator[_Wrong]]] = {
    (Kind.DOCUMENT, "security"): _requirements,
    (Kind.OPERATION, "security"): _requirements,
    (Kind.OPERATION, "tags"): _tags,
    (Kind.SCHEMA, "required"): _list_of_texts,
    (Kind.SCHEMA, "enum"): _list_of_values,
    (Kind.SCHEMA, "type"): _types,
    (Kind.SERVER_VARIABLE, "enum"): _list_of_texts,
    (Kind.DISCRIMINATOR, "mapping"): _map_of_texts,
    (Kind.OAUTH_FLOW, "scopes"): _map_of_texts,
}


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, dict | list)


_SHOWN: dict[type, Callable[[Any], str]] = {
    dict: lambda _: "a mapping",
    list: lambda _: "a list",
    str: lambda value: f"the string {value[:30]!r}",
    type(None): lambda _: "null",
    bool: lambda value: str(value).lower(),
}
