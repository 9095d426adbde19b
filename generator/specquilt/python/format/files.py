"""Formats Python files in black's style, in parallel if there are many."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType

from specquilt.openapi.finding import input_error
from specquilt.openapi.uninterrupted import uninterrupted
from specquilt.python.format.breaking import LINE_LENGTH
from specquilt.python.format.layout import formatted
from specquilt.python.processes import end_with_parent, ended_on_failure

_BYTES_PER_WORKER = 1_000_000


def is_formatted(path: str) -> bool:
    """Return whether to format a file: all Python files except the copied runtime."""
    return path.endswith(".py") and "/_runtime/" not in path


def format_tree(
    tree: dict[str, str], done: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Return the tree with its Python files formatted.

    Args:
        tree: Texts by path.
        done: Files that are already formatted, by path.

    Raises:
        InputError: A file is not valid Python, which is a bug in specquilt.
    """
    paths = [path for path in tree if is_formatted(path) and path not in done]
    texts = [tree[path] for path in paths]
    return tree | dict(done) | dict(zip(paths, _formatted(paths, texts), strict=True))


def _formatted(paths: list[str], texts: list[str]) -> Iterable[str]:
    workers = min(os.cpu_count() or 1, sum(map(len, texts)) // _BYTES_PER_WORKER)
    if workers < 2:
        return list(map(format_text, texts, paths))
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=end_with_parent) as pool, ended_on_failure():
        with uninterrupted():
            results = pool.map(format_text, texts, paths, chunksize=8)
        return list(results)


def format_text(text: str, path: str = "") -> str:
    """Return the formatted text of a file.

    Args:
        text: The source code.
        path: Path for messages.

    Raises:
        InputError: The text is not valid Python.
    """
    return formatted(text, partial(_by_black, path))


def _by_black(path: str, text: str) -> str:
    import black
    from black.mode import TargetVersion
    from black.parsing import InvalidInput

    mode = black.Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)
    # `format_str` formats changed code a second time, because commas added by the first pass may
    # change the result. They never do in rendered code, and one pass takes half the time.
    format_once = getattr(black, "_format_str_once", black.format_str)
    try:
        return str(format_once(text, mode=mode))
    except InvalidInput as error:
        raise input_error("broken-output", f"{path} is not valid Python: {error}") from None
