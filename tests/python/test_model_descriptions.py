"""Descriptions of models stay what they are, and make nothing again."""

from __future__ import annotations

import ast
import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.small import named
from python.zoo import ZOO
from specquilt.openapi.values import without_controls
from specquilt.python.models import backend, definitions
from specquilt.python.models.clusters import Whole
from specquilt.python.models.json_schema import Schema, reference
from specquilt.python.models.modules import MODELS, PARAMS, TypesModule
from specquilt.python.surface.types import Surface

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


@pytest.mark.parametrize("folder", [MODELS, PARAMS])
def test_a_long_module_is_kept_as_a_whole_for_all_descriptions(
    folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SPECQUILT_CACHE", str(tmp_path))
    other = _module(folder, "Four.", "Five.", "Six.")
    expected = definitions.parts_of(other, reuse=False)
    definitions.parts_of(_module(folder, "One.", "Two.", "Three."), "Pet, Kind", reuse=True)
    monkeypatch.setattr(definitions, "Whole", pytest.fail)
    assert definitions.parts_of(other, "Pet, Kind", reuse=True) == expected


@pytest.mark.parametrize(
    ("outlines", "reuse", "package"),
    [("Others", True, "zoo"), ("", True, "zoo"), ("Pet", False, "zoo"), ("Pet", True, "other")],
    ids=["other outlines", "unknown outlines", "nothing is to be reused", "other package"],
)
def test_a_long_module_is_taken_apart_again(
    outlines: str, reuse: bool, package: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SPECQUILT_CACHE", str(tmp_path))
    module, taken = _module(MODELS, "One.", "Two.", "Three."), list[TypesModule]()
    definitions.parts_of(module, "Pet", reuse=True)
    definitions.parts_of(module, reuse=True)

    def whole(plain: TypesModule) -> Whole:
        taken.append(plain)
        return Whole(plain)

    monkeypatch.setattr(definitions, "Whole", whole)
    definitions.parts_of(replace(module, package=package), outlines, reuse=reuse)
    assert len(taken) == 1


def test_outlines_say_only_whether_there_are_descriptions() -> None:
    def surface(words: str, of_field: str) -> Surface:
        data = copy.deepcopy(ZOO)
        cat = data["components"]["schemas"]["Cat"]
        cat["description"] = words
        next(iter(cat["properties"].values()))["description"] = of_field
        return named(data)[0]

    one, other = surface("One.", "Two."), surface("Three.", "Four.")
    assert one.outlines_of_models == other.outlines_of_models
    assert len({each.all_of_models for each in (one, other, surface("One.", "Four."))}) == 3
    assert one.outlines_of_models != surface("", "Two.").outlines_of_models
    assert one.outlines_of_models != surface("One.", "").outlines_of_models
