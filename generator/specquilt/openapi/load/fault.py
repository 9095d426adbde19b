"""What is wrong with a text, and where."""

from __future__ import annotations


class TextFault(Exception):
    """A fault in a text; `line`, `column` and `first_line` (of something repeated) are 1-based."""

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


def repeated_key(name: str, line: int, column: int, first_line: int) -> TextFault:
    """Return the fault of a mapping that has a key twice (YAML 1.2.2, section 3.2.1.3)."""
    message = f"key {name!r} stands here again"
    return TextFault("yaml-duplicate-key", message, line, column, "keep one of the two", first_line)
