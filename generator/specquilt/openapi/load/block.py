"""A text embedded in a file, and where each of its lines stands there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specquilt.openapi.finding import Finding, InputError, Location, Severity
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.load.fault import TextFault
from specquilt.openapi.pointer import Pointer


@dataclass(frozen=True)
class Block:
    """Text of a file, or a part of one.

    Args:
        path: the file, as the user named it.
        text: the text without what the page put in front of its lines.
        first_line: 1-based line of the file where the text begins.
        indents: columns cut off each line; shorter than the text means 0 for the rest.
    """

    path: str
    text: str
    first_line: int = 1
    indents: tuple[int, ...] = field(default=(), repr=False)

    def location(self, line: int, column: int = 1) -> Location:
        """Translate a 1-based place in the text into a place in the file."""
        indent = self.indents[line - 1] if line <= len(self.indents) else 0
        return Location(self.path, self.first_line + line - 1, column + indent)

    def locate(self, pointer: Pointer) -> Location:
        """Find the place of a JSON Pointer, or of the nearest parent that exists.

        A block of other text (a request line, a code sample) is one place as a whole.
        """
        try:
            return self.location(*yaml_loader.locate(self.text, pointer))
        except TextFault:
            return self.location(1)

    def written(self, pointer: Pointer) -> str | None:
        """Return a scalar as it stands in the text; None if there is none."""
        try:
            return yaml_loader.written(self.text, pointer)
        except TextFault:
            return None

    def load(self) -> Any:
        """Read the text as YAML or JSON.

        Raises:
            InputError: it is unreadable; the finding names the place in the file.
        """
        try:
            return yaml_loader.load(self.text)
        except TextFault as fault:
            raise InputError(self._finding(fault)) from None

    def _finding(self, fault: TextFault) -> Finding:
        place = self.location(fault.line, fault.column)
        message, related = fault.message, tuple[Location, ...]()
        if fault.first_line is not None:
            first = self.location(fault.first_line)
            message, related = f"{message}; the first is on line {first.line}", (first,)
        return Finding(
            fault.rule, Severity.ERROR, message, place, help=fault.advice, related=related
        )
