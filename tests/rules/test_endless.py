"""Rules whose fixes have no end do not stop a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Set
from specquilt.openapi.walk import start
from specquilt.rules.engine import book
from specquilt.rules.engine.book import Found
from specquilt.rules.engine.rule import Problem

_TITLE = ("info", "title")
_TAGS = [["quilts", "patches"]]


def _document() -> Document:
    operation = {"tags": _TAGS, "responses": {"204": {"description": "Done"}}}
    paths: dict[str, Any] = {"/quilts": {"delete": operation}}
    return Document(
        {"openapi": "3.1.0", "info": {"title": "Quilts", "version": "1"}, "paths": paths}
    )


def test_fixes_without_end_are_left_out_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    others = book.problems

    def endless(document: Document) -> Iterator[Found]:
        title = document.data["info"]["title"]
        problem = Problem("the title is too short", _TITLE, (Set(_TITLE, f"{title}!"),))
        yield Found(
            "empty-description", book.rule_of("empty-description"), start(document), problem
        )
        yield from others(document)

    monkeypatch.setattr(book, "problems", endless)
    fixed, findings = book.fix(_document())
    assert fixed.data["info"]["title"] == "Quilts"
    assert fixed.data["paths"]["/quilts"]["delete"]["tags"] == ["quilts/patches"]
    messages = [finding.message for finding in findings if finding.rule == "endless-rule"]
    assert messages == ["the fixes of empty-description have no end here; none of them is made"]
