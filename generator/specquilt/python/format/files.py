"""Formats Python files in black's style: what is not plain by black itself, in parallel if it pays."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType

from specquilt.openapi.finding import input_error
from specquilt.python.format.breaking import LINE_LENGTH
from specquilt.python.format.layout import formatted
from specquilt.python.processes import end_with_parent, ended_on_failure, without_interrupts

_BYTES_WORTH_A_WORKER = 1_000_000


def is_formatted(path: str) -> bool:
    """Say whether a file is formatted: all Python is, but the copied runtime stays as it is."""
    return path.endswith(".py") and "/_runtime/" not in path


def format_tree(
    tree: dict[str, str], done: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Return the tree with its Python files formatted.

    Args:
        tree: texts by path.
        done: files that have been formatted before.

    Raises:
        InputError: a file is no Python; nothing that specquilt renders should be.
    """
    paths = [path for path in tree if is_formatted(path) and path not in done]
    texts = [tree[path] for path in paths]
    return tree | dict(done) | dict(zip(paths, _formatted(paths, texts), strict=True))


def _formatted(paths: list[str], texts: list[str]) -> Iterable[str]:
    workers = min(os.cpu_count() or 1, sum(map(len, texts)) // _BYTES_WORTH_A_WORKER)
    if workers < 2:
        return list(map(format_text, texts, paths))
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=end_with_parent) as pool, ended_on_failure():
        with without_interrupts():
            results = pool.map(format_text, texts, paths, chunksize=8)
        return list(results)


def format_text(text: str, path: str = "") -> str:
    """Return one file, formatted.

    Raises:
        InputError: it is no Python.
    """
    return formatted(text, partial(_by_black, path))


def _by_black(path: str, text: str) -> str:
    import black
    from black.mode import TargetVersion
    from black.parsing import InvalidInput

    mode = black.Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)
    # What black has changed it formats once more, in case that commas of the first pass matter in
    # the second. They do not in what is rendered here, and it takes twice the time.
    format_once = getattr(black, "_format_str_once", black.format_str)
    try:
        return str(format_once(text, mode=mode))
    except InvalidInput as error:
        raise input_error("broken-output", f"{path} is not valid Python: {error}") from None
