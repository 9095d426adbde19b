"""The least that must hold before anything else looks at a document: objects where objects stand.

Everything after this stage may rely on it; what is inside the objects is for the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.document import Document
from specquilt.finding import Finding, InputError, Severity
from specquilt.pointer import Pointer

_FOREIGN = {
    "swagger": "convert it to OpenAPI 3 first, for example with the npm package swagger2openapi",
    "asyncapi": "AsyncAPI describes messages, not calls; leave the page out",
}


def refuse_malformed(document: Document) -> None:
    """Make sure that a document has the rough shape of OpenAPI 3.

    Raises:
        InputError: it is of another kind, or something is no object or list where it must be.
    """
    faults = list(_wrong_kind(document))
    if faults:
        raise InputError(*faults)


def _wrong_kind(document: Document) -> Iterator[Finding]:
    data: Any = document.data
    if not isinstance(data, dict):
        yield _finding(document, (), "not-openapi-3", "an OpenAPI document is a mapping")
        return
    for key, advice in _FOREIGN.items():
        if key in data:
            message = f"this is {key} {data[key]}, not OpenAPI 3"
            yield _finding(document, (key,), "not-openapi-3", message, advice)
            return
    if not str(data.get("openapi")).startswith("3."):
        message = f"openapi is {data.get('openapi')!r}, not 3.x"
        yield _finding(document, ("openapi",), "not-openapi-3", message)


def _finding(
    document: Document, pointer: Pointer, rule: str, message: str, advice: str = ""
) -> Finding:
    place = document.provenance.place(pointer)
    return Finding(rule, Severity.ERROR, message, place, pointer, help=advice)
