"""Generates the files of a distribution. Files with unchanged sources are reused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from specquilt.openapi.plural import counted
from specquilt.output.digests import digest
from specquilt.output.earlier import Earlier
from specquilt.python import models
from specquilt.python.format.files import format_tree, is_formatted
from specquilt.python.render import render
from specquilt.python.surface.types import ResourceClass, Surface


@dataclass(frozen=True)
class Tree:
    """Generated files.

    Args:
        files: Texts by path.
        keys: Digests of the sources of files that can be reused, by path.
    """

    files: dict[str, str]
    keys: dict[str, str]


def make(surface: Surface, before: Earlier, progress: Callable[[str], None]) -> Tree:
    """Return the files of a distribution.

    Args:
        surface: The surface of the package.
        before: Files of an earlier run, reused if their sources are unchanged.
        progress: Called with a message before each step.
    """
    model_files, model_keys = _models(surface, before, progress)
    progress(f"rendering {counted(count(surface.root), 'operation')}")
    files = render(surface, model_files)
    keys = {path: digest([files[path].encode()]) for path in files if is_formatted(path)}
    keys |= model_keys
    found = {path: before.text(path, key) for path, key in keys.items()}
    done = {path: text for path, text in found.items() if text is not None}
    progress(f"formatting {counted(len(keys) - len(done), 'file')}")
    return Tree(format_tree(files, done), keys)


def _models(
    surface: Surface, before: Earlier, progress: Callable[[str], None]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return model files and their keys. Models are generated from the surface only."""
    key, package = models.key(surface), f"{surface.package}/"
    files = {p.removeprefix(package): text for p, text in before.made_from(key).items()}
    if not files:
        progress(f"modelling {counted(len(surface.models), 'type')}")
        files = models.generate(surface)
    return files, {f"{package}{path}": key for path in files}


def count(resource: ResourceClass) -> int:
    """Return the number of methods of a resource and its nested resources."""
    return len(resource.methods) + sum(map(count, resource.children))
