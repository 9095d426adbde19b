"""Generates the files of a distribution. Unchanged parts are read from the cache."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import MappingProxyType

from specquilt.openapi.plural import counted
from specquilt.output import cache, entries
from specquilt.python import models
from specquilt.python.format.files import format_tree, is_formatted
from specquilt.python.publication import UNPUBLISHED, Publication
from specquilt.python.render import render
from specquilt.python.render.notices import with_notices
from specquilt.python.render.package import Extensions
from specquilt.python.surface.types import ResourceClass, Surface

_MODELS, _FORMATTED = "models", "formatted"


def make(
    surface: Surface,
    progress: Callable[[str], None],
    publication: Publication = UNPUBLISHED,
    extensions: Extensions = MappingProxyType({}),
    *,
    reuse: bool = True,
) -> dict[str, str]:
    """Return the files of a distribution.

    Args:
        surface: The surface of the package.
        publication: What the user says about the distribution.
        progress: Called with a message before each step.
        extensions: Classes of the user, by the generated class that inherits from them.
        reuse: Whether to read unchanged parts from the cache.
    """
    model_files = _models(surface, progress, reuse)
    progress(f"rendering {counted(count(surface.root), 'operation')}")
    files = render(surface, model_files, publication, extensions, reuse=reuse)
    raw = {path: text for path, text in files.items() if is_formatted(path)}
    found = {path: cache.get(_FORMATTED, raw[path]) for path in raw} if reuse else {}
    done = {path: text for path, text in found.items() if text is not None}
    progress(f"formatting {counted(len(raw) - len(done), 'file')}")
    files = format_tree(files, done)
    _remember({raw[path]: files[path] for path in raw.keys() - done.keys()})
    return with_notices(files)


def _remember(formatted: dict[str, str]) -> None:
    """Put formatted texts into the cache."""
    for text, result in formatted.items():
        cache.put(result, _FORMATTED, text)
    if formatted:
        entries.prune()


def _models(surface: Surface, progress: Callable[[str], None], reuse: bool) -> dict[str, str]:
    """Return the files of the models, which depend on the surface only."""
    key = models.key(surface)
    known = cache.get(_MODELS, key) if reuse else None
    if known is not None:
        files: dict[str, str] = json.loads(known)
        return files
    progress(f"modelling {counted(len(surface.models), 'type')}")
    made = models.generate(surface, reuse=reuse)
    cache.put(json.dumps(made), _MODELS, key)
    return made


def count(resource: ResourceClass) -> int:
    """Return the number of methods of a resource and its nested resources."""
    return len(resource.methods) + sum(map(count, resource.children))
