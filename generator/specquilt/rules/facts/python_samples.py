"""The calls of a client in Python samples."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from functools import lru_cache
from textwrap import dedent
from typing import Any

from specquilt.openapi.page import PYTHON_LABELS

_LABELS = ("lang", "language", "sdk")
_LONGEST = 20_000
"""Characters: longer texts are no samples."""
_DEEPEST = 8
"""Levels of an extension in which samples are looked for."""


def samples_in(extension: Any, depth: int = 0) -> Iterator[str]:
    """Yield the Python samples in an extension: texts below `python`, or labelled so."""
    parts: list[Any] = []
    if isinstance(extension, dict) and depth < _DEEPEST:
        if any(_is_python(extension.get(label)) for label in _LABELS):
            yield from (text for text in extension.values() if isinstance(text, str))
        yield from (
            text for key, text in extension.items() if _is_python(key) and isinstance(text, str)
        )
        parts = list(extension.values())
    elif isinstance(extension, list) and depth < _DEEPEST:
        parts = extension
    for part in parts:
        yield from samples_in(part, depth + 1)


@lru_cache(maxsize=4096)
def calls_in(sample: str) -> frozenset[str]:
    """Return the calls of clients, such as ``chat.send``; none if it is no Python."""
    if len(sample) > _LONGEST:
        return frozenset()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(dedent(sample))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    clients = set(_clients(tree))
    chains = (_chain(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))
    calls = (chain[1:] for chain in chains if len(chain) > 1 and chain[0] in clients)
    return frozenset(map(".".join, calls))


def _is_python(label: object) -> bool:
    return isinstance(label, str) and label.lower() in PYTHON_LABELS


def _clients(tree: ast.AST) -> Iterator[str]:
    """Yield the variables that instances of classes are assigned to."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=made)):
                pass
            case ast.withitem(context_expr=ast.Call(func=made), optional_vars=ast.Name(id=name)):
                pass
            case _:
                continue
        if _chain(made)[-1:] and _chain(made)[-1][0].isupper():
            yield name


def _chain(node: ast.AST) -> list[str]:
    """Return the names of ``a.b.c``; nothing for other expressions and private names."""
    names: list[str] = []
    while isinstance(node, ast.Attribute) and not node.attr.startswith("_"):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else []
