"""Counts the operations of an input without the readers of specquilt."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any
from urllib.parse import unquote

import yaml

from specquilt.openapi.kinds import METHODS
from specquilt.openapi.values import mapping
from wild.inputs import PAGES, Input, text_of

_MARKER = re.compile(
    r"""^\s*(?:openapi\s*:\s*["']?3|\{?\s*["']openapi["']\s*:\s*["']3)""", re.MULTILINE
)


def operations_of(given: Input) -> int | None:
    """Return the operations of a document or of the fragments of pages; None if it is no YAML.

    An operation that two pages describe counts once; a fragment that is no YAML is an operation.
    """
    if given.kind == "pages":
        pages = [file for file in given.files if file.suffix in PAGES]
        return len({each for page in pages for each in _on_page(page)})
    try:
        return _operations(given.source)
    except (ValueError, yaml.YAMLError, OSError, RecursionError):
        return None


def _on_page(page: Path) -> Iterator[tuple[object, ...]]:
    """Yield the path and method of each operation of a page."""
    text = text_of(page)
    for found in _MARKER.finditer(text):
        fragment = dedent(text[found.start() :].partition("\n```")[0])
        try:
            paths = mapping(mapping(yaml.load(fragment, yaml.CBaseLoader)).get("paths"))
        except yaml.YAMLError:
            paths = {}
        both: list[tuple[object, ...]] = [
            (path, name) for path, item in paths.items() for name in mapping(item)
        ]
        yield from [each for each in both if each[1] in METHODS] or [(page, found.start())]


def _operations(path: Path) -> int:
    paths, home = _resolved(mapping(_load(path)).get("paths"), path)
    items = [_resolved(item, home)[0] for key, item in paths.items() if key != "$ref"]
    return sum(isinstance(item.get(method), dict) for item in items for method in METHODS)


def _resolved(item: Any, path: Path) -> tuple[dict[str, Any], Path]:
    """Return an object and its file; a reference to another place is followed once."""
    reference = mapping(item).get("$ref")
    if not isinstance(reference, str):
        return mapping(item), path
    file, _, pointer = reference.partition("#")
    home = path.parent / file if file else path
    target = _load(home)
    for part in filter(None, pointer.split("/")):
        target = mapping(target).get(unquote(part).replace("~1", "/").replace("~0", "~"))
    return {**mapping(target), **item}, home


@cache
def _load(path: Path) -> Any:
    text = text_of(path)
    return json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CBaseLoader)
