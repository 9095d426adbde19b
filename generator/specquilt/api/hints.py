"""Hints for naming schemas that have no name in the document. Back ends turn them into names."""

from __future__ import annotations

from typing import Literal, NamedTuple

RESPONSE, REQUEST, BODY, PAYLOAD, ITEM, VALUE = (
    "Response", "Request", "Body", "Payload", "Item", "Value"
)  # fmt: skip
"""Words for the role of a schema."""


class HintPart(NamedTuple):
    """One step on the path from a named part to the schema.

    Args:
        kind: What `text` is: a word, the title of a schema, the name of an error, the wire name
            of a property, or the position of a parameter in its operation.
    """

    kind: Literal["word", "title", "error", "property", "parameter"]
    text: str


class Hint(NamedTuple):
    """The path from a named part of the API to an unnamed schema.

    Args:
        start: Kind of the named part. ``webhook`` includes callbacks; ``given`` is a name that the
            document gives the schema itself.
        name: Id of the operation or schema, or the name of the webhook or callback.
        parts: The steps from there to the schema.
    """

    start: Literal["operation", "schema", "webhook", "given"]
    name: str
    parts: tuple[HintPart, ...] = ()

    def word(self, text: str) -> Hint:
        """Return the hint for a role such as the response or an item of a list."""
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
