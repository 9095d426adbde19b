"""The judge: openapi-spec-validator, which only sees the skeleton of a document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jsonschema.exceptions import ValidationError
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from specquilt.openapi.document import Document
from specquilt.openapi.pointer import Pointer
from specquilt.validate.causes import faults_of
from specquilt.validate.fault import Fault
from specquilt.validate.located import located
from specquilt.validate.references import settled
from specquilt.validate.skeleton import in_doubt, skeleton


def judged(
    document: Document, doubtful: list[Fault], references_are_sound: bool = True
) -> Iterator[Fault]:
    """Yield what openapi-spec-validator has against a document, each fault once.

    Args:
        document: one of the right shape.
        doubtful: what is perhaps not valid; the judge need not look anywhere else.
        references_are_sound: whether they may be followed; without that, only each object is judged,
            and not what lies between them.
    """
    found = [
        replace(fault, about=settled(document.data, fault.about))
        for fault in faults_of(_errors(in_doubt(document.data, doubtful), references_are_sound))
    ]
    precise = [fault.about for fault in found if not fault.vague]
    seen: set[Pointer] = set()
    for fault in found:
        echoes = fault.vague and any(at[: len(fault.about)] == fault.about for at in precise)
        if fault.about not in seen and not echoes:
            seen.add(fault.about)
            yield fault


def _errors(data: dict[str, Any], references_are_sound: bool) -> Iterator[ValidationError]:
    # Where jsonschema-rs is installed it would be taken instead; its messages are other ones.
    os.environ["OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND"] = "jsonschema"
    version = str(data.get("openapi"))
    known = OpenAPIV30SpecValidator if version.startswith("3.0") else OpenAPIV31SpecValidator
    validator = located(known)(skeleton(data))
    if references_are_sound:
        yield from validator.iter_errors()
    else:
        yield from validator.schema_validator.iter_errors(validator.schema)
