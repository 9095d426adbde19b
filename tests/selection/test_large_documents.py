"""Limits apply to what is wanted, not to what a document has besides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specquilt import pipeline
from specquilt.openapi.finding import InputError
from specquilt.project.configuration import Job, adjusted, from_sources

OPERATIONS, WANTED = 11_422, 7


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    paths = {
        f"/quilts/{number}": {
            "get": {"operationId": f"get{number}", "responses": {"204": {"description": "None"}}}
        }
        for number in range(OPERATIONS)
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Quilts", "version": "1"},
        "servers": [{"url": "https://api.quilt.test"}],
        "paths": paths,
    }
    file = tmp_path_factory.mktemp("large") / "api.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


@pytest.mark.long
def test_few_operations_of_a_large_document_are_selected(large: Path) -> None:
    job = adjusted(from_sources([large]), [f"get{number}" for number in range(WANTED)], [])
    document = pipeline.valid_document_of(job).document
    assert len(document.data["paths"]) == WANTED


def test_whole_document_is_refused_with_the_key_and_the_value_to_write(large: Path) -> None:
    with pytest.raises(InputError) as caught:
        pipeline.valid_document_of(from_sources([large]))
    helps = [finding.help.splitlines()[1:] for finding in caught.value.findings]
    assert ["[limits]", f"operations = {OPERATIONS}"] in helps
    assert ["[limits]", f"paths = {OPERATIONS}"] in helps


@pytest.mark.long
def test_whole_document_is_read_once_its_limits_allow_it(large: Path) -> None:
    limits = {"operations": OPERATIONS, "paths": OPERATIONS}
    job = Job({"sources": {"pages": [str(large)]}, "limits": limits})
    assert len(pipeline.valid_document_of(job).document.data["paths"]) == OPERATIONS
