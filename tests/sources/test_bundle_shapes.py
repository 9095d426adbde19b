"""A document in several files may have a value of any type anywhere: it is refused, or harmless."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from specquilt.openapi.document import clone
from specquilt.openapi.finding import Finding, InputError
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.pipeline import document_of
from specquilt.project.configuration import from_sources

TEXT = {"type": "string"}
MAIN: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Quilts", "version": "1"},
    "servers": [{"url": "https://api.quilt.test"}],
    "paths": {
        "/quilts": {
            "get": {
                "operationId": "list_quilts",
                "parameters": [{"$ref": "other.json#/size"}],
                "responses": {
                    "200": {
                        "description": "All",
                        "content": {"application/json": {"schema": {"$ref": "other.json#/quilt"}}},
                    }
                },
            }
        }
    },
    "components": {"schemas": {"Name": TEXT}, "parameters": {"Size": {"$ref": "other.json#/size"}}},
}
OTHER: dict[str, Any] = {
    "size": {"name": "size", "in": "query", "schema": {"$ref": "#/text"}},
    "quilt": {"type": "object", "properties": {"name": {"$ref": "#/text"}}},
    "text": TEXT,
}
STRANGE: tuple[Any, ...] = (None, True, 5, "x", [], [None], {}, {"$ref": 3}, {"": None})


def _places(value: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield (*pointer, key)
        if isinstance(item, dict | list):
            yield from _places(item, (*pointer, key))


@pytest.mark.parametrize("strange", STRANGE, ids=repr)
@pytest.mark.parametrize("name", ["main", "other"])
def test_strange_value_in_a_file_is_refused_or_harmless(
    name: str, strange: Any, tmp_path: Path
) -> None:
    for place in _places({"main": MAIN, "other": OTHER}[name]):
        files = {"main": clone(MAIN), "other": clone(OTHER)}
        resolve(files[name], place[:-1])[place[-1]] = clone(strange)
        for each, data in files.items():
            (tmp_path / f"{each}.json").write_text(json.dumps(data), encoding="utf-8")
        assert all(each.message and each.location for each in _faults(tmp_path / "main.json"))


def _faults(source: Path) -> tuple[Finding, ...]:
    try:
        document_of(from_sources([source]))
    except InputError as refusal:
        return tuple(refusal.findings)
    return ()
