"""What a user should know about the conversion of a document."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.operations import operation_at
from specquilt.openapi.pointer import Pointer
from specquilt.sources.swagger.version import is_swagger_2, parts_of_swagger_2

RULE = "swagger-converted"


@dataclass(frozen=True)
class Note:
    """Something that OpenAPI 3 cannot express.

    Args:
        message: what it is, and what is done about it.
        origin: pointer in the source document.
    """

    message: str
    origin: Pointer

    def finding(self, source: Document) -> Finding:
        """Return what a user reads."""
        place = source.provenance.place(self.origin)
        return Finding(RULE, Severity.WARNING, self.message, place, self.origin)


def of_conversion(source: Document) -> Iterator[Finding]:
    """Yield the findings that a document was converted, or which parts of it."""
    place = source.provenance.place
    if is_swagger_2(source.data):
        message = "Swagger 2.0 is read as OpenAPI 3.0.3"
        yield Finding(RULE, Severity.INFO, message, place(("swagger",)), ("openapi",))
        return
    for pointer in parts_of_swagger_2(source.data):
        message = f"{_shown(pointer)} is of Swagger 2.0; it is read as OpenAPI 3 has it"
        operation = operation_at(pointer)
        yield Finding(RULE, Severity.ERROR, message, place(pointer), pointer, operation=operation)


def _shown(pointer: Pointer) -> str:
    """Return what a key is called: a place where parameters cannot be by its value."""
    return "a parameter in the body" if pointer[-1] == "in" else f"key {pointer[-1]!r}"
