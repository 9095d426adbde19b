"""Definitions made in clusters are those that all would be made as at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datamodel_code_generator import Error
from hypothesis import HealthCheck, Phase, assume, reject, settings
from hypothesis import strategies as st

from python.cluster_schemas import NAMES, NULL, SCHEMAS, STRING
from specquilt.python import cut
from specquilt.python.models import backend, clusters, definitions, descriptions
from specquilt.python.models.backend import text_of
from specquilt.python.models.definitions import parts_of
from specquilt.python.models.graph import graph_of, in_order
from specquilt.python.models.json_schema import Schema, reference
from specquilt.python.models.modules import MODELS, PARAMS, TypesModule
from specquilt.python.models.pieces import Parts, take_apart
from tiers import examples

QUICK = settings(
    deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
)
"""To shrink a failing example would take minutes."""


def _is_itself(name: str, schema: Schema) -> bool:
    """Return whether an alias stands for itself, or for a union with itself."""
    return schema == reference(name) or any(
        _is_itself(name, member) for member in schema.get("anyOf", ())
    )


def _cut_small(patch: pytest.MonkeyPatch) -> None:
    """Cut modules into cut of one to three definitions."""
    patch.setattr(cut, "SMALLEST", 1)
    patch.setattr(cut, "LARGEST", 3)


def _text_of(module: TypesModule) -> str:
    """Return what the backend makes of a whole module, with all of its descriptions."""
    plain, texts = descriptions.set_aside(module)
    return descriptions.written(text_of(clusters.Whole(plain).module), texts)


def _module(folder: str, schemas: dict[str, Schema]) -> TypesModule:
    aliases = {name: {"name": "name_", "kind": "kind_"} for name in NAMES}
    if folder == PARAMS:
        return TypesModule(PARAMS, "zoo", schemas)
    return TypesModule(MODELS, "zoo", schemas, unknown=("UnknownShape",), aliases=aliases)


def _comparable(parts: Parts) -> list[Any]:
    """Return what is written of a module; formatting ends every definition with a newline."""
    used = {name for piece in parts.pieces for name in piece.names}
    imports = {name: source for name, source in parts.imports.items() if name in used}
    pieces = [(p.name, p.text.rstrip(), p.names, p.targets) for p in parts.pieces]
    return [parts.header, imports, pieces]


@examples(2, 120, st.sampled_from([MODELS, PARAMS]), SCHEMAS, base=QUICK)
def test_clusters_make_what_the_whole_makes(folder: str, schemas: dict[str, Schema]) -> None:
    assume(not any(_is_itself(name, schema) for name, schema in schemas.items()))
    module = _module(folder, schemas)
    try:
        whole = _text_of(module)
    except Error:  # an alias of itself
        reject()
    with pytest.MonkeyPatch.context() as patch:
        _cut_small(patch)
        at_once = parts_of(module, reuse=False)
        patch.setattr(definitions, "_made_at_once", lambda _, parts: definitions._made(parts))
        made = parts_of(module, reuse=False)
    assert _comparable(made) == _comparable(at_once) == _whole(whole)


# --- what is made again ----------------------------------------------------------------------


def _object(description: str = "", **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [],
        "description": description,
    }


def _chain(count: int = 40) -> dict[str, Schema]:
    """Return classes of which each refers to the next one, and the last one to the first."""
    names = [f"Link{number:02}" for number in range(count)]
    return {
        name: _object(f"Link {place}.", next=reference(names[(place + 1) % count]))
        for place, name in enumerate(names)
    }


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., set[str]]:
    """Return a function that makes a module, and returns in full which classes have been made."""
    monkeypatch.setenv("SPECQUILT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(definitions, "_CLUSTERS_PER_WORKER", 1_000)
    _cut_small(monkeypatch)
    seen: list[TypesModule] = []

    def text_of(module: TypesModule) -> str:
        seen.append(module)
        return original(module)

    original = backend.text_of
    monkeypatch.setattr(backend, "text_of", text_of)

    def make(schemas: dict[str, Schema], *, reuse: bool = True) -> set[str]:
        seen.clear()
        module = TypesModule(MODELS, "zoo", schemas)
        assert _comparable(parts_of(module, reuse=reuse)) == _whole(_text_of(module))
        plain = descriptions.set_aside(module)[0].schemas.values()
        return {name for each in seen for name in each.schemas if each.schemas[name] in plain}

    return make


def _whole(text: str) -> list[Any]:
    parts = take_apart(text)
    own = [piece for piece in parts.pieces if not piece.name.startswith("Helper")]
    return _comparable(Parts(parts.header, parts.imports, own))


def test_nothing_is_made_again_if_nothing_has_changed(made: Callable[..., set[str]]) -> None:
    assert made(_chain()) == set(_chain())
    assert made(_chain()) == set()


def test_the_first_run_makes_the_whole_at_once(
    made: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(definitions, "_made", pytest.fail)
    assert made(_chain()) == set(_chain())
    assert made(_chain(), reuse=False) == set(_chain())


def test_a_check_makes_everything_again(made: Callable[..., set[str]]) -> None:
    made(_chain())
    assert made(_chain(), reuse=False) == set(_chain())


def test_another_description_touches_nothing(made: Callable[..., set[str]]) -> None:
    made(_chain())
    assert made(_chain() | {"Link20": _object("Another one.", next=reference("Link21"))}) == set()


def test_a_description_where_there_was_none_touches_its_cluster_only(
    made: Callable[..., set[str]],
) -> None:
    made(_chain() | {"Link20": _object(next=reference("Link21"))})
    again = made(_chain())
    assert "Link20" in again
    assert len(again) <= 3


def test_a_field_touches_its_cluster_only(made: Callable[..., set[str]]) -> None:
    made(_chain())
    assert len(made(_chain() | {"Link20": _object(other=reference("Link07"))})) <= 3


def test_a_new_definition_touches_its_neighbours_only(made: Callable[..., set[str]]) -> None:
    made(_chain())
    assert len(made(_chain() | {"Link20b": _object(other=reference("Link07"))})) <= 6


def test_a_class_that_becomes_an_alias_touches_those_that_refer_to_it(
    made: Callable[..., set[str]],
) -> None:
    made(_chain())
    assert "Link19" in made(_chain() | {"Link20": {"anyOf": [reference("Link21"), NULL]}})


def test_another_description_of_an_alias_touches_nothing(made: Callable[..., set[str]]) -> None:
    users = {name: _object(alias=reference("Alias")) for name in _chain()}
    made(users | {"Alias": {"anyOf": [STRING, NULL], "description": "One."}})
    assert (
        made(users | {"Alias": {"anyOf": [STRING, NULL], "description": "Another one."}}) == set()
    )


def test_a_part_of_a_module_has_nothing_of_others() -> None:
    fields = {"a": "a_", "b": "b_"}
    module = TypesModule(
        MODELS, "zoo", {}, unknown=("Cat", "Dog"), aliases={"Cat": fields, "Dog": fields}
    )
    part = module.part({"Cat": _object(a=STRING), "Bird": _object(a=STRING)})
    assert part.unknown == ("Cat",)
    assert part.aliases == {"Cat": {"a": "a_"}}


def test_clusters_are_of_similar_size() -> None:
    sizes = [len(part) for part in cut.cut(f"Name{number}" for number in range(2_000))]
    assert max(sizes) <= cut.LARGEST
    assert min(sizes[:-1]) >= cut.SMALLEST


def test_an_empty_module_has_a_docstring() -> None:
    module = TypesModule(PARAMS, "zoo", {})
    assert _comparable(parts_of(module, reuse=False)) == _whole(text_of(module))


def test_the_order_is_that_of_the_backend() -> None:
    graph = graph_of(
        {
            "Late": _object(one=reference("Middle")),
            "Middle": _object(one=reference("Early"), own=reference("Middle")),
            "Loop": _object(one=reference("Other")),
            "Other": _object(one=reference("Loop"), unknown=reference("Unknown")),
            "Early": _object(),
            "Next": _object(one=reference("Early")),
            "Lists": {"type": "array", "items": {"anyOf": [reference("Lists"), reference("Late")]}},
        }
    )
    assert in_order(graph) == ["Early", "Next", "Lists", "Middle", "Late", "Loop", "Other"]
