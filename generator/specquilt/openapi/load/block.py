"""Text embedded in a file, with the locations of its lines."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding, InputError, Location, Severity
from specquilt.openapi.load import json_loader, yaml_loader
from specquilt.openapi.load.fault import TextFault
from specquilt.openapi.pointer import Pointer


@dataclass(frozen=True)
class Block:
    """The text of a file, or a part of it.

    Args:
        path: Path of the file as given by the user.
        text: The text without the page's indentation.
        first_line: 1-based line of the file where the text starts.
        indents: Number of columns removed from each line. 0 for lines beyond the tuple.
    """

    path: str
    text: str
    first_line: int = 1
    indents: tuple[int, ...] = field(default=(), repr=False)

    def location(self, line: int, column: int = 1) -> Location:
        """Return the location in the file of a 1-based line and column of the text."""
        indent = self.indents[line - 1] if line <= len(self.indents) else 0
        return Location(self.path, self.first_line + line - 1, column + indent)

    def locate(self, pointer: Pointer) -> Location:
        """Return the location of a JSON Pointer, or of its nearest existing parent.

        For text that is not YAML or JSON, return the location of the block.
        """
        try:
            return self.location(*yaml_loader.locate(self.text, pointer))
        except TextFault:
            return self.location(1)

    def written(self, pointer: Pointer, value: Any = None) -> str | None:
        """Return the source text of a scalar, or None if there is no scalar.

        Args:
            pointer: where it is.
            value: what was read there, if that is known: some texts do not have to be searched.
        """
        usual = json_loader.as_usual(self.text, value)
        try:
            return usual or yaml_loader.written(self.text, pointer)
        except TextFault:
            return None

    def load(self) -> Any:
        """Read the text as YAML or JSON without duplicate keys.

        Raises:
            InputError: The text is invalid. The finding has the location in the file.
        """
        try:
            return yaml_loader.load(self.text)
        except TextFault as fault:
            raise InputError(self._finding(fault)) from None

    def read(self) -> tuple[Any, list[Finding]]:
        """Read the text as YAML or JSON, of whose duplicate keys the last counts.

        Returns:
            The value, and a finding for each duplicate key.

        Raises:
            InputError: The text is invalid. The finding has the location in the file.
        """
        duplicates: list[TextFault] = []
        try:
            value = yaml_loader.load(self.text, duplicates)
        except TextFault as fault:
            raise InputError(self._finding(fault)) from None
        return value, list(map(self._finding, duplicates))

    def _finding(self, fault: TextFault) -> Finding:
        place = self.location(fault.line, fault.column)
        message, related = fault.message, tuple[Location, ...]()
        if fault.first_line is not None:
            first = self.location(fault.first_line)
            message, related = f"{message}; the first is on line {first.line}", (first,)
        return Finding(
            fault.rule, Severity.ERROR, message, place, help=fault.advice, related=related
        )
