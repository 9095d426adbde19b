"""Generates clients, each once per test run."""

from __future__ import annotations

import functools
import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from documents.corpus import Example
from specquilt import pipeline
from specquilt.project.configuration import Job, from_sources
from specquilt.python.surface.types import Surface


@dataclass(frozen=True)
class Generated:
    """A generated client.

    Args:
        example: the example document.
        api: facts about the API.
        document: the fixed document.
        folder: folder of the distribution.
    """

    example: Example
    surface: Surface
    document: dict[str, Any]
    folder: Path

    @contextmanager
    def imported(self) -> Iterator[ModuleType]:
        """Import the package, and remove it from `sys.modules` afterwards."""
        sys.path.insert(0, str(self.folder))
        try:
            yield importlib.import_module(self.example.package)
        finally:
            sys.path.remove(str(self.folder))
            for name in [*sys.modules]:
                if name.partition(".")[0] == self.example.package:
                    del sys.modules[name]

    def credentials(self) -> dict[str, str]:
        """Return values for all arguments of the client that authenticate requests."""
        headers = {header.name: "quilt" for header in self.surface.headers if header.required}
        return {
            name: "key" for each in self.surface.credentials for name in each.arguments
        } | headers


@functools.cache
def generated(example: Example, parent: Path) -> Generated:
    """Generate a client in a subfolder of the parent folder."""
    job = job_of(example, parent / example.name)
    output = pipeline.generate(job)
    pipeline.write(output)
    document = pipeline.document_of(job).document.data
    return Generated(example, output.surface, document, parent / example.name)


def job_of(example: Example, output: Path) -> Job:
    """Return the same job as the command line."""
    return from_sources([example.path], [], output, example.package)


def plain(document: dict[str, Any]) -> str:
    """Return a document as JSON without extensions and examples. Some examples are invalid."""
    kept = {key: value for key, value in document.items() if not key.startswith("x-")}
    return json.dumps(_without_examples(kept))


def _without_examples(value: Any, is_map: bool = False) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_examples(inner, key == "properties" and not is_map)
            for key, inner in value.items()
            if is_map or key not in ("example", "examples")
        }
    return [_without_examples(item) for item in value] if isinstance(value, list) else value
