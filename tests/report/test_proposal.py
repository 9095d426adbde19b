"""A finding shows what its fix would write."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.edits import Edit, Remove, RenameKey, Set
from specquilt.openapi.finding import Finding, Fix, Location, Severity
from specquilt.report import text
from specquilt.report.proposal import proposal

AT = ("paths", "/a", "get", "tags")


def _finding(*edits: Edit, **more: Any) -> Finding:
    return Finding("rule", Severity.INFO, "message", pointer=AT, edits=edits, **more)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Set(AT, ["a"]), 'set tags to ["a"]'),
        (Set((*AT, 0), "é"), 'set tags/0 to "é"'),
        (Set((*AT, 0, "x"), None), "set tags/0/x to null"),
        (Set((*AT[:-1], "summary"), True), "set summary to true"),
        (Set(AT[:-1], {}), "set get to {}"),
        (Set(("paths", "/b"), 1), "set /paths/~1b to 1"),
        (Set(("tags",), []), "set /tags to []"),
        (Remove(AT), "remove tags"),
        (RenameKey(AT, "tag"), "rename tags to tag"),
        (Set(AT, "x" * 58), f'set tags to "{"x" * 58}"'),
        (Set(AT, "x" * 59), f'set tags to "{"x" * 57} …'),
    ],
)
def test_an_edit_is_a_few_words(edit: Edit, expected: str) -> None:
    assert proposal(_finding(edit)) == expected


def test_a_finding_of_the_document_names_places_from_its_root() -> None:
    finding = Finding("rule", Severity.INFO, "message", edits=(Set(("tags",), []),))
    assert proposal(finding) == "set /tags to []"


def test_an_item_of_a_list_is_named_with_the_list() -> None:
    members = ("paths", "/a", "get", "oneOf")
    edits = Remove((*members, 2)), Remove((*members, 3))
    finding = Finding("rule", Severity.INFO, "message", pointer=(*members, 2), edits=edits)
    assert proposal(finding) == "remove oneOf/2; remove oneOf/3"


def test_a_few_edits_are_shown_and_the_others_are_counted() -> None:
    edits = [Remove((*AT, index)) for index in range(5)]
    assert proposal(_finding(*edits[:3])) == "remove tags/0; remove tags/1; remove tags/2"
    assert proposal(_finding(*edits)) == "remove tags/0; remove tags/1; remove tags/2; 2 more"
    assert proposal(_finding()) == ""


@pytest.mark.parametrize(
    ("fix", "repaired", "expected"),
    [
        (Fix.SAFE, False, ["    fix: safe: remove tags"]),
        (Fix.GUESS, False, ["    fix: guess: remove tags"]),
        (Fix.GUESS, True, ["    fixed by a guess: remove tags"]),
        (Fix.SAFE, True, ["    fixed"]),
        (Fix.NONE, False, []),
    ],
)
def test_lint_shows_what_a_fix_writes(fix: Fix, repaired: bool, expected: list[str]) -> None:
    found = text.lines([_finding(Remove(AT), fix=fix, repaired=repaired)])
    assert [line for line in found if "fix" in line] == expected


def test_a_fix_of_unknown_edits_is_named_alone() -> None:
    assert "    fix: guess" in text.lines([_finding(fix=Fix.GUESS)])


def test_characters_of_the_input_cannot_control_the_terminal() -> None:
    shown = text.lines([_finding(RenameKey(AT, "\x1b[2J"), fix=Fix.SAFE)])
    assert shown[-1] == "    fix: safe: rename tags to \ufffd[2J"


def test_the_whole_key_or_value_is_underlined(tmp_path: Any) -> None:
    file = tmp_path / "api.yaml"
    file.write_text("openapi: 3.1.0\n")
    finding = Finding("rule", Severity.INFO, "message", Location(str(file), 1, 10))
    assert text.lines([finding])[1:3] == ["  1 | openapi: 3.1.0", "    |          ^^^^^"]
