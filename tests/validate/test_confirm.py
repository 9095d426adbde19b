"""What is valid for jsonschema-rs is valid for openapi-spec-validator, too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import strategies as st

from rules.mutations import MUTATIONS
from rules.mutations.mutation import Mutation
from specquilt.openapi.document import Document, clone
from specquilt.openapi.finding import InputError
from specquilt.validate.confirm import refusals
from specquilt.validate.malformed import refuse_malformed
from specquilt.validate.references import broken_references
from specquilt.validate.validator import suspected
from specquilt.validate.violation import Violation
from tiers import examples
from validate.anything import SOMETHING, places

TEXT = (Path(__file__).parents[1] / "rules/clean.yaml").read_text(encoding="utf-8")
CLEAN: dict[str, Any] = yaml.safe_load(TEXT)
VERSIONS = ["3.0.3", "3.1.0"]


EVERYWHERE = [Violation((), "")]


def is_valid(data: dict[str, Any]) -> bool:
    return not suspected(data)


def _refused(data: dict[str, Any]) -> list[str]:
    return [refusal.message for refusal in refusals(data, EVERYWHERE)]


def _hold(data: dict[str, Any]) -> None:
    """Compare the answers; a document that goes no further than this has none."""
    try:
        refuse_malformed([Document(data)])
    except InputError:
        return
    if not broken_references(Document(data)) and is_valid(data):
        assert _refused(data) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_clean_document_is_valid(version: str) -> None:
    document = {"openapi": version, "info": {"title": "x", "version": "1"}, "paths": {}}
    assert is_valid(CLEAN)
    assert is_valid({**document, "components": {"schemas": {"A": {"required": []}}}})


@pytest.mark.parametrize(
    "mutation",
    [
        pytest.param(each, id=each.rule, marks=[pytest.mark.long] if number % 3 else [])
        for number, each in enumerate(MUTATIONS)
    ],
)
def test_both_agree_on_a_defect(mutation: Mutation) -> None:
    data = yaml.safe_load(mutation.apply(TEXT))
    if isinstance(data, dict) and "openapi" in data:
        _hold(data)


@examples(50, 500, st.data(), st.sampled_from(VERSIONS))
def test_both_agree_whatever_a_place_has(data: st.DataObject, version: str) -> None:
    document = clone({**CLEAN, "openapi": version})
    *parents, last = data.draw(st.sampled_from([p for p in places(document) if p]))
    holder = document
    for key in parents:
        holder = holder[key]
    holder[last] = data.draw(SOMETHING)
    if isinstance(document["openapi"], str) and document["openapi"][:3] in ("3.0", "3.1"):
        _hold(document)


@pytest.mark.parametrize(
    "data",
    [
        {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {"a": {}}},
        {"openapi": "3.1.0", "info": {"title": "x"}, "paths": {}},
        {"openapi": "3.1.0", "info": {"title": "x", "version": 1}, "paths": {}},
        {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {}, "more": {}},
        {
            "openapi": "3.1.0",
            "info": {"title": "x", "version": "1"},
            "components": {"schemas": {"A": {"properties": {"b": {"type": "text"}}}}},
        },
    ],
)
def test_what_breaks_the_standard_is_not_valid(data: dict[str, Any]) -> None:
    assert not is_valid(data)
    assert _refused(data)


def test_the_last_word_is_never_that_of_the_first_validator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backend = "OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND"
    monkeypatch.setenv(backend, "auto")
    assert _refused({"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {}}) == []
    assert os.environ[backend] == "jsonschema"
