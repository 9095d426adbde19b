"""What must hold before any other stage looks at a document: OpenAPI 3, of the right shape and size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.operations import operations
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.version import stated, states_3
from specquilt.openapi.walk import walk
from specquilt.validate.limits import excessive
from specquilt.validate.shapes import misshapen

MAX_FAULTS = 100
"""More findings at once are not shown."""

_OTHER_VERSION = re.compile(r"v?([0-24-9]|3\d)")
_NO_DOCUMENT = "this is no OpenAPI document: it has neither `openapi` nor `paths`"
_NAME_ANOTHER = "name the file that has `paths`"


def without_messages(documents: list[Document]) -> tuple[list[Document], list[Finding]]:
    """Return the documents that are not AsyncAPI, with a warning for each of the others.

    AsyncAPI describes messages (websockets), for which no client is generated.
    """
    aside = [document for document in documents if "asyncapi" in _mapping(document)]
    findings = [
        Finding(
            "asyncapi-page",
            Severity.WARNING,
            f"{_channels(document)} is AsyncAPI: no client is generated for it",
            document.provenance.place(("channels",)),
            help="none needed if the rest of the API is all that you use",
        )
        for document in aside
    ]
    return [document for document in documents if document not in aside], findings


def is_openapi_3(data: dict[str, Any]) -> bool:
    """Return whether a document states a version 3, or none although it has operations."""
    has_operations = "paths" in data or "webhooks" in data
    version = stated(data)
    return states_3(version) or (has_operations and not _OTHER_VERSION.match(str(version)))


def refuse_foreign(documents: Iterable[Document]) -> None:
    """Make sure that documents are OpenAPI 3.

    Raises:
        InputError: at least one is not.
    """
    faults = [fault for document in documents for fault in _foreign(document)]
    if faults:
        raise InputError(*faults[:MAX_FAULTS])


def refuse_empty(document: Document) -> None:
    """Make sure that a document describes an operation or a webhook.

    Raises:
        InputError: it does not.
    """
    if not any((*operations(document.data), *operations(document.data, "webhooks"))):
        message = "the document has neither an operation nor a webhook"
        raise InputError(_finding(document, (), "no-operations", message, _NAME_ANOTHER))


def refuse_excessive(
    documents: Iterable[Document], limits: Mapping[str, int], factor: int = 1
) -> None:
    """Make sure that documents can be processed in reasonable time.

    Args:
        documents: the documents.
        limits: how much each may have, by the key of ``[limits]``.
        factor: how many times as much each may have.

    Raises:
        InputError: at least one is too large.
    """
    faults = [fault for each in documents for fault in excessive(each, limits, factor)]
    if faults:
        raise InputError(*faults[:MAX_FAULTS])


def refuse_malformed(documents: Iterable[Document], duplicates: Iterable[Finding] = ()) -> None:
    """Make sure that documents are OpenAPI 3, and that all of their objects have their shape.

    Args:
        documents: the documents.
        duplicates: their duplicate keys.

    Raises:
        InputError: at least one cannot; has the findings of all documents.
    """
    faults = [*duplicates, *(fault for document in documents for fault in _malformed(document))]
    if faults:
        raise InputError(*faults[:MAX_FAULTS])


def _malformed(document: Document) -> list[Finding]:
    """Return findings of the first check that has any: the second relies on the first."""
    return list(_foreign(document)) or list(islice(misshapen(walk(document)), MAX_FAULTS))


def _foreign(document: Document) -> Iterator[Finding]:
    data: Any = document.data
    if not isinstance(data, dict):
        yield _finding(document, (), "not-openapi-3", "an OpenAPI document must be a mapping")
    elif "swagger" in data and not states_3(stated(data)):
        message = f"Swagger {data['swagger']} is not supported, only Swagger 2.0 and OpenAPI 3"
        yield _finding(document, ("swagger",), "not-openapi-3", message)
    elif not is_openapi_3(data):
        version = stated(data)
        message = f"openapi {version!r} is not supported, only 3.x" if version else _NO_DOCUMENT
        advice = "" if version else _NAME_ANOTHER
        yield _finding(document, ("openapi",), "not-openapi-3", message, advice)


def _mapping(document: Document) -> dict[str, Any]:
    return document.data if isinstance(document.data, dict) else {}


def _channels(document: Document) -> str:
    channels = _mapping(document).get("channels")
    names = list(channels) if isinstance(channels, dict) else []
    return f"channel {', '.join(map(str, names))}" if names else "this page"


def _finding(
    document: Document, pointer: Pointer, rule: str, message: str, advice: str = ""
) -> Finding:
    place = document.provenance.place(pointer)
    return Finding(rule, Severity.ERROR, message, place, pointer, help=advice)
