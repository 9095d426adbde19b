"""Messages of violations."""

from __future__ import annotations

from specquilt.validate import violation
from specquilt.validate.violation import shortened


def test_long_message_loses_its_middle_and_short_ones_nothing() -> None:
    longest = "x" * (violation._LONGEST - 1)
    assert shortened(longest) == longest
    assert shortened("a" * 200 + "b" * 500 + "c" * 80) == f"{'a' * 200} … {'c' * 80}"
