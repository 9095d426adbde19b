"""Descriptions of models stay what they are, and make nothing again."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specquilt.openapi.values import without_controls
from specquilt.python.models import backend, definitions
from specquilt.python.models.json_schema import Schema, reference
from specquilt.python.models.modules import MODELS, PARAMS, TypesModule

STRING = {"type": "string"}


def _module(folder: str, own: str, field: str, alias: str) -> TypesModule:
    properties: dict[str, Any] = {
        "name": {**STRING, "description": field},
        "kind": {**reference("Kind"), "description": field},
        "plain": STRING,
    }
    pet: Schema = {"type": "object", "properties": properties, "required": [], "description": own}
    kind: Schema = {"type": "array", "items": STRING, "description": alias}
    return TypesModule(folder, "zoo", {"Pet": pet, "Kind": kind})


def _docstrings(text: str) -> list[str]:
    """Return all docstrings of a module but its own, in order."""
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr)]
    places = sorted(found, key=lambda node: node.lineno)[1:]
    return [" ".join(ast.literal_eval(node.value).split()) for node in places]


TEXTS = st.one_of(
    st.sampled_from(['Ends with "', "C:\\", '"""', "Two\n\nparagraphs.", "Pet 0", '"""Pet 0"""']),
    st.text(st.sampled_from('ab\\"\n {}%\t0'), min_size=1, max_size=12),
).filter(str.strip)


def _said(text: str) -> str:
    """Return the words of a description, without the full stop after a quote that ends a line."""
    return " ".join(without_controls(text).split()).removesuffix(".")


@given(st.sampled_from([MODELS, PARAMS]), TEXTS, TEXTS, TEXTS)
def test_descriptions_are_docstrings(folder: str, own: str, field: str, alias: str) -> None:
    text = definitions.text_of(_module(folder, own, field, alias), reuse=False)
    docstrings = [each.removesuffix(".") for each in _docstrings(text)]
    assert sorted(docstrings) == sorted(map(_said, (own, field, field, alias)))


@pytest.mark.parametrize("folder", [MODELS, PARAMS])
def test_the_backend_runs_once_for_all_descriptions(
    folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SPECQUILT_CACHE", str(tmp_path))
    first = definitions.text_of(_module(folder, "One.", "Two.", "Three."), reuse=True)
    monkeypatch.setattr(backend, "text_of", pytest.fail)
    second = definitions.text_of(_module(folder, "Four.", "Five.", "Six."), reuse=True)
    assert first.replace("One.", "Four.").replace("Two.", "Five.") == second.replace(
        "Six.", "Three."
    )


def test_a_first_description_makes_a_model_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SPECQUILT_CACHE", str(tmp_path))
    definitions.text_of(_module(MODELS, "One.", "", "Three."), reuse=True)
    text = definitions.text_of(_module(MODELS, "One.", "Two.", "Three."), reuse=True)
    assert _docstrings(text).count("Two.") == 2


def test_a_check_asks_the_backend_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPECQUILT_CACHE", str(tmp_path))
    module = _module(MODELS, "One.", "Two.", "Three.")
    text = definitions.text_of(module, reuse=True)
    monkeypatch.setattr(backend, "text_of", lambda _: "made again")
    assert definitions.text_of(module, reuse=True) == text
    assert definitions.text_of(module, reuse=False) == "made again"
