"""What is wrong with one key of one object, or with an object as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.kinds import Kind, child_of
from specquilt.openapi.pointer import Pointer, exists


class Concern(Enum):
    """What some rules are made for; they report it where they please, and tell all of it."""

    NONE = frozenset[str]()
    PARAMETERS = frozenset({"parameter-duplicate"})
    PATH_AND_PARAMETERS = frozenset({"undeclared-path-parameter", "unused-path-parameter"})
    OPERATIONS = frozenset({"operation-id-duplicate"})
    TAGS = frozenset({"duplicate-tag"})
    NAMES = frozenset({"component-name-illegal"})


@dataclass(frozen=True)
class Fault:
    """A violation of the OpenAPI schema.

    Args:
        about: the key that is wrong, or that is missing; an object, if it is wrong as a whole.
        message: one sentence.
        word: how a finding about the object would call what is wrong.
        concern: what rules are made for, and not only for this object.
        vague: something is wrong with this as a whole, so it says nothing if anything inside is.
    """

    about: Pointer
    message: str
    word: str = ""
    concern: Concern = Concern.NONE
    vague: bool = False

    def finding(self, document: Document) -> Finding:
        """Tell it; of what is missing, at the object that lacks it."""
        pointer = self.about if exists(document.data, self.about) else self.about[:-1]
        place = document.provenance.place(pointer)
        return Finding("invalid-document", Severity.ERROR, self.message, place, pointer)


def fault_of_value(pointer: Pointer, message: str) -> Fault:
    """Make a fault of a value that is wrong: the key of its object is to blame."""
    key = pointer[len(object_at(pointer)[1]) :][:1]
    return Fault(pointer, message, str(key[0]) if key else "")


def fault_of_absence(pointer: Pointer, missing: str, message: str) -> Fault:
    """Make a fault of a key that an object lacks; what a map lacks, it lacks as a whole."""
    if object_at(pointer)[1] == pointer:
        return Fault((*pointer, missing), message, missing)
    return replace(fault_of_value(pointer, message), vague=True)


def object_at(pointer: Pointer) -> tuple[Kind, Pointer]:
    """Return the innermost object that a pointer leads to or into, and what it is."""
    kind, at = Kind.DOCUMENT, 0
    while at < len(pointer):
        child = child_of(kind, str(pointer[at]))
        steps = 2 if child and child.many else 1
        if child is None or at + steps > len(pointer):
            break
        kind, at = child.kind, at + steps
    return kind, pointer[:at]
