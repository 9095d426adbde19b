"""The shape of every object: mappings, lists and texts where OpenAPI has them.

Rules say what is wrong inside of them; this is what rules, merge and all that follows rely on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from specquilt.document import Document
from specquilt.finding import Finding, Severity
from specquilt.pointer import Pointer
from specquilt.walk import LIST, MAP, Child, Kind, child_of

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
"""Keys that hold a text in every object that has them; numbers become texts later."""

_NAMES = frozenset({"$ref", "name", "in", "url", "propertyName"})
"""Texts that are never empty."""

_REQUIRED = {Kind.TAG: ("name",)}


class _Fault(NamedTuple):
    pointer: Pointer
    message: str


def misshapen(document: Document) -> Iterator[Finding]:
    """Report what is no mapping, list or text where one must be."""
    for fault in _faults(document.data):
        place = document.provenance.place(fault.pointer)
        yield Finding("invalid-document", Severity.ERROR, fault.message, place, fault.pointer)


def _faults(data: dict[str, Any]) -> Iterator[_Fault]:
    waiting: list[tuple[Kind, dict[str, Any], Pointer]] = [(Kind.DOCUMENT, data, ())]
    while waiting:
        kind, value, pointer = waiting.pop()
        yield from _faults_of_object(kind, value, pointer)
        for key, inner in reversed(value.items()):
            child = child_of(kind, key)
            below = child.items(inner) if child else ()
            waiting.extend(
                (child.kind, item, (*pointer, key, *at))
                for at, item in reversed(list(below))
                if child and isinstance(item, dict)
            )


def _faults_of_object(kind: Kind, value: dict[str, Any], pointer: Pointer) -> Iterator[_Fault]:
    for key in _REQUIRED.get(kind, ()):
        if key not in value:
            yield _Fault(pointer, f"a {kind} needs {key!r}")
    for key, inner in value.items():
        child = child_of(kind, key)
        wrong = _wrong_child(child, inner) if child else _wrong_value(kind, key, inner)
        for at, message in wrong:
            where = ".".join(map(str, (key, *at)))
            yield _Fault((*pointer, key, *at), f"{where!r} must be {message}")


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
        yield (), _but("text", value)
    check = _VALUES.get((kind, key))
    if check:
        yield from check(value)


def _list_of_texts(value: Any) -> Iterator[tuple[Pointer, str]]:
    if not isinstance(value, list):
        yield (), _but("a list", value)
        return
    for at, item in enumerate(value):
        if not _is_scalar(item) or item is None:
            yield (at,), _but("text", item)


def _tags(value: Any) -> Iterator[tuple[Pointer, str]]:
    """Let lists of tags pass: there is a rule for them."""
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
            yield (at,) if isinstance(value, list) else (), _but("text", item)


def _map_of_texts(value: Any) -> Iterator[tuple[Pointer, str]]:
    if not isinstance(value, dict):
        yield (), _but("a mapping", value)
        return
    for key, item in value.items():
        if not _is_scalar(item) or item is None:
            yield (key,), _but("text", item)


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
    return f"{expected}; this is {_SHOWN.get(type(value), repr)(value)}"


_SHOWN: dict[type, Callable[[Any], str]] = {
    dict: lambda _: "a mapping",
    list: lambda _: "a list",
    str: lambda value: f"the text {value[:30]!r}",
    type(None): lambda _: "nothing",
    bool: lambda value: str(value).lower(),
}
