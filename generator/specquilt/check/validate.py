"""The judge: openapi-spec-validator, which only sees the skeleton of a document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from typing import Any

from specquilt.check.conformance import is_plainly_valid
from specquilt.check.references import MAX_FAULTS, broken_references
from specquilt.check.skeleton import skeleton
from specquilt.document import Document
from specquilt.finding import Finding, InputError, Severity
from specquilt.pointer import Pointer


def validate(document: Document) -> None:
    """Check that a document is valid OpenAPI.

    Raises:
        InputError: it is not; one finding for each fault, at the page that it came from.
    """
    faults = broken_references(document)
    if not faults and not is_plainly_valid(document.data):
        faults = list(judged(document))
    if faults:
        raise InputError(*faults)


def judged(document: Document) -> Iterator[Finding]:
    """Yield what openapi-spec-validator has against a document whose references are sound."""
    # Where jsonschema-rs is installed it would be taken instead; its messages are other ones.
    os.environ["OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND"] = "jsonschema"
    from openapi_spec_validator import (
        OpenAPIV30SpecValidator,
        OpenAPIV31SpecValidator,
    )

    version = str(document.data.get("openapi"))
    validator = OpenAPIV30SpecValidator if version.startswith("3.0") else OpenAPIV31SpecValidator
    errors = validator(skeleton(document.data)).iter_errors()
    try:
        for error in islice(errors, MAX_FAULTS):
            pointer = tuple(getattr(error, "absolute_path", ()))
            yield _finding(document, pointer, _sentence(error))
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError) as error:
        message = f"openapi-spec-validator cannot judge this document: {error}"
        yield _finding(document, ("paths",), message)


def _sentence(error: Any) -> str:
    """Take the deepest reason of a failed choice: the outer one only repeats the input."""
    while getattr(error, "context", None):
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    text = str(getattr(error, "message", error))
    return text if len(text) < 300 else text[:200] + " … " + text[-80:]


def _finding(document: Document, pointer: Pointer, message: str) -> Finding:
    place = document.provenance.place(pointer)
    return Finding("invalid-document", Severity.ERROR, message, place, pointer)
