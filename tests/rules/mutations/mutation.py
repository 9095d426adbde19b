"""The type of a mutation, and places that many mutations use."""

from __future__ import annotations

from dataclasses import dataclass

LIST = "/paths/~1quilts/get"
PHOTO = "/paths/~1patches~1{patch_id}~1photo"
MAKE = "/paths/~1quilts/post"
SCHEMAS = "/components/schemas"


@dataclass(frozen=True)
class Mutation:
    """A defect that a test adds to the clean document.

    Args:
        rule: the id of the rule that reports it.
        pointer: the place of the finding.
        line: the text of the reported line.
        changes: texts that occur once in the clean document, and their replacements.
    """

    rule: str
    pointer: str
    line: str
    changes: tuple[tuple[str, str], ...]

    def apply(self, text: str) -> str:
        """Add the defect to the clean document."""
        for old, new in self.changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text


def defect(rule: str, pointer: str, line: str, *changes: tuple[str, str]) -> Mutation:
    """Return a mutation with any number of changes."""
    return Mutation(rule, pointer, line, changes)
