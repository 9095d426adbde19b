"""Recognises plain statements, which are formatted without black."""

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
# Patterns of values, replaced by "v" from the innermost outwards. What begins no value is skipped
# at once, which takes half the time.
_VALUE = re.compile(
    rf'(?=["\w.-])(?:\b(?!(?:{_KEYWORDS})\b)[A-Za-z_]\w*+|"[^"\\\n]*+(?:\\[^"\'\n][^"\\\n]*+)*+"'
    r"|-?\b[0-9]+(?:\.[0-9]+)?\b|\.\.\.(?![\w.]))"
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
_EDGE_TAB = re.compile(r"^ *\t|\t$", re.MULTILINE)
"""A tab that begins or ends a line: black replaces or removes these, and no other."""

_IMPORTED = r"v(?: as v)?"
_PARAMETER = r"(?:\*{0,2}v(?:: v(?: = v)?)?|\*)"
_STATEMENT = re.compile(
    rf"(?:(?:v: )?v = |(?:return |raise |@)?)v|v: v|v(?:, v)+ = v|return|pass|else:|if v:|class v:"
    rf"|import v|from (?:v|\.+v?) import (?:\*|{_IMPORTED}(?:, {_IMPORTED})*)"
    rf"|(?:async )?def v(?:\({_PARAMETER}(?:, {_PARAMETER})*\))? -> v:(?: v)?"
)

_HOMES = re.compile(
    r" *_HOMES = \{\n"
    r'(?: +\*\*dict\.fromkeys\(\n +"""\n[\w \n]+"""\.split\(\),\n +"\w+",\n +\),\n)+'
    r" *\}"
)


def is_table_of_homes(statement: str) -> bool:
    """Return whether a statement is the table of names by module, which is written as it stays."""
    return _HOMES.fullmatch(statement) is not None


def is_foreign(statement: str) -> bool:
    """Return whether a statement must not be joined: it has comments, escapes or tabs."""
    if not _FOREIGN.search(statement):
        return False
    return bool('"""' in statement or _FOREIGN.search(_TEXT.sub("", statement)))


@lru_cache(maxsize=4096)
def is_plain(line: str) -> bool:
    """Return whether a statement on one line is plain and spaced as black does."""
    return line.isascii() and _is_known(_VALUE.sub("v", line))


@lru_cache(maxsize=4096)
def _is_known(shape: str) -> bool:
    """Replace values by "v" until nothing changes. Return whether a known statement is left."""
    folded = ""
    while folded != shape:
        folded, shape = shape, _LARGER.sub("v", shape)
    return _STATEMENT.fullmatch(shape) is not None


def is_docstring(statement: str) -> bool:
    """Return whether a statement is a triple-quoted string."""
    text = statement.lstrip(" ")
    return text.startswith('"""') and text.endswith('"""') and '"""' not in text[3:-3]


def is_plain_docstring(statement: str) -> bool:
    """Return whether black would leave a docstring unchanged."""
    text = statement.lstrip(" ")
    margin = " " * (len(statement) - len(text))
    first, *others = text[3:-3].split("\n")
    if not is_docstring(text) or first[:1] in (" ", '"'):
        return False
    if _EDGE_TAB.search(text[3:-3]) or len(text.splitlines()) != len(others) + 1:
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


def on_one_line(statement: str) -> str:
    """Return a docstring of one line with its end on that line, even if it is too long then.

    Return nothing for any other statement, and where black would change more.
    """
    text, end = statement[:-3].rstrip(), statement[-3:]
    is_alone = "\n" not in text and is_plain_docstring(text + end)
    return text + end if is_alone else ""
