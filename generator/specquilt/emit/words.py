"""Whether a change of a file is one of words: what Python does has been tried before."""

from __future__ import annotations

import ast
from pathlib import Path

from specquilt.emit import text_file


def only_words_changed(path: Path, text: str | None) -> bool:
    """Say whether a file on disk differs from a text in docstrings only, or is no Python.

    Args:
        path: the file; it need not exist.
        text: what it will hold; None if it goes away.
    """
    if path.suffix != ".py":
        return True
    old = text_file.read(path)
    try:
        return old is not None and text is not None and _code(old) == _code(text)
    except (SyntaxError, ValueError, RecursionError):
        return False


def _code(text: str) -> str:
    """Return what a module does, without the texts that stand alone in it."""
    module = ast.parse(text)
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [each for each in node.body if not _is_text(each)]
    return ast.dump(module)


def _is_text(node: ast.stmt) -> bool:
    is_constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_constant and isinstance(node.value.value, str)  # type: ignore[attr-defined]
