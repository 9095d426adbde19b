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
from specquilt.rules.engine.known import Known
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

    def endless(document: Document, _: Known | None, *, reports: bool) -> Iterator[Found]:
        title = document.data["info"]["title"]
        problem = Problem("the title is too short", _TITLE, (Set(_TITLE, f"{title}!"),))
        yield Found(
            "empty-description", book.rule_of("empty-description"), start(document), problem
        )
        yield from others(document, reports=reports)

    monkeypatch.setattr(book, "problems", endless)
    fixed, findings = book.fix(_document())
    assert fixed.data["info"]["title"] == "Quilts"
    assert fixed.data["paths"]["/quilts"]["delete"]["tags"] == ["quilts/patches"]
    messages = [finding.message for finding in findings if finding.rule == "endless-rule"]
    assert messages == ["the fixes of empty-description have no end here; none of them is made"]


def test_fixes_of_several_rounds_leave_the_document_of_the_caller_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added: dict[str, Any] = {"parts": []}
    left = [2, 3, 4]

    def several(document: Document, _: Known | None, **_more: bool) -> Iterator[Found]:
        edits = [Set(("x-added", number), added) for number in left[:1]]
        if "x-added" not in document.data:
            edits = [Set(("x-added",), {1: added})]
        elif left:
            edits.append(Set(("x-added", left.pop(0) - 1, "parts", 0), "last"))
        if edits:
            problem = Problem("something is missing", (), tuple(edits))
            rule = book.rule_of("empty-description")
            yield Found("empty-description", rule, start(document), problem)

    monkeypatch.setattr(book, "problems", several)
    given = _document()
    fixed, _ = book.fix(given)
    assert given == _document()
    assert added == {"parts": []}
    expected = {1: {"parts": ["last"]}, 2: {"parts": ["last"]}, 3: {"parts": ["last"]}}
    assert fixed.data["x-added"] == expected | {4: {"parts": []}}


def test_rounds_share_what_they_leave_alone_with_the_given_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def three(document: Document, _: Known | None, **_more: bool) -> Iterator[Found]:
        title = document.data["info"]["title"]
        if len(title) < len("Quilts") + 3:
            problem = Problem("the title is too short", _TITLE, (Set(_TITLE, f"{title}!"),))
            rule = book.rule_of("empty-description")
            yield Found("empty-description", rule, start(document), problem)

    monkeypatch.setattr(book, "problems", three)
    given = _document()
    fixed = book.fix(given)[0].data
    assert fixed["info"]["title"] == "Quilts!!!"
    assert fixed["paths"]["/quilts"] is given.data["paths"]["/quilts"]
    assert given == _document()
