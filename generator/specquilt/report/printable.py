"""Text of the input that cannot control a terminal."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """Replace control characters, so that the input cannot control the terminal."""
    return _CONTROL.sub("\ufffd", text)
