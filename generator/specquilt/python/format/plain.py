"""Knows the statements that can be laid out here; whatever else there may be is left to black."""

from __future__ import annotations

import re
from functools import lru_cache

from specquilt.python.format.statements import TEXT

_KEYWORDS = (
    "and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|"
    "if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield"
)
_TEXT = re.compile(TEXT)
_FOREIGN = re.compile(r'[#\\\t;]|"""')
# The smallest things first; each turns something into the value that it is.
_VALUE = re.compile(
    rf'"(?:[^"\\\n]|\\[^"\'\n])*"|-?\b[0-9]+(?:\.[0-9]+)?\b|\.\.\.|\b(?!(?:{_KEYWORDS})\b)[A-Za-z_]\w*\b'
)
_LARGER = re.compile(
    r"v(?:\.v)+"
    r"|v(?: \| v)+"
    r"|\*{1,2}v(?=[,)}\]])"
    r"|lambda: v"
    r"|\bawait v"
    r"|v?\(\)|\[\]|\{\}"
    r"|v\[v(?:, v)*\]"
    r"|v\((?:v|v=v)(?:, (?:v|v=v))*\)"
    r"|(?<!v)\[v(?:, v)*\]"
    r"|(?<!v)\((?:v,|v(?:, v)+)\)"
    r"|\{(?:v: v|v)(?:, (?:v: v|v))*\}"
)
_IMPORTED = r"v(?: as v)?"
_PARAMETER = r"(?:\*{0,2}v(?:: v(?: = v)?)?|\*)"
_STATEMENT = re.compile(
    rf"(?:(?:v: )?v = |(?:return |raise |@)?)v|v: v|v(?:, v)+ = v|return|pass|else:|if v:|class v:"
    rf"|import v|from (?:v|\.+v?) import (?:\*|{_IMPORTED}(?:, {_IMPORTED})*)"
    rf"|(?:async )?def v(?:\({_PARAMETER}(?:, {_PARAMETER})*\))? -> v:(?: v)?"
)


def is_foreign(statement: str) -> bool:
    """Say whether a statement may not be touched at all: it has comments, or other line breaks."""
    if not _FOREIGN.search(statement):
        return False
    return bool('"""' in statement or _FOREIGN.search(_TEXT.sub("", statement)))


def is_plain(line: str) -> bool:
    """Say whether a statement, on one line, is made of what `layout` knows, spaced as black does."""
    return line.isascii() and _is_known(_VALUE.sub("v", line))


@lru_cache(maxsize=4096)
def _is_known(shape: str) -> bool:
    """Fold values into larger ones until a statement is left, or none."""
    folded = ""
    while folded != shape:
        folded, shape = shape, _LARGER.sub("v", shape)
    return _STATEMENT.fullmatch(shape) is not None


def is_docstring(statement: str) -> bool:
    """Say whether a statement is nothing but a text between three double quotes."""
    text = statement.lstrip(" ")
    return text.startswith('"""') and text.endswith('"""') and '"""' not in text[3:-3]


def is_plain_docstring(statement: str) -> bool:
    """Say whether black would leave a docstring as it is: its lines, its indentation, its quotes."""
    text = statement.lstrip(" ")
    margin = " " * (len(statement) - len(text))
    first, *others = text[3:-3].split("\n")
    if not is_docstring(text) or first[:1] in (" ", '"'):
        return False
    if "\t" in text or len(text.splitlines()) != len(others) + 1:
        return False
    if not others:
        return first[-1:] not in ("", " ", '"', "\\")
    *middle, last = others
    filled = [line for line in middle if line]
    return (
        first[-1:] != " "
        and last == margin
        and middle[-1:] not in ([], [""])
        and all(line.startswith(margin) and line[-1] != " " for line in filled)
        and any(line[len(margin)] != " " for line in filled)
    )
