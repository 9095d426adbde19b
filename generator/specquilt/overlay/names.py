"""Applies what `[client]` says: names of calls, schemas and arguments, and the base URL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, RenameKey, Set, apply_edits
from specquilt.openapi.finding import Finding, InputError, Location, Severity
from specquilt.openapi.operations import CALL, NAME, Endpoint, operations
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.suggestion import did_you_mean
from specquilt.openapi.values import mapping
from specquilt.overlay.argument_names import ArgumentNames, is_of_argument

STEP, _SERVER_STEP = "client.names", "client.base-url"
_SCHEMAS = "schemas."
_ADVICE = "write 'GET /path', an operationId, 'schemas.NAME' or 'parameters.NAME'"


def apply_names(
    document: Document, names: Mapping[str, str], places: Mapping[str, Location]
) -> Document:
    """Return the document with the names of a configuration.

    Args:
        document: the merged document, with all operations.
        names: calls by ``GET /path`` or operationId, new names by ``schemas.NAME``, and names of
            arguments by ``parameters.NAME``, alone or after an operation.
        places: where each of them is written, for messages.

    Raises:
        InputError: the document has none of that name, another schema has the new name, or an
            argument cannot have it.
    """
    endpoints = _endpoints(document)
    known = {key: each.pointer for key, each in endpoints.items()} | _schemas_by_key(document)
    others = {k: name for k, name in names.items() if k in known or not is_of_argument(k)}
    of_arguments = {key: name for key, name in names.items() if key not in others}
    arguments, taken = ArgumentNames(document, endpoints), _taken(document, others)
    faults = [
        Finding("name-no-match", Severity.ERROR, message, places.get(key), help=advice)
        for key, name in names.items()
        for message, advice in (
            _faults(known, taken, key, name) if key in others else arguments.faults(key, name)
        )
    ]
    if faults:
        raise InputError(*faults)
    edits = [edit for key, name in others.items() for edit in _edits(known[key], name)]
    return apply_edits(
        document, [(STEP, each) for each in (*arguments.edits(of_arguments), *edits)]
    )


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


def _endpoints(document: Document) -> dict[str, Endpoint]:
    """Return the operations, by what they are called in a configuration."""
    endpoints = list(operations(document.data))
    ids = Counter(filter(None, map(_id_of, endpoints)))
    by_id = {_id_of(each): each for each in endpoints if ids[_id_of(each)] == 1}
    return by_id | {each.name: each for each in endpoints}


def _schemas_by_key(document: Document) -> dict[str, Pointer]:
    return {f"{_SCHEMAS}{name}": ("components", "schemas", name) for name in _schemas(document)}


def _id_of(endpoint: Endpoint) -> str:
    return str(endpoint.value.get("operationId") or "")


def _schemas(document: Document) -> Mapping[str, object]:
    return mapping(mapping(document.data.get("components")).get("schemas"))


def _taken(document: Document, names: Mapping[str, str]) -> Counter[str]:
    """Count the schemas that have a name or are to get it."""
    new = [each for name, each in names.items() if name.startswith(_SCHEMAS)]
    return Counter([*_schemas(document), *new])


def _faults(
    known: Mapping[str, Pointer], taken: Counter[str], name: str, wanted: str
) -> Iterator[tuple[str, str]]:
    if name not in known:
        yield f"the document has no {name!r}", did_you_mean(name, known, _ADVICE)
    elif name.startswith(_SCHEMAS) and taken[wanted] > 1:
        yield f"the name {wanted!r} is taken by another schema", "choose another name"


def _edits(pointer: Pointer, wanted: str) -> Iterator[Edit]:
    """Yield what gives an operation its call, or a schema its name, whatever is declared."""
    if pointer[:2] == ("components", "schemas"):
        yield Set((*pointer, NAME), wanted)
        yield RenameKey(pointer, wanted)
    else:
        yield Set((*pointer, CALL), wanted)
