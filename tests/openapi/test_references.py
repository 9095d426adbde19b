"""References are parsed in one module, decoded once and resolved completely or not at all."""

from __future__ import annotations

import ast
import contextlib
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
    local_pointer,
    reference_to,
    split_reference,
    target,
)

PACKAGE = Path(specquilt.__file__).parent
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(NAMES | st.sampled_from(["%00", "100%", "a%2Db"]), max_size=4))
def test_written_reference_can_be_parsed(names: list[str]) -> None:
    assert local_pointer(reference_to(tuple(names))) == tuple(names)


@given(st.lists(NAMES, max_size=4))
def test_percent_signs_are_decoded_once(names: list[str]) -> None:
    assert local_pointer("#" + quote(show(tuple(names)), safe="")) == tuple(names)


@pytest.mark.parametrize("reference", ["#/a%2Db", "#/a-b"])
def test_encoded_and_plain_references_are_equal(reference: str) -> None:
    assert target({"a-b": 1}, reference).value == 1


def test_percent_sign_in_a_name_must_be_encoded() -> None:
    assert target({"a%2Db": 1}, "#/a%252Db").value == 1
    assert target({"a%2Db": 1, "a-b": 2}, "#/a%2Db").value == 2


def test_indexes_of_lists_are_numbers() -> None:
    assert target({"list": [{"0": "zero"}]}, "#/list/0/0") == (("list", 0, "0"), "zero")


@pytest.mark.parametrize("reference", ["#/nowhere", "other.yaml#/a", "#a", "", None, 5, "#/a/01x"])
def test_reference_to_nothing_is_unresolved(reference: object) -> None:
    with pytest.raises(UnresolvedReference):
        target({"a": []}, reference)


def test_both_parts_of_a_reference_to_a_file_are_decoded() -> None:
    assert split_reference("my%20parts.yaml#/a%20b") == ("my parts.yaml", ("a b",))


@pytest.mark.parametrize("length", [1, 2, 5])
def test_circular_reference_is_unresolved_and_follow_stops(length: int) -> None:
    root = {str(n): {"$ref": f"#/{(n + 1) % length}"} for n in range(length)}
    with pytest.raises(UnresolvedReference):
        list(chain(root, root["0"]))
    assert "$ref" in follow(root, root["0"])


def test_chain_longer_than_the_limit_is_unresolved() -> None:
    root = {str(n): {"$ref": f"#/{n + 1}"} for n in range(LONGEST_CHAIN * 2)}
    with pytest.raises(UnresolvedReference):
        list(chain(root, root["0"]))


_PARTS = {
    "object": {"type": "string"},
    "list": ["first", {"type": "integer"}],
    "text": "words",
    "nothing": None,
    "empty": {},
    "again": {"$ref": "#/object"},
    "again twice": {"$ref": "#/again"},
    "itself": {"$ref": "#/itself"},
    "lost": {"$ref": "#/gone"},
}


@pytest.mark.parametrize(
    "reference",
    [
        *(f"#/{name.replace(' ', '%20')}" for name in _PARTS),
        *("#", "#/list/0", "#/list/1", "#/list/2", "#/list/-1", "#/text/0", "#/object/type"),
        *("#/again/$ref", "#/gone", "#/object/gone", "object", "other.json#/object", "", "#object"),
        *(7, None, ["#/object"]),
    ],
)
def test_following_returns_the_end_of_the_chain_or_the_last_value(reference: object) -> None:
    value = {"$ref": reference}
    steps: list[object] = [value]
    with contextlib.suppress(UnresolvedReference):
        for step in chain(_PARTS, value):
            steps.append(step.value)
    assert follow(_PARTS, value) is steps[-1]


def test_no_other_module_parses_references() -> None:
    """Only `references.py` decodes percent signs and parses the text after ``#``."""
    others = {
        path.relative_to(PACKAGE).as_posix(): found
        for path in PACKAGE.rglob("*.py")
        if not path.is_relative_to(PACKAGE / "python" / "runtime")
        and (found := _parsers_of_references(path.read_text(encoding="utf-8")))
    }
    allowed = {
        "openapi/references.py": {"unquote", "parse"},
        "overlay/extends.py": {"unquote"},  # decodes names of files, which may be no documents
        "cli/commands/inspect.py": {"parse"},  # parses pointers typed by the user
        "project/locked.py": {"parse"},  # parses the ids of schemas in a lock
        "comparison/parity/generated_surface.py": {"parse"},  # parses the places of operations
        "pull/robots.py": {"unquote"},  # decodes the paths of rules for robots
        "recordings/routes.py": {"unquote"},  # decodes the paths of requests
    }
    assert others == allowed


def _parsers_of_references(source: str) -> set[str]:
    """Return the functions a module imports that decode references or parse pointers."""
    return {
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        and node.module in ("urllib.parse", "specquilt.openapi.pointer")
        for alias in node.names
        if alias.name in ("unquote", "parse")
    }
