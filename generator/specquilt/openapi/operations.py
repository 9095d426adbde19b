"""The operations of a document, including those in referenced path items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from specquilt.openapi.kinds import METHODS
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import Target, follow_target
from specquilt.openapi.values import mapping

CALL = "x-specquilt-call"
"""Extension that names the call of an operation: ``embed_jobs.create``."""

NAME = "x-specquilt-name"
"""Extension that names the type of a schema: ``EmbedJob``; or the argument of a parameter."""

ARGUMENTS = "x-specquilt-arguments"
"""Extension of an operation, or of the document: names of arguments by their names in requests."""

PAGINATION = "x-specquilt-pagination"
"""Extension that says how to get from one page of an operation to the next."""

STREAMING = "x-specquilt-streaming"
"""Extension that names the streaming variant of an operation, and what asks for it."""

SAID_BY = "from"
"""Key of a hint that the user has not written: the extension of the document that says the same."""


class Endpoint(NamedTuple):
    """A method and path of the API, with its operation.

    Args:
        path: path of the API, or name of a webhook.
        method: HTTP method, in lower case.
        pointer: location of the operation. Points into a component if the path item is a reference.
        value: the operation.
    """

    path: str
    method: str
    pointer: Pointer
    value: dict[str, Any]

    @property
    def name(self) -> str:
        """``METHOD /path``."""
        return f"{self.method.upper()} {self.path}"


def operations(data: Any, section: str = "paths") -> Iterator[Endpoint]:
    """Yield all operations below `paths` (or `webhooks`), in the order of the document."""
    for path, value in mapping(data.get(section)).items():
        if section == "paths" and path.startswith("x-"):
            continue
        item = follow_target(data, Target((section, path), value))
        for method, operation in mapping(item.value).items():
            if method in METHODS and isinstance(operation, dict):
                yield Endpoint(path, method, (*item.pointer, method), operation)


def operation_names(data: dict[str, Any]) -> list[str]:
    """Return ``METHOD /path`` of every operation of a document."""
    return [endpoint.name for endpoint in operations(data)]


def operation_at(pointer: Pointer) -> str:
    """Return ``GET /jobs`` for a place inside of that operation."""
    if len(pointer) > 2 and pointer[0] in ("paths", "webhooks") and pointer[2] in METHODS:
        return f"{str(pointer[2]).upper()} {pointer[1]}"
    return ""
