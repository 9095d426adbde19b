"""Tables for a person: what is last in a row goes on below itself, where the terminal ends."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from textwrap import wrap

_NARROWEST = 24
"""Characters of the last column: in a narrower one, text cannot be read."""


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows with aligned columns; each is one line, unless a terminal is too narrow for it.

    Args:
        rows: at least one, all of the same length; the last cell is a sentence.
    """
    *widths, _ = (max(map(len, column)) for column in zip(*rows, strict=True))
    indent = sum(width + 2 for width in widths)
    form = "".join(f"{{:<{width}}}  " for width in widths)
    margin = f"\n{' ' * indent}"
    return "".join(
        f"{form.format(*cells)}{margin.join(_parts(last, indent))}\n" for *cells, last in rows
    )


def _parts(text: str, indent: int) -> list[str]:
    if not sys.stdout.isatty():
        return [text]  # a program reads lines
    return wrap(text, max(shutil.get_terminal_size().columns - indent, _NARROWEST))
