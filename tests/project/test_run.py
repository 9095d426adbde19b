"""What the stages of a run share."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.walk import walk
from specquilt.project import run as runs
from specquilt.project.configuration import Job
from specquilt.project.run import Run


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """Return the list that gets each document that is walked."""
    seen: list[Document] = []

    def noted(document: Document) -> Any:
        seen.append(document)
        return walk(document)

    monkeypatch.setattr(runs, "walk", noted)
    return seen


def test_a_document_is_walked_once_for_two_stages_and_again_after_them(
    walks: list[Document],
) -> None:
    run, document = Run(Job({"sources": {"pages": ["pages"]}})), Document({"info": {"contact": {}}})
    first = run.walked(document)
    assert [each.pointer for each in first] == [(), ("info",), ("info", "contact")]
    assert run.walked(document) is first
    assert walks == [document]
    document.data["info"] = {}
    assert [each.pointer for each in run.walked(document)] == [(), ("info",)]


def test_an_equal_document_is_walked_itself(walks: list[Document]) -> None:
    run, one, other = Run(Job({"sources": {"pages": ["pages"]}})), Document({}), Document({})
    assert run.walked(one)[0].document is one
    assert run.walked(other)[0].document is other
    assert len(walks) == 2
