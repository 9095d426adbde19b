"""What is left out of a document may have been referred to: that is repaired, too."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.repair.whole import make_usable
from specquilt.validate.references import broken_references
from specquilt.validate.reported import Reported

BLOCK = Block("api.yaml", "", 1)


def _document() -> Document:
    data: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Quilts", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/components/errors/No"}}}}},
        "components": {"errors": {"No": {"description": "No"}}},
    }
    return Document(data, Provenance({(): (Origin(BLOCK, ()),)}))


@pytest.mark.parametrize("is_known", [True, False])
def test_a_reference_to_what_was_left_out_is_repaired(is_known: bool) -> None:
    document = _document()
    place = ("components", "errors")
    origin = document.provenance.place(place)
    reported = Finding("unknown-key", Severity.WARNING, "unknown key 'errors'", origin, place)
    usable, findings = make_usable(document, Reported([reported] if is_known else []))
    assert not broken_references(usable)
    assert usable.data["paths"]["/a"]["get"]["responses"]["200"] == {"description": ""}
    assert "part-left-out" in {each.rule for each in findings}
