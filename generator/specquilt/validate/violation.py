"""A violation of the OpenAPI standard: one key of one object, or an object as a whole."""

from __future__ import annotations

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import INVALID, Finding, Severity
from specquilt.openapi.kinds import object_at
from specquilt.openapi.pointer import Pointer, exists

_LONGEST = 300

CANNOT_CHECK = "openapi-spec-validator cannot check this"
"""How the message of a violation begins that is a failure of the validator."""


@dataclass(frozen=True)
class Violation:
    """What is wrong, and where.

    Args:
        about: the key that is wrong or missing; an object, if it is wrong as a whole.
        message: one lower-case sentence.
        keyword: the keyword of JSON Schema that is violated, or a `Disagreement`.
        vague: the cause is unknown, or is the object as a whole. Other violations inside explain it.
    """

    about: Pointer
    message: str
    keyword: str = ""
    vague: bool = False

    def finding(self, document: Document) -> Finding:
        """Return the finding: for a missing key, at the object that lacks it."""
        pointer = self.about if exists(document.data, self.about) else self.about[:-1]
        place = document.provenance.place(pointer)
        return Finding(INVALID, Severity.ERROR, self.message, place, pointer)


def of_missing_key(pointer: Pointer, key: str, message: str) -> Violation:
    """Return the violation of an object, or of a map inside of one, that lacks a key."""
    if object_at(pointer)[1] == pointer:
        return Violation((*pointer, key), message, "required")
    return Violation(pointer, message, "required", vague=True)


def shortened(message: str) -> str:
    """Return a message without its middle, if it quotes a whole object."""
    return message if len(message) < _LONGEST else f"{message[:200]} … {message[-80:]}"


def subject(pointer: Pointer) -> Pointer:
    """Return the key of the innermost object that a pointer leads to or into, or the object."""
    return pointer[: len(object_at(pointer)[1]) + 1]
