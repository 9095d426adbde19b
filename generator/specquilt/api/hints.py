"""What a schema without a name of its own is called after; a back end makes names of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

RESPONSE, REQUEST, BODY, PAYLOAD, ITEM, VALUE = (
    "Response", "Request", "Body", "Payload", "Item", "Value"
)  # fmt: skip
"""Words for what a schema describes."""


class HintPart(NamedTuple):
    """One step from what has a name to the schema.

    Args:
        kind: what the text is: a word, the title of a schema, the name of an error, the name of
            a property on the wire, or the position of a parameter among those of its operation.
    """

    kind: Literal["word", "title", "error", "property", "parameter"]
    text: str


class Hint(NamedTuple):
    """Something that has a name, and the way from there to a schema without one.

    Args:
        start: what has a name: an operation, a schema (both by their ids), or a webhook or
            callback (by its name).
    """

    start: Literal["operation", "schema", "webhook"]
    name: str
    parts: tuple[HintPart, ...] = ()

    def word(self, text: str) -> Hint:
        """Return the hint for what a word describes: the response, an item of a list."""
        return self._and(HintPart("word", text))

    def title(self, text: str) -> Hint:
        """Return the hint for a schema with a title."""
        return self._and(HintPart("title", text))

    def error(self, name: str) -> Hint:
        """Return the hint for an error response."""
        return self._and(HintPart("error", name))

    def property(self, wire: str) -> Hint:
        """Return the hint for a property."""
        return self._and(HintPart("property", wire))

    def parameter(self, position: int) -> Hint:
        """Return the hint for a parameter of the operation."""
        return self._and(HintPart("parameter", str(position)))

    def _and(self, part: HintPart) -> Hint:
        return Hint(self.start, self.name, (*self.parts, part))
