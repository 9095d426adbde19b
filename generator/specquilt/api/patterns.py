"""Texts that match a pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final

_CATEGORIES: Final[Mapping[Any, str]] = {
    _constants.CATEGORY_DIGIT: r"\d",
    _constants.CATEGORY_NOT_DIGIT: r"\D",
    _constants.CATEGORY_SPACE: r"\s",
    _constants.CATEGORY_NOT_SPACE: r"\S",
    _constants.CATEGORY_WORD: r"\w",
    _constants.CATEGORY_NOT_WORD: r"\W",
}
_CHARACTERS: Final = "a0 -_A."
"""Of each category one."""

_LONGEST: Final = 1000


def matching(pattern: str, least: int, most: int, given: Iterable[str] = ()) -> str | None:
    """Return a text that matches a pattern (ECMA 262), or None if none was found.

    Args:
        pattern: The pattern.
        least, most: Limits of the length.
        given: Texts to try first.
    """
    expression = compiled(pattern)
    if expression is None:
        return None
    made = _made(pattern)
    padded = [made, made.ljust(least, made[-1:] or "a"), "a" * least, "0" * least]
    candidates = (each for each in (*given, *padded) if least <= len(each) <= most)
    return next(filter(expression.search, candidates), None)


@lru_cache(maxsize=1000)
def compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(_in_python(pattern))
    except (re.error, RecursionError, OverflowError):
        return None


def _in_python(pattern: str) -> str:
    return re.sub(r"\(\?<(?![=!])", "(?P<", pattern)


@lru_cache(maxsize=1000)
def _made(pattern: str) -> str:
    """Return the shortest text that a pattern seems to match; anchors are ignored."""
    parsed: Iterable[tuple[Any, Any]] = _parser.parse(_in_python(pattern))
    text = _text(parsed)
    return text[:_LONGEST]


def _text(parsed: Iterable[tuple[Any, Any]]) -> str:
    pieces = (_WRITERS.get(operator, _nothing)(argument) for operator, argument in parsed)
    return "".join(pieces)


def _nothing(_: Any) -> str:
    return ""


def _repeated(argument: Any) -> str:
    least: int = argument[0]
    inner: Iterable[tuple[Any, Any]] = argument[2]
    return _text(inner) * min(least, _LONGEST)


def _one_of(members: list[tuple[Any, Any]]) -> str:
    operator, argument = members[0]
    if operator == _constants.RANGE:
        return chr(argument[0])
    if operator == _constants.LITERAL:
        return chr(argument)
    is_negated = operator == _constants.NEGATE
    wanted = members[1:] if is_negated else members
    found = (each for each in _CHARACTERS if _contains(wanted, each) != is_negated)
    return next(found, "")


def _contains(members: list[tuple[Any, Any]], text: str) -> bool:
    for operator, argument in members:
        if operator == _constants.RANGE and argument[0] <= ord(text) <= argument[1]:
            return True
        if operator == _constants.LITERAL and argument == ord(text):
            return True
        if operator == _constants.CATEGORY and re.match(_CATEGORIES[argument], text):
            return True
    return False


_WRITERS: Final[Mapping[Any, Callable[[Any], str]]] = {
    _constants.LITERAL: chr,
    _constants.NOT_LITERAL: lambda code: "b" if code == ord("a") else "a",
    _constants.ANY: lambda _: "a",
    _constants.IN: _one_of,
    _constants.BRANCH: lambda argument: _text(argument[1][0]),
    _constants.SUBPATTERN: lambda argument: _text(argument[3]),
    _constants.MAX_REPEAT: _repeated,
    _constants.MIN_REPEAT: _repeated,
    _constants.POSSESSIVE_REPEAT: _repeated,
    _constants.ATOMIC_GROUP: _text,
}
