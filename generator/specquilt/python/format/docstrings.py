"""Wraps long lines of docstrings."""

from __future__ import annotations

import re

from specquilt.python.format.breaking import LINE_LENGTH
from specquilt.python.render.prose import wrap

_LIST = re.compile(r'[\n"] *(?:[-*+]|\d+[.)])\s')


def wrapped(statement: str, indent: int) -> str:
    """Return a docstring with long lines wrapped. Long words are not broken.

    Args:
        statement: The indented docstring with its quotes.
        indent: Indentation in columns.
    """
    long = [line for line in statement.splitlines() if len(line) > LINE_LENGTH]
    if not long or not statement.endswith('"""') or _is_wrapped(statement, long, indent):
        return statement
    margin = " " * indent
    first, *others = statement[indent + 3 : -3].split("\n")
    text = "\n".join([first, *(line.removeprefix(margin) for line in others)])
    lines = wrap(text, LINE_LENGTH - 4 - indent)
    body = "".join(f"{margin}{line}".rstrip() + "\n" for line in lines[1:])
    return f'{margin}"""{lines[0]}\n{body}{margin}"""'


def _is_wrapped(statement: str, long: list[str], indent: int) -> bool:
    """Return whether to wrap a docstring again, which takes long, would change nothing.

    That is so if only links are too long, in the form in which templates write what they have
    wrapped. Only lists may look otherwise if they are wrapped twice.
    """
    is_of_template = statement[indent + 3] != "\n" and statement.endswith(f'\n{" " * indent}"""')
    return is_of_template and not any(map(_has_words, long)) and not _LIST.search(statement)


def _has_words(line: str) -> bool:
    return " " in line.strip()
