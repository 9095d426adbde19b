"""Access to values that may have the wrong type."""

from __future__ import annotations

import re
from typing import Any

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def mapping(value: Any) -> dict[str, Any]:
    """Return the value if it is a mapping, else an empty mapping."""
    return value if isinstance(value, dict) else {}


def without_extensions(value: Any) -> dict[str, Any]:
    """Return the entries of an object of OpenAPI except extensions; none of another value."""
    return {key: each for key, each in mapping(value).items() if not key.startswith("x-")}


def listing(value: Any) -> list[Any]:
    """Return the value if it is a list, else an empty list."""
    return value if isinstance(value, list) else []


def is_yes(value: Any) -> bool:
    """Return whether the value of an extension is yes; some documents write it as text."""
    return str(value).lower() not in ("false", "no", "none", "", "[]", "{}")


def without_controls(text: str) -> str:
    """Return a text with spaces in the place of control characters; tabs and newlines stay."""
    return _CONTROL.sub(" ", text)


def plain_text(value: Any) -> str:
    """Return a string without control characters, or an empty string for any other value."""
    return without_controls(value).strip() if isinstance(value, str) else ""


def count_values(value: Any) -> int:
    """Return the number of values in a value, itself included."""
    count, waiting = 0, [value]
    while waiting:
        each = waiting.pop()
        count += 1
        if isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return count
