"""Splits a module into statements, and a statement into words."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENING, CLOSING, QUOTES = "([{", ")]}", "\"'"

TEXT = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"' + r"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'"
"""Pattern of a single-line string; to look at runs of characters at once takes half the time."""

_STRING = rf'"""[^"\\]*+(?:(?:\\.|""?+(?!"))[^"\\]*+)*+"""|{TEXT}'
_PAIR = r"[(\[{][^\"'()\[\]{}\n]*+[)\]}]"
_MARK = re.compile(rf"{_STRING}|{_PAIR}|[(\[{{)\]}}]|\n", re.DOTALL)
_WORD = re.compile(rf"{_STRING}|[(\[{{]|[)\]}}]|,[ \n]*|\n *|[^\"'()\[\]{{}},\n]+", re.DOTALL)
EDGE = re.compile(rf"{_STRING}|[(\[{{)\]}},]", re.DOTALL)
"""A string, bracket or comma."""


def statements(text: str) -> Iterator[str]:
    """Yield the indented logical lines of a module without their newlines.

    A blank line is an empty statement. Each part of a compound statement is a statement.
    """
    start = depth = 0
    for found in _MARK.finditer(text):
        mark = found[0]
        if mark in OPENING:
            depth += 1
        elif mark in CLOSING:
            depth -= 1
        elif mark == "\n" and not depth:
            yield text[start : found.start()].rstrip()
            start = found.end()
    if text[start:].strip():
        yield text[start:].rstrip()


def words(line: str) -> Iterator[tuple[int, str, int]]:
    """Yield the offset, text and depth of each string, bracket, comma and text between them.

    A bracket has the depth of its contents.
    """
    depth = 0
    for found in _WORD.finditer(line):
        word = found[0]
        depth += word in OPENING
        yield found.start(), word, depth
        depth -= word in CLOSING


def joined(statement: str) -> str:
    """Return a statement on one line without indentation.

    Replace single quotes by double quotes if that needs no escape. Remove trailing commas except
    the comma of a one-element tuple.
    """
    line: list[str] = []
    opened: list[tuple[int, int]] = []
    commas = 0
    for _, word, _ in words(statement.lstrip()):
        if word in OPENING:
            opened.append((len(line), commas))
            commas = 0
        elif word in CLOSING:
            start, outer = opened.pop() if opened else (0, 0)
            _close(line, commas == 1 and _is_group(line, start))
            commas = outer
        commas += word[0] == ","
        _append(line, word)
    return "".join(line)


def _append(line: list[str], word: str) -> None:
    if word[0] == ",":
        line.append(", ")
    elif word[0] == "\n":
        line.append("" if line[-1][-1:] in ("", " ", *OPENING) else " ")
    else:
        line.append(_double_quoted(word))


def _close(line: list[str], needs_comma: bool) -> None:
    """Remove spaces and a trailing comma before a closing bracket."""
    while line[-1] in ("", " "):
        line.pop()
    if line[-1] == ", ":
        line[-1] = "," if needs_comma else ""


def _is_group(line: list[str], place: int) -> bool:
    """Return whether a comma in a bracket makes a tuple."""
    return line[place] == ("[" if follows_value("".join(line[max(0, place - 2) : place])) else "(")


def follows_value(before: str) -> bool:
    """Return whether a bracket after the text is a call or a subscript."""
    return before[-1:].isalnum() or before[-1:] in ("_", *CLOSING)


def double_quoted(line: str) -> str:
    """Return a line with double quotes instead of single ones where that needs no escape."""
    return "".join(_double_quoted(word) for _, word, _ in words(line))


def _double_quoted(word: str) -> str:
    is_better = word[0] == "'" and '"' not in word and r"\'" not in word
    return f'"{word[1:-1]}"' if is_better else word
