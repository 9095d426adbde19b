"""Loads YAML 1.2 and JSON with PyYAML's C parser. Every fault has a location."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import yaml

from specquilt.openapi.load import budget, entries, json_loader, yaml_nodes
from specquilt.openapi.load.fault import TextFault
from specquilt.openapi.load.yaml_values import ValueBuilder
from specquilt.openapi.pointer import Pointer

_KEPT = ContextVar("_KEPT", default=0)


def load(text: str, duplicates: list[TextFault] | None = None) -> Any:
    """Read one YAML or JSON document with the core schema of YAML 1.2 (section 10.3).

    Mapping keys are always strings: an unquoted status code is ``"200"``.

    Args:
        text: The text.
        duplicates: Gets the duplicate keys, of which the last counts. Without it they are refused.

    Raises:
        TextFault: The text is not YAML, has a tag, or exceeds a limit.
    """
    found: list[TextFault] = []
    value = _loaded(text, found)
    if found and duplicates is None:
        raise found[0]
    if duplicates is not None:
        duplicates.extend(found)
    return value


def _loaded(text: str, duplicates: list[TextFault]) -> Any:
    if json_loader.is_candidate(text):
        try:
            return json_loader.load(text, budget.MAX_DEPTH, budget.MAX_VALUES, duplicates)
        except json_loader.NotPlain:
            pass  # the YAML parser reads it or reports the error
    compose = _composed if len(text) <= _KEPT.get() else yaml_nodes.compose
    with _collector_paused():
        return ValueBuilder(duplicates).build(compose(text))


@contextmanager
def kept(longest: int) -> Iterator[None]:
    """Keep the nodes of texts of at most some length, whose values will be located, too."""
    token = _KEPT.set(longest)
    try:
        yield
    finally:
        _KEPT.reset(token)


def locate(text: str, pointer: Pointer) -> tuple[int, int]:
    """Return the 1-based line and column of a JSON Pointer, or of its nearest existing parent.

    The location of a mapping's entry is its key; the location of a list's item is its value.
    """
    if json_loader.is_candidate(text):
        with suppress(json_loader.NotPlain):  # then it was read as YAML, too
            return json_loader.locate(text, pointer)
    mark, _ = _find(_composed(text), pointer)
    return mark.line + 1, mark.column + 1


def written(text: str, pointer: Pointer) -> str | None:
    """Return the source text of a scalar: ``1.10``, not 1.1. None for a mapping or list."""
    if json_loader.is_candidate(text):
        with suppress(json_loader.NotPlain):  # then it was read as YAML, too
            return json_loader.written(text, pointer)
    _, node = _find(_composed(text), pointer)
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def nodes(text: str) -> yaml.Node:
    """Return what the parser makes of a text, with the marks of where everything starts and ends.

    Raises:
        TextFault: The text is not YAML.
    """
    return _composed(text)


def forget() -> None:
    """Forget all texts: a process that lives long would keep many versions of them."""
    _composed.cache_clear()
    json_loader.forget()


def _find(node: Any, pointer: Pointer) -> tuple[Any, Any]:
    """Return the start and value of the entry at a pointer, or of its nearest parent."""
    mark = node.start_mark
    for part in pointer:
        step = _child(node, part)
        if step is None:
            break
        mark, node = step
    return mark, node


@lru_cache(maxsize=64)
def _composed(text: str) -> yaml.Node:
    """Return cached nodes, because many findings refer to the same text."""
    with _collector_paused():
        return yaml_nodes.compose(text)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause garbage collection: it would search millions of new nodes, and find no cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _child(node: Any, part: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        found = entries.find(node, str(part))
        return (found[0].start_mark, found[1]) if found else None
    if isinstance(node, yaml.SequenceNode) and str(part).isdecimal():
        index = int(part)
        if index < len(node.value):
            return node.value[index].start_mark, node.value[index]
    return None
