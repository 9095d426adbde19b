"""Applies what `[client]` says: calls of operations, names of schemas, and the base URL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, RenameKey, Set, apply_edits
from specquilt.openapi.finding import Finding, InputError, Location, Severity
from specquilt.openapi.operations import CALL, NAME, Endpoint, operations
from specquilt.openapi.suggestion import did_you_mean
from specquilt.openapi.values import mapping

STEP, _SERVER_STEP = "client.names", "client.base-url"
_SCHEMAS = "schemas."
_ADVICE = "write 'GET /path', an operationId, or 'schemas.NAME'"


def apply_names(
    document: Document, names: Mapping[str, str], places: Mapping[str, Location]
) -> Document:
    """Return the document with the names of a configuration.

    Args:
        document: the merged document, with all operations.
        names: calls by ``GET /path`` or operationId, and new names by ``schemas.NAME``.
        places: where each of them is written, for messages.

    Raises:
        InputError: the document has none of that name, or another schema has the new name.
    """
    known = _known(document)
    taken = _taken(document, names)
    faults = [
        Finding("name-no-match", Severity.ERROR, message, places.get(name), help=advice)
        for name, wanted in names.items()
        for message, advice in _faults(known, taken, name, wanted)
    ]
    if faults:
        raise InputError(*faults)
    edits = [edit for name, wanted in names.items() for edit in _edits(known[name], wanted)]
    return apply_edits(document, [(STEP, edit) for edit in edits])


def apply_base_url(document: Document, url: str) -> Document:
    """Return the document with another first server, which keeps its description and extensions."""
    servers = document.data.get("servers")
    first = servers[0] if isinstance(servers, list) and servers else None
    if isinstance(first, dict):
        kept = {key: value for key, value in first.items() if key != "variables"}
        edit = Set(("servers", 0), {**kept, "url": url})
    else:
        edit = Set(("servers",), [{"url": url}])
    return apply_edits(document, [(_SERVER_STEP, edit)])


def _known(document: Document) -> dict[str, tuple[str, ...]]:
    """Return the pointers of what can be named, by what it is called in a configuration."""
    endpoints = [(each, tuple(map(str, each.pointer))) for each in operations(document.data)]
    ids = Counter(_id_of(each) for each, _ in endpoints)
    by_id = {_id_of(each): at for each, at in endpoints if ids[_id_of(each)] == 1}
    by_path = {each.name: at for each, at in endpoints}
    schemas = {f"{_SCHEMAS}{name}": ("components", "schemas", name) for name in _schemas(document)}
    return by_id | by_path | schemas


def _id_of(endpoint: Endpoint) -> str:
    return str(endpoint.value.get("operationId") or "")


def _schemas(document: Document) -> Mapping[str, object]:
    return mapping(mapping(document.data.get("components")).get("schemas"))


def _taken(document: Document, names: Mapping[str, str]) -> Counter[str]:
    """Count the schemas that have a name or are to get it."""
    new = [each for name, each in names.items() if name.startswith(_SCHEMAS)]
    return Counter([*_schemas(document), *new])


def _faults(
    known: Mapping[str, tuple[str, ...]], taken: Counter[str], name: str, wanted: str
) -> Iterator[tuple[str, str]]:
    if name not in known:
        yield f"the document has no {name!r}", did_you_mean(name, known, _ADVICE)
    elif name.startswith(_SCHEMAS) and taken[wanted] > 1:
        yield f"the name {wanted!r} is taken by another schema", "choose another name"


def _edits(pointer: tuple[str, ...], wanted: str) -> Iterator[Edit]:
    """Yield what gives an operation its call, or a schema its name, whatever is declared."""
    if pointer[:2] == ("components", "schemas"):
        yield Set((*pointer, NAME), wanted)
        yield RenameKey(pointer, wanted)
    else:
        yield Set((*pointer, CALL), wanted)
