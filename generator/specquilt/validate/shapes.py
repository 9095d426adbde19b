"""The shape of every object: mappings, lists and strings where OpenAPI has them.

Rules, merge and all that follows rely on it. What is wrong inside of the objects is for the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.kinds import LIST, MAP, Child, Kind, child_of
from specquilt.openapi.pointer import Pointer

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

_REQUIRED = {Kind.TAG: ("name",)}


class _Fault(NamedTuple):
    pointer: Pointer
    message: str


def misshapen(nodes: Iterable[Cursor]) -> Iterator[Finding]:
    """Report values that are not the mapping, list or string that they must be."""
    for node in nodes:
        for fault in _faults(node):
            place = node.document.provenance.place(fault.pointer)
            yield Finding("invalid-document", Severity.ERROR, fault.message, place, fault.pointer)


def _faults(node: Cursor) -> Iterator[_Fault]:
    for key in _REQUIRED.get(node.kind, ()):
        if key not in node.value:
            yield _Fault(node.pointer, f"{key!r} is required in a {node.kind}")
    for key, inner in node.value.items():
        if isinstance(inner, str) and _may_be_text(node.kind, key):
            continue
        for at, message in _wrong(node.kind, key, inner):
            where = ".".join(map(str, (key, *at)))
            yield _Fault(node.pointer_to(key, *at), f"{where!r} must be {message}")


@lru_cache(maxsize=10_000)
def _may_be_text(kind: Kind, key: str) -> bool:
    """Say whether a key may have any string: most keys of a document may."""
    return not any(_wrong(kind, key, "any text"))


def _wrong(kind: Kind, key: str, value: Any) -> Iterator[tuple[Pointer, str]]:
    child = child_of(kind, key)
    return _wrong_child(child, value) if child else _wrong_value(kind, key, value)


def _wrong_child(child: Child, value: Any) -> Iterator[tuple[Pointer, str]]:
    container = _CONTAINERS.get(child.many)
    if container and not isinstance(value, container[0]):
        yield (), _but(container[1], value)
        return
    for at, item in child.items(value):
        if not (isinstance(item, dict) or (child.kind is Kind.SCHEMA and isinstance(item, bool))):
            yield at, _but("a mapping", item)


_CONTAINERS: dict[str, tuple[type, str]] = {MAP: (dict, "a mapping"), LIST: (list, "a list")}


def _wrong_value(kind: Kind, key: str, value: Any) -> Iterator[tuple[Pointer, str]]:
    if (
        (key in _TEXTS and not _is_scalar(value))
        or (key in _NAMES and value is None)
        or (key == "$ref" and not isinstance(value, str))
    ):
        yield (), _but("a string", value)
    check = _VALUES.get((kind, key))
    if check:
        yield from check(value)


def _list_of_texts(value: Any) -> Iterator[tuple[Pointer, str]]:
    if not isinstance(value, list):
        yield (), _but("a list", value)
        return
    for at, item in enumerate(value):
        if not _is_scalar(item) or item is None:
            yield (at,), _but("a string", item)


def _tags(value: Any) -> Iterator[tuple[Pointer, str]]:
    """Accept lists inside of the list: there is a rule for them."""
    for at, message in _list_of_texts(value):
        if not (at and isinstance(value[at[0]], list)):
            yield at, message


def _list_of_values(value: Any) -> Iterator[tuple[Pointer, str]]:
    if not isinstance(value, list):
        yield (), _but("a list", value)


def _types(value: Any) -> Iterator[tuple[Pointer, str]]:
    types = value if isinstance(value, list) else [value]
    for at, item in enumerate(types):
        if not _is_scalar(item):
            yield (at,) if isinstance(value, list) else (), _but("a string", item)


def _map_of_texts(value: Any) -> Iterator[tuple[Pointer, str]]:
    if not isinstance(value, dict):
        yield (), _but("a mapping", value)
        return
    for key, item in value.items():
        if not _is_scalar(item) or item is None:
            yield (key,), _but("a string", item)


def _requirements(value: Any) -> Iterator[tuple[Pointer, str]]:
    if not isinstance(value, list):
        yield (), _but("a list", value)
        return
    for at, item in enumerate(value):
        if not isinstance(item, dict):
            yield (at,), _but("a mapping", item)
        else:
            for name, scopes in item.items():
                yield from (((at, name, *inner), text) for inner, text in _list_of_texts(scopes))


_VALUES: dict[tuple[Kind, str], Callable[[Any], Iterator[tuple[Pointer, str]]]] = {
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


def _but(expected: str, value: Any) -> str:
    return f"{expected}, not {_SHOWN.get(type(value), repr)(value)}"


_SHOWN: dict[type, Callable[[Any], str]] = {
    dict: lambda _: "a mapping",
    list: lambda _: "a list",
    str: lambda value: f"the string {value[:30]!r}",
    type(None): lambda _: "null",
    bool: lambda value: str(value).lower(),
}
