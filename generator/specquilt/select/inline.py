"""Replaces references by the values they refer to, so that operations can be removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.parts import PATH_SECTIONS
from specquilt.openapi.pointer import exists, resolve
from specquilt.openapi.references import follow, local_pointer
from specquilt.openapi.values import mapping
from specquilt.validate.references import references


def inline_path_items(data: dict[str, Any]) -> Iterator[Edit]:
    """Yield edits that replace references to path items by their operations."""
    for section in PATH_SECTIONS:
        for path, item in mapping(data.get(section)).items():
            if local_pointer(mapping(item).get("$ref")):
                yield Set((section, path), follow(data, item))


def inline_removed(data: dict[str, Any], original: dict[str, Any]) -> Iterator[Edit]:
    """Yield edits that replace references into removed operations by the original values.

    Args:
        data: the document without the removed operations.
        original: the document before the removal.
    """
    for pointer, reference in references(data):
        target = local_pointer(reference) or ()
        if target[:1] == ("paths",) and not exists(data, target) and exists(original, target):
            yield Set(pointer[:-1], resolve(original, target))
