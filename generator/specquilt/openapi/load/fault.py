"""Errors in texts, with locations."""

from __future__ import annotations


class TextFault(Exception):
    """An error in a text.

    Args:
        rule: Id of the rule.
        message: Message for the user.
        line, column: 1-based location.
        advice: Help text.
        first_line: 1-based line of the first occurrence of a duplicate.
    """

    def __init__(
        self,
        rule: str,
        message: str,
        line: int = 1,
        column: int = 1,
        advice: str = "",
        first_line: int | None = None,
    ) -> None:
        super().__init__(f"{line}:{column}: {message}")
        self.rule, self.message, self.advice = rule, message, advice
        self.line, self.column, self.first_line = line, column, first_line


def duplicate_key(name: str, line: int, column: int, first_line: int) -> TextFault:
    """Return the fault for a duplicate key (YAML 1.2.2, section 3.2.1.3)."""
    message, advice = f"duplicate key {name!r}", "remove one of them; the last one counts"
    return TextFault("duplicate-key", message, line, column, advice, first_line)
