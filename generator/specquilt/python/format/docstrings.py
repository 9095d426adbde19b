"""Wraps long lines of docstrings."""

from __future__ import annotations

from specquilt.python.format.breaking import LINE_LENGTH
from specquilt.python.render.prose import wrap


def wrapped(statement: str, indent: int) -> str:
    """Return a docstring with long lines wrapped. Long words are not broken.

    Args:
        statement: The indented docstring with its quotes.
        indent: Indentation in columns.
    """
    if max(map(len, statement.splitlines())) <= LINE_LENGTH or not statement.endswith('"""'):
        return statement
    margin = " " * indent
    first, *others = statement[indent + 3 : -3].split("\n")
    text = "\n".join([first, *(line.removeprefix(margin) for line in others)])
    lines = wrap(text, LINE_LENGTH - 4 - indent)
    body = "".join(f"{margin}{line}".rstrip() + "\n" for line in lines[1:])
    return f'{margin}"""{lines[0]}\n{body}{margin}"""'
