"""Converts Swagger 2.0 documents, and what is left of it in other documents, to OpenAPI 3.

https://spec.openapis.org/oas/v2.0 describes the one, https://spec.openapis.org/oas/v3.0.3 the other.
Values of a wrong shape stay as they are, for later stages to check.
"""

from __future__ import annotations

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.sources.swagger.version import is_swagger_2, parts_of_swagger_2


def converted(source: Document) -> tuple[Document, list[Finding]]:
    """Return a document as OpenAPI 3, and findings about what has been converted.

    Args:
        source: any document. If nothing in it is Swagger 2.0, it is returned as it is.
    """
    if not is_swagger_2(source.data) and not any(parts_of_swagger_2(source.data)):
        return source, []
    # Few documents need it, and it has many modules.
    from specquilt.sources.swagger import convert

    return convert.converted(source)
