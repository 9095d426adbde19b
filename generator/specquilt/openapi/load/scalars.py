"""What plain scalars mean (YAML 1.2.2, section 10.3: the core schema), within what JSON can say."""

from __future__ import annotations

import math
import re
from typing import Any

MAX_DIGITS = 300
"""More than a double can have in front of its point; no JSON reader keeps them all."""

_MAY_BE_PLAIN = re.compile(r"[-+.0-9~ntfNTF]|$")


class NoNumberError(ValueError):
    """A number that JSON cannot say (RFC 8259, section 6); the message says why."""


def plain(text: str) -> Any:
    """Return the value of a scalar without quotes.

    Raises:
        NoNumberError: it is a number that JSON does not have.
    """
    if _MAY_BE_PLAIN.match(text):
        for pattern, convert in _PLAIN:
            if pattern.fullmatch(text):
                return convert(text)
    return text


def stays_text(text: str) -> bool:
    """Return whether a text without quotes is read as that text."""
    try:
        return isinstance(plain(text), str)
    except NoNumberError:
        return False


def whole(text: str, base: int = 10) -> int:
    """Read a whole number.

    Raises:
        NoNumberError: it has too many digits.
    """
    if len(text) > MAX_DIGITS:
        raise NoNumberError(f"a number of more than {MAX_DIGITS} digits")
    return int(text, base)


def fraction(text: str) -> float:
    """Read a number with a point or an exponent.

    Raises:
        NoNumberError: it is too large to be one.
    """
    value = float(text)
    if math.isinf(value):
        raise NoNumberError("a number that is too large for any reader")
    return value


def refused(text: str) -> Any:
    """Refuse what is a number elsewhere.

    Raises:
        NoNumberError: always.
    """
    raise NoNumberError(f"{text} is no number in JSON")


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
