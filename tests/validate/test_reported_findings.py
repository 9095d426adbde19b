"""Which findings report a violation already."""

from __future__ import annotations

import pytest

from specquilt.openapi.coverage import Coverage, Disagreement
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.validate.reported import Reported
from specquilt.validate.violation import Violation

GET = ("paths", "/a", "get")
PAGE = Origin(Block("page.md", "", 7))
DOCUMENT = Document({}, Provenance({(): (PAGE,)}))


def finding(
    pointer: Pointer, *violations: str, keys: tuple[Pointer, ...] = (), origin: Origin | None = PAGE
) -> Finding:
    place = origin.below(pointer) if origin else None
    covers = Coverage(keys, violations)
    return Finding("a-rule", Severity.WARNING, "Text", place, pointer, covers=covers)


def is_reported(
    reported: Finding, about: Pointer, keyword: str = "type", document: Document = DOCUMENT
) -> bool:
    found = Reported([reported]).of(Violation(about, "", keyword), document)
    assert found in ([], [reported])
    return bool(found)


@pytest.mark.parametrize(
    ("pointer", "about", "expected"),
    [
        ((*GET, "summary"), (*GET, "summary"), True),
        ((*GET, "summary"), (*GET, "tags"), False),
        ((*GET, "tags", 0), (*GET, "tags"), True),
        ((*GET, "tags"), (*GET, "tags", 3), True),
        (GET, (*GET, "summary"), False),
        (GET, GET, False),
    ],
)
def test_finding_reports_the_key_that_it_points_at(
    pointer: Pointer, about: Pointer, *, expected: bool
) -> None:
    assert is_reported(finding(pointer), about) == expected


def test_finding_reports_the_keys_that_its_fix_writes() -> None:
    writing = finding(GET, keys=((*GET, "responses"), (*GET, "tags")))
    assert is_reported(writing, (*GET, "tags"))
    assert is_reported(writing, (*GET, "responses"))
    assert not is_reported(writing, (*GET, "summary"))


def test_finding_reports_the_violations_that_it_names_at_its_place() -> None:
    naming = finding(GET, "required", "type")
    assert is_reported(naming, GET, "required")
    assert is_reported(naming, GET, "type")
    assert not is_reported(naming, GET, "minimum")
    assert not is_reported(naming, (*GET, "tags"), "required")


@pytest.mark.parametrize(
    ("keyword", "about", "expected"),
    [
        (Disagreement.PARAMETERS, (*GET, "parameters"), True),
        (Disagreement.PARAMETERS, ("paths", "/a", "parameters"), True),
        (Disagreement.PARAMETERS, ("paths", "/b", "parameters"), False),
        (Disagreement.PATH_PARAMETERS, GET, False),
    ],
)
def test_disagreement_is_reported_anywhere_in_its_path(
    keyword: Disagreement, about: Pointer, *, expected: bool
) -> None:
    assert (
        is_reported(finding((*GET, "parameters", 1), Disagreement.PARAMETERS), about, keyword)
        == expected
    )


def test_disagreement_is_reported_by_no_finding_about_its_key_alone() -> None:
    assert not is_reported(
        finding((*GET, "parameters")), (*GET, "parameters"), Disagreement.PARAMETERS
    )


def test_keys_are_those_of_one_block_of_a_page() -> None:
    for block, expected in (
        (Block("page.md", "", 7), True),
        (Block("page.md", "", 8), False),
        (Block("a.md", "", 7), False),
    ):
        document = Document({}, Provenance({(): (Origin(block),)}))
        assert is_reported(finding((*GET, "tags")), (*GET, "tags"), document=document) == expected


def test_key_of_several_pages_is_reported_by_a_finding_about_any() -> None:
    other = Origin(Block("a.md", "", 1))
    document = Document({}, Provenance({(): (other, PAGE)}))
    assert is_reported(finding((*GET, "tags")), (*GET, "tags"), document=document)


def test_finding_without_a_place_reports_no_key() -> None:
    assert not is_reported(finding((*GET, "tags"), origin=None), (*GET, "tags"))
