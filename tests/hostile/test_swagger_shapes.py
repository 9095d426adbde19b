"""A value of the wrong type at any pointer of a Swagger 2.0 document is harmless."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hostile.conftest import Count
from hostile.factory import package_of
from hostile.test_shapes import STRANGE, places
from specquilt.openapi.document import Document, clone
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.load.block import Block
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.sources.swagger import converted

CASE = Path(__file__).parents[1] / "cases" / "input" / "swagger_2_is_converted" / "in" / "api.yaml"
CLEAN: dict[str, Any] = yaml_loader.load(CASE.read_text(encoding="utf-8"))
VALUES = (
    *STRANGE,
    {"$ref": "#/definitions/Quilt"},
    {"$ref": "#/parameters/quilt"},
    "body",
    "array",
)
NOT_A_FAULT = {"external-reference", "missing-file", "not-openapi-3"}
CONVERTED = [10, pytest.param(1, marks=pytest.mark.long)]
GENERATED = [960, pytest.param(6, marks=pytest.mark.long)]


def _with(strange: Any, place: Pointer) -> dict[str, Any]:
    data: dict[str, Any] = clone(CLEAN)
    resolve(data, place[:-1])[place[-1]] = clone(strange)
    return data


@pytest.mark.parametrize("every", CONVERTED)
@pytest.mark.parametrize("strange", VALUES, ids=repr)
def test_unexpected_value_at_any_pointer_is_converted(strange: Any, every: int) -> None:
    origin = (Origin(Block("api.yaml", "{}")),)
    for place in list(places(CLEAN))[VALUES.index(strange) % every :: every]:
        document, _ = converted(Document(_with(strange, place), Provenance({(): origin})))
        assert document.provenance.place(()) is not None


@pytest.mark.parametrize("every", GENERATED)
@pytest.mark.parametrize("strange", VALUES, ids=repr)
def test_unexpected_value_at_any_pointer_of_swagger_2_is_harmless(
    strange: Any, every: int, tmp_path: Path, count: Count
) -> None:
    for place in list(places(CLEAN))[VALUES.index(strange) % every :: every]:
        files = package_of(_with(strange, place), "api", tmp_path, NOT_A_FAULT)
        count("swagger shapes", "refused" if files is None else "made")
