"""References that are unresolved, external, or circular."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.references import LONGEST_CHAIN
from specquilt.validate.references import broken_references

ROOT: dict[str, Any] = {
    "object": {},
    "yes": True,
    "text": "a",
    "list": [{}],
    "two": {"allOf": [{"$ref": "#/loop"}, {}]},
    "one": {"allOf": [{"$ref": "#/object"}]},
    "loop": {"$ref": "#/back"},
    "back": {"allOf": [{"allOf": [{"$ref": "#/loop"}]}]},
    "away": {"$ref": "other.yaml#/a"},
    "lost": {"$ref": "#/nowhere"},
}


def messages(reference: Any) -> list[str]:
    document = Document({**ROOT, "use": {"$ref": reference}})
    return [each.message for each in broken_references(document) if each.pointer[0] == "use"]


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("", "empty reference"),
        ("other.yaml#/a", "external reference 'other.yaml#/a' is not allowed"),
        ("a", "external reference 'a' is not allowed"),
        ("#/none", "unresolved reference '#/none'"),
        ("#/lost", "unresolved reference '#/nowhere'"),
        ("#/text", "reference '#/text' does not resolve to an object"),
        ("#/list", "reference '#/list' does not resolve to an object"),
        ("#/use", "circular reference: #/use → #/use"),
        ("#/loop", "circular reference: #/loop → #/back → #/loop"),
    ],
)
def test_reference_is_broken(reference: str, message: str) -> None:
    assert messages(reference) == [message]


@pytest.mark.parametrize(
    "reference", ["#/object", "#/yes", "#/list/0", "#/one", "#/two", "#/away", "#", 3]
)
def test_reference_is_whole(reference: Any) -> None:
    assert messages(reference) == []


def test_rule_and_advice_depend_on_where_a_reference_leads() -> None:
    data = {
        "a": {"$ref": "b.yaml"},
        "b": {"$ref": "#/c"},
        "c": {"d": {"$ref": ""}},
        "e": {"$ref": "#/e/f"},
    }
    found = broken_references(Document(data))
    assert [each.rule for each in found] == ["external-reference"] + ["unresolved-reference"] * 2
    assert [each.pointer for each in found] == [("a", "$ref"), ("c", "d", "$ref"), ("e", "$ref")]
    assert len({each.help for each in found}) == 2
    assert "URLs are never followed" in found[0].help


@pytest.mark.parametrize(("length", "is_whole"), [(1, True), (2, False)])
def test_chain_may_have_the_length_that_can_be_followed(length: int, *, is_whole: bool) -> None:
    count = LONGEST_CHAIN + length
    chain = {str(at): {"$ref": f"#/{at + 1}"} for at in range(count)}
    *_, message = [
        "",
        *(each.message for each in broken_references(Document({**chain, str(count): {}}))),
    ]
    expected = f"'#/1' refers on through more than {LONGEST_CHAIN} references"
    assert message == ("" if is_whole else expected)


@pytest.mark.parametrize(("most", "expected"), [(3, 3), (None, 150)])
def test_no_more_are_reported_than_are_wanted(most: int | None, expected: int) -> None:
    document = Document({"list": [{"$ref": "#/none"}] * 150})
    assert len(broken_references(document, most)) == expected
    assert len(broken_references(document)) == 100
