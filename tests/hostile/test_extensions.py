"""An extension of any type is legal in every object of OpenAPI, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hostile.conftest import Count
from hostile.factory import package_of
from specquilt.linting import lint_sources
from specquilt.merging.merge import fragment_of
from specquilt.openapi.document import Document, clone
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.kinds import Kind
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.pointer import Pointer, resolve, show
from specquilt.openapi.walk import walk
from specquilt.project.configuration import from_sources
from specquilt.project.run import Sources
from specquilt.sources.read import read_text

WHOLE = yaml_loader.load(Path(__file__).with_name("whole.yaml").read_text(encoding="utf-8"))
MODEL = {"type": "object", "properties": {"hidden": {"type": "string"}}}
VALUES: tuple[Any, ...] = (
    None,
    True,
    7,
    1.5,
    "",
    "text",
    "2020-01-01",
    [],
    [None],
    [[{}]],
    {},
    {"": None},
    {"get": None},
    {"get": {"responses": 5}},
    {"post": {"requestBody": {"content": {"application/json": {"schema": MODEL}}}}},
    {"content": [], "schema": "x", "parameters": 3, "$id": 4},
)
SOME_QUICKLY = [
    value if number % 4 == 0 else pytest.param(value, marks=pytest.mark.long)
    for number, value in enumerate(VALUES)
]
OTHER = """\
openapi: 3.1.0
info: {title: Quilts, version: 1.0.0, x-any: [5]}
servers: [{url: https://api.quilt.test/v1, x-any: 5}]
paths:
  x-any: 5
  /threads:
    x-any: text
    get:
      operationId: list_threads
      responses:
        x-any: [text]
        '200': {description: All, content: {text/plain: {schema: {type: string}}}}
components: {x-any: {a: 5}}
security: []
"""
MAPS = ("paths", "responses")
"""Keys of maps that are objects of OpenAPI: their extensions are no path items or responses."""


def places() -> Iterator[Pointer]:
    """Yield the pointers of all objects that may have extensions."""
    for node in walk(Document(WHOLE)):
        yield node.pointer
        if node.kind in (Kind.DOCUMENT, Kind.OPERATION):
            yield from (node.pointer_to(key) for key in MAPS if key in node.value)


def extended(place: Pointer, value: Any, version: str) -> dict[str, Any]:
    data: dict[str, Any] = clone(WHOLE) | {"openapi": version}
    resolve(data, place)["x-any"] = clone(value)
    return data


def everywhere(value: Any, version: str) -> dict[str, Any]:
    data: dict[str, Any] = clone(WHOLE) | {"openapi": version}
    for place in places():
        resolve(data, place)["x-any"] = clone(value)
    return data


def findings(data: dict[str, Any], *others: str) -> list[tuple[str, str, str]]:
    texts = (to_yaml(data), *others)
    pages = [
        page for number, text in enumerate(texts) for page in read_text(f"{number}.yaml", text)
    ]
    read = Sources(pages, [], [fragment_of(page) for page in pages], [], [])
    found = lint_sources(read, from_sources([Path(page.path) for page in pages]))
    return [(each.rule, show(each.pointer), each.message) for each in found]


def test_whole_document_has_every_kind_of_object() -> None:
    kinds = {node.kind for node in walk(Document(WHOLE))}
    others = {Kind.VALUE, *(kind for kind in Kind if kind.startswith("swagger"))}
    assert set(Kind) - kinds == others


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_whole_document_is_valid(version: str) -> None:
    assert findings(WHOLE | {"openapi": version}) == []


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_extensions_everywhere_change_no_finding(value: Any, version: str) -> None:
    assert findings(everywhere(value, version)) == []


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_extensions_everywhere_change_no_finding_of_several_sources(value: Any) -> None:
    assert findings(everywhere(value, "3.1.0"), OTHER) == []


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_extensions_do_not_change_what_the_validator_finds(value: Any, version: str) -> None:
    def faulty(data: dict[str, Any]) -> dict[str, Any]:
        del data["components"]["securitySchemes"]["oauth"]["type"]
        data["paths"]["/quilts/{id}"]["put"]["deprecated"] = 5
        return data

    found = findings(faulty(everywhere(value, version)))
    assert found == findings(faulty(clone(WHOLE) | {"openapi": version}))
    assert len(found) >= 2


@pytest.mark.parametrize("place", list(places()), ids=show)
def test_extension_in_one_object_changes_no_finding(place: Pointer) -> None:
    value = VALUES[len(place) % len(VALUES)]
    assert findings(extended(place, value, "3.1.0")) == []


@pytest.mark.parametrize("value", SOME_QUICKLY, ids=repr)
def test_extensions_everywhere_change_no_generated_code(
    value: Any, tmp_path: Path, count: Count
) -> None:
    plain = package_of(clone(WHOLE), "api", tmp_path)
    assert plain
    assert package_of(everywhere(value, "3.1.0"), "api", tmp_path) == plain
    count("extensions", "made")
