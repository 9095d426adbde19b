"""A single slip anywhere in a document hurts at most the operation that it is in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hostile.slips import Slip, clean_document, slips, with_slip
from specquilt import pipeline
from specquilt.openapi.finding import InputError
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import local_pointer
from specquilt.project.configuration import from_sources
from specquilt.python.surface.types import Method, ResourceClass, Surface
from specquilt.validate.references import references

LEAST = 0.99


@pytest.mark.parametrize("count", [15, pytest.param(1_000, marks=pytest.mark.long)])
def test_document_with_a_slip_generates_with_all_other_operations(
    count: int, tmp_path: Path
) -> None:
    document = clean_document()
    wanted = _methods(document, tmp_path)
    chosen = slips(document, count)
    failed = [each for each in chosen if _fault(document, each, wanted, tmp_path)]
    assert len(chosen) - len(failed) >= LEAST * len(chosen), failed


def _fault(document: dict[str, Any], slip: Slip, wanted: dict[str, str], folder: Path) -> str:
    """Return what a slip breaks that it should not; nothing if all is well."""
    hurt = _hurt(document, slip.place)
    try:
        found = _methods(with_slip(document, slip), folder)
    except InputError as refusal:
        return str(refusal)
    differing = [name for name in wanted if name not in hurt and found.get(name) != wanted[name]]
    return f"changed: {differing}" if differing else ""


def _methods(document: dict[str, Any], folder: Path) -> dict[str, str]:
    """Return the signature of each method, by ``METHOD /path``."""
    source = folder / "api.json"
    source.write_text(json.dumps(document), encoding="utf-8")
    surface = pipeline.surface_of(from_sources([source]))
    return {f"{each.verb} {each.path}": _signature(each) for each in _all(surface)}


def _all(surface: Surface) -> list[Method]:
    found, waiting = list[Method](), list[ResourceClass]([surface.root])
    while waiting:
        resource = waiting.pop()
        found.extend(resource.methods)
        waiting.extend(resource.children)
    return found


def _signature(method: Method) -> str:
    arguments = [(each.name, each.type) for each in method.arguments]
    return repr((method.dotted, arguments, method.body, method.returns))


def _hurt(document: dict[str, Any], place: Pointer) -> set[str]:
    """Return the operations that contain a place, or refer to it."""
    operations = {
        f"{method.upper()} {path}": ("paths", path, method)
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    }
    return {name for name, at in operations.items() if _reaches(document, at, place)}


def _reaches(document: dict[str, Any], start: Pointer, place: Pointer) -> bool:
    """Return whether a place is above or inside a part of the document, or what that refers to."""
    seen, waiting = set[Pointer](), [start, (*start[:2], "parameters"), (*start[:2], "servers")]
    found = list(references(document))
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        length = min(len(part), len(place))
        if part[:length] == place[:length]:
            return True
        targets = (local_pointer(text) for at, text in found if at[: len(part)] == part)
        waiting.extend(each for each in targets if each)
    return False
