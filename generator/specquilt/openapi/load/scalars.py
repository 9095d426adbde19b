"""Reads plain scalars by the core schema (YAML 1.2.2, section 10.3), limited to JSON values."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any

MAX_DIGITS = 300
"""Maximum digits of an integer. Larger integers exceed the precision of JSON parsers."""

_MAY_BE_PLAIN = re.compile(r"[-+.0-9~ntfNTF]|$")


class NoNumberError(ValueError):
    """The number is not valid in JSON (RFC 8259, section 6). The message has the reason."""


def plain(text: str) -> Any:
    """Return the value of an unquoted scalar.

    Raises:
        NoNumberError: The number is not valid in JSON.
    """
    return _value(text) if _MAY_BE_PLAIN.match(text) else text


@lru_cache(maxsize=10_000)
def _value(text: str) -> Any:
    """Return the value of a scalar by its whole text: documents have the same few again and again."""
    for pattern, convert in _PLAIN:
        if pattern.fullmatch(text):
            return convert(text)
    return text


def stays_text(text: str) -> bool:
    """Return whether an unquoted text is read as a string."""
    try:
        return isinstance(plain(text), str)
    except NoNumberError:
        return False


def whole(text: str, base: int = 10) -> int:
    """Return an integer.

    Raises:
        NoNumberError: The number has too many digits.
    """
    if len(text) > MAX_DIGITS:
        raise NoNumberError(f"number has more than {MAX_DIGITS} digits")
    return int(text, base)


def fraction(text: str) -> float:
    """Return a number with a fraction or an exponent.

    Raises:
        NoNumberError: The number exceeds the range of a double.
    """
    value = float(text)
    if math.isinf(value):
        raise NoNumberError("number is too large")
    return value


def refused(text: str) -> Any:
    """Refuse infinity and NaN.

    Raises:
        NoNumberError: Always.
    """
    raise NoNumberError(f"{text} is not a valid number in JSON")


_PLAIN: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), whole),
    (re.compile(r"0o[0-7]+"), lambda text: whole(text[2:], 8)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: whole(text[2:], 16)),
    (
        re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
        fraction,
    ),
    (re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"), refused),
)
