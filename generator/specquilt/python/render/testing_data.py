"""What the document says about answers beyond their types: data of the fake of a package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method, Surface

LARGEST_FILE = 400_000
"""Characters of a file with examples."""

_LARGEST_EXAMPLE = 100_000
_JSON = ("json", "events", "lines")


def data_files(surface: Surface) -> dict[str, str]:
    """Return samples of fields, and examples of results, as JSON files: one if it is not too large.

    Each more file takes as long to write as ten examples take to render.
    """
    samples = {model.name: _samples(model) for model in surface.models if model.in_responses}
    hints = [_line(name, found) for name, found in samples.items() if found]
    chunks = list(_chunks(map(_example, surface.root.all_methods()))) or ([[]] if hints else [])
    return {
        f"testing/answers.{number}.json": _text([] if number else hints, chunk)
        for number, chunk in enumerate(chunks)
    }


def _samples(model: ModelClass) -> dict[str, Any]:
    return {each.wire: each.sample for each in model.fields if each.sample is not None}


def _example(method: Method) -> str:
    """Return the example of a method as a line; empty if there is none that is of use."""
    example = method.response.example if method.response.kind in _JSON else None
    line = "" if example is None else _line(method.dotted, example)
    return line if len(line) <= _LARGEST_EXAMPLE else ""


def _chunks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield as many lines as fit into a file."""
    chunk, size = list[str](), 0
    for line in filter(None, lines):
        if chunk and size + len(line) > LARGEST_FILE:
            yield chunk
            chunk, size = [], 0
        chunk.append(line)
        size += len(line)
    if chunk:
        yield chunk


def _line(name: str, value: Any) -> str:
    # Compact: with an indentation it takes several times as long, and there can be megabytes.
    return f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'), default=str)}"


def _text(hints: Iterable[str], examples: Iterable[str]) -> str:
    """Return both objects with a line for each field, so that changes can be read."""
    parts: Mapping[str, Iterable[str]] = {"hints": hints, "examples": examples}
    written = (f'"{name}": {{\n' + ",\n".join(lines) + "\n}" for name, lines in parts.items())
    return "{" + ", ".join(written) + "}\n"
