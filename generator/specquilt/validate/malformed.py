"""The least that must hold before anything else looks at a document: objects where objects stand.

Everything after this stage may rely on it; what is inside the objects is for the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.walk import walk
from specquilt.validate.limits import excessive
from specquilt.validate.shapes import misshapen

MAX_FAULTS = 100
"""Nobody reads more of them at once."""

_CONVERT = "convert it to OpenAPI 3 first, for example with the npm package swagger2openapi"


def without_messages(documents: list[Document]) -> tuple[list[Document], list[Finding]]:
    """Set AsyncAPI documents aside: they describe messages (websockets), which have no client here."""
    aside = [document for document in documents if "asyncapi" in _mapping(document)]
    findings = [
        Finding(
            "asyncapi-page",
            Severity.WARNING,
            f"{_channels(document)} is AsyncAPI, for which no client is generated",
            document.provenance.place(("channels",)),
            help="nothing, if the rest of the API is what you want",
        )
        for document in aside
    ]
    return [document for document in documents if document not in aside], findings


def refuse_malformed(documents: Iterable[Document]) -> None:
    """Make sure that documents can be looked at as OpenAPI 3, and in reasonable time.

    Raises:
        InputError: one cannot; all that is wrong with all of them.
    """
    faults = [fault for document in documents for fault in _malformed(document)]
    if faults:
        raise InputError(*faults[:MAX_FAULTS])


def _malformed(document: Document) -> list[Finding]:
    """Report the first kind of fault that there is: what comes later relies on what comes first."""
    foreign = list(_foreign(document))
    if foreign:
        return foreign
    nodes = list(walk(document))
    reports = (misshapen(nodes), excessive(nodes))
    return next(filter(None, (list(islice(report, MAX_FAULTS)) for report in reports)), [])


def _foreign(document: Document) -> Iterator[Finding]:
    data: Any = document.data
    if not isinstance(data, dict):
        yield _finding(document, (), "not-openapi-3", "an OpenAPI document is a mapping")
    elif "swagger" in data:
        message = f"this is swagger {data['swagger']}, not OpenAPI 3"
        yield _finding(document, ("swagger",), "not-openapi-3", message, _CONVERT)
    elif not str(data.get("openapi")).startswith("3."):
        message = f"openapi is {data.get('openapi')!r}, not 3.x"
        yield _finding(document, ("openapi",), "not-openapi-3", message)


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
