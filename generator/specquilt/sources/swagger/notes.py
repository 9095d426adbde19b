"""What a user should know about the conversion of a document."""

from __future__ import annotations

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.pointer import Pointer
from specquilt.sources.swagger.version import is_swagger_2

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


def converted_as_a_whole(source: Document) -> Finding:
    """Return the finding that a document was converted."""
    if is_swagger_2(source.data):
        place, message = ("swagger",), "Swagger 2.0 is read as OpenAPI 3.0.3"
        return Finding(RULE, Severity.INFO, message, source.provenance.place(place), ("openapi",))
    message = "what only Swagger 2.0 has is read as OpenAPI 3 has it"
    place = ("openapi",)
    return Finding(RULE, Severity.WARNING, message, source.provenance.place(place), place)
