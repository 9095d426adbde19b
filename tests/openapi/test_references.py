"""References: read at one place, decoded once, and followed to the end or not at all."""

from __future__ import annotations

import ast
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import specquilt
from specquilt.openapi.pointer import show
from specquilt.openapi.references import (
    LONGEST_CHAIN,
    UnresolvedReference,
    chain,
    follow,
    local,
    split,
    target,
    written,
)

PACKAGE = Path(specquilt.__file__).parent
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(NAMES, max_size=4))
def test_a_written_reference_is_read_back(names: list[str]) -> None:
    assert local(written(tuple(names))) == tuple(names)


@given(st.lists(NAMES, max_size=4))
def test_percent_signs_are_decoded_once(names: list[str]) -> None:
    assert local("#" + quote(show(tuple(names)), safe="")) == tuple(names)


@pytest.mark.parametrize("reference", ["#/a%2Db", "#/a-b"])
def test_an_encoded_reference_names_what_the_plain_one_names(reference: str) -> None:
    assert target({"a-b": 1}, reference).value == 1


def test_a_name_that_looks_encoded_is_reached_by_encoding_its_percent_sign() -> None:
    assert target({"a%2Db": 1}, "#/a%252Db").value == 1
    assert target({"a%2Db": 1, "a-b": 2}, "#/a%2Db").value == 2


def test_indexes_of_lists_become_numbers() -> None:
    assert target({"list": [{"0": "zero"}]}, "#/list/0/0") == (("list", 0, "0"), "zero")


@pytest.mark.parametrize("reference", ["#/nowhere", "other.yaml#/a", "#a", "", None, 5, "#/a/01x"])
def test_what_names_nothing_in_the_document_is_unresolved(reference: object) -> None:
    with pytest.raises(UnresolvedReference):
        target({"a": []}, reference)


def test_a_reference_to_a_file_has_both_parts_decoded() -> None:
    assert split("my%20parts.yaml#/a%20b") == ("my parts.yaml", ("a b",))


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_circle_is_unresolved_and_follow_stops_in_it(length: int) -> None:
    root = {str(n): {"$ref": f"#/{(n + 1) % length}"} for n in range(length)}
    with pytest.raises(UnresolvedReference):
        list(chain(root, root["0"]))
    assert "$ref" in follow(root, root["0"])


def test_a_chain_ends_at_the_limit() -> None:
    root = {str(n): {"$ref": f"#/{n + 1}"} for n in range(LONGEST_CHAIN * 2)}
    with pytest.raises(UnresolvedReference):
        list(chain(root, root["0"]))


def test_no_other_module_reads_references() -> None:
    """Whoever decodes percent signs, or parses text after ``#``, follows references of his own."""
    others = {
        path.relative_to(PACKAGE).as_posix(): found
        for path in PACKAGE.rglob("*.py")
        if not path.is_relative_to(PACKAGE / "python" / "runtime")
        and (found := _readers_of_references(path.read_text(encoding="utf-8")))
    }
    allowed = {
        "openapi/references.py": {"unquote", "parse"},
        "overlay/extends.py": {"unquote"},  # names files, which need not be documents
        "cli/commands/inspect.py": {"parse"},  # reads plain pointers that a person has typed
        "api/usage.py": {"parse"},  # reads pointers that the facts hold as text
    }
    assert others == allowed


def _readers_of_references(source: str) -> set[str]:
    """Return the functions a module imports that decode references or parse pointers."""
    return {
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        and node.module in ("urllib.parse", "specquilt.openapi.pointer")
        for alias in node.names
        if alias.name in ("unquote", "parse")
    }
