"""Names of arguments in ``[client.names]``: ``parameters.NAME``, for one operation or for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Set
from specquilt.openapi.operations import ARGUMENTS, Endpoint
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.suggestion import did_you_mean
from specquilt.openapi.values import mapping
from specquilt.overlay.wire_names import wire_names
from specquilt.python.names.reserved import is_argument

_KEY = re.compile(r"(?:(?P<operation>.+?) )?parameters\.(?P<wire>.+)")
_ADVICE = "write 'parameters.NAME', as it is in requests"


class ArgumentNames:
    """The names of arguments in a configuration.

    Args:
        document: the document.
        endpoints: its operations, by what they are called in a configuration.
    """

    def __init__(self, document: Document, endpoints: Mapping[str, Endpoint]) -> None:
        self._data, self._endpoints = document.data, endpoints
        self._known = cache(self._wire_names)

    def faults(self, key: str, wanted: str) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with a name, and how to correct it."""
        operation, wire = split(key)
        if operation and operation not in self._endpoints:
            advice = did_you_mean(operation, self._endpoints, "write 'GET /path' or an operationId")
            yield f"the document has no {operation!r}", advice
        elif wire not in (known := self._known(operation)):
            message = f"{operation or 'the document'} has no parameter {wire!r}"
            yield message, did_you_mean(wire, known, _ADVICE)
        elif not is_argument(wanted):
            yield f"{wanted!r} cannot name an argument", "for example: job_id"

    def edits(self, names: Mapping[str, str]) -> Iterator[Set]:
        """Yield what gives operations, and the document, the names of their arguments."""
        grouped: dict[Pointer, dict[str, str]] = {}
        for key, wanted in names.items():
            operation, wire = split(key)
            place = self._endpoints[operation].pointer if operation else ()
            grouped.setdefault(place, {})[wire] = wanted
        for place, given in grouped.items():
            before = mapping(resolve(self._data, place).get(ARGUMENTS))
            yield Set((*place, ARGUMENTS), {**before, **given})

    def _wire_names(self, operation: str) -> frozenset[str]:
        """Return the names in the requests of an operation, or of all."""
        endpoints: Iterable[Endpoint] = self._endpoints.values()
        chosen = [self._endpoints[operation]] if operation else endpoints
        return frozenset(name for each in chosen for name in wire_names(self._data, each))


def is_of_argument(key: str) -> bool:
    """Return whether a key of ``[client.names]`` is one of an argument."""
    return _KEY.fullmatch(key) is not None


def split(key: str) -> tuple[str, str]:
    """Return the operation of a key, which is empty for all of them, and the name in requests."""
    found = _KEY.fullmatch(key)
    return (found["operation"] or "", found["wire"]) if found else ("", "")
