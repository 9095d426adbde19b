"""The parts of a document: the entries of `paths`, `webhooks` and of the sections of `components`.

Most of what happens to a part depends on nothing else. So what has not changed is known.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from typing import Any

from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping

_PLAIN = 2
"""Version of the format: later ones write equal values in different ways."""

PATH_SECTIONS = ("paths", "webhooks")
SECTIONS = (*PATH_SECTIONS, "components")
"""The sections of a document that have parts."""

_DEPTHS: Mapping[Any, int] = {**dict.fromkeys(PATH_SECTIONS, 2), "components": 3}


def is_part(pointer: Pointer) -> bool:
    """Say whether a pointer is that of a part."""
    return bool(pointer) and len(pointer) == _DEPTHS.get(pointer[0])


def is_above_parts(pointer: Pointer) -> bool:
    """Say whether parts are inside of what is at a pointer."""
    return not pointer or len(pointer) < _DEPTHS.get(pointer[0], 0)


def part_around(pointer: Pointer) -> Pointer:
    """Return the pointer of the part that a place is in, or the pointer itself if it is in none."""
    return pointer[: _DEPTHS.get(pointer[0])] if pointer else pointer


def parts_of(data: dict[str, Any]) -> Iterator[tuple[Pointer, Any]]:
    """Yield the parts of a document with their pointers."""
    for section in PATH_SECTIONS:
        yield from (((section, path), item) for path, item in mapping(data.get(section)).items())
    for section, named in mapping(data.get("components")).items():
        yield from ((("components", section, name), each) for name, each in mapping(named).items())


def rest_of(data: dict[str, Any]) -> dict[str, Any]:
    """Return a document without its parts, except for those that are neither mappings nor lists."""
    return {key: _emptied(value, _DEPTHS.get(key, 1) - 1) for key, value in data.items()}


def _emptied(value: Any, depth: int) -> Any:
    """Return a value without the mappings and lists that are so many levels below."""
    if not depth or not isinstance(value, dict):
        return value
    if depth == 1:
        return {key: each for key, each in value.items() if not isinstance(each, dict | list)}
    return {key: _emptied(each, depth - 1) for key, each in value.items()}


def exact(value: Any) -> bytes | None:
    """Return what only an equal value has, with equal types and the same order of keys.

    None is for what is nested too deeply, which is rare.
    """
    try:
        return marshal.dumps(value, _PLAIN)
    except ValueError:
        return None
