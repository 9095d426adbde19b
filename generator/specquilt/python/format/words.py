"""Whether a change of a file is one of words: what Python does has been tried before."""

from __future__ import annotations

from pathlib import Path

from specquilt.output import text_file
from specquilt.python.format.plain import is_docstring
from specquilt.python.format.statements import statements


def only_words_changed(path: Path, text: str | None) -> bool:
    """Say whether a file on disk differs from a text in docstrings only, or is no Python.

    Args:
        path: the file; it need not exist.
        text: what it will hold; None if it goes away.
    """
    if path.suffix != ".py":
        return True
    old = text_file.read(path)
    return old is not None and text is not None and _code(old) == _code(text)


def _code(text: str) -> list[str]:
    """Return the statements of a module, without the texts that stand alone in it."""
    return [each for each in statements(text) if each and not is_docstring(each)]
