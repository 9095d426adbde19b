"""Compares Python files without their docstrings."""

from __future__ import annotations

from pathlib import Path

from specquilt.output import text_file
from specquilt.python.format.plain import is_docstring
from specquilt.python.format.statements import statements


def only_words_changed(path: Path, text: str | None) -> bool:
    """Return whether the change of a file affects docstrings only, or the file is not Python.

    Args:
        path: Path of the current file. It may be missing.
        text: New text of the file. None if the file will be deleted.
    """
    if path.suffix != ".py":
        return True
    old = text_file.read(path)
    return old is not None and text is not None and _code(old) == _code(text)


def _code(text: str) -> list[str]:
    """Return the statements of a module without docstrings."""
    return [each for each in statements(text) if each and not is_docstring(each)]
