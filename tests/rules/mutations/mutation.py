"""What a mutation is, and the places that many of them concern."""

from __future__ import annotations

from dataclasses import dataclass

LIST = "/paths/~1quilts/get"
PHOTO = "/paths/~1patches~1{patch_id}~1photo"
MAKE = "/paths/~1quilts/post"
SCHEMAS = "/components/schemas"


@dataclass(frozen=True)
class Mutation:
    """A defect.

    Args:
        rule: the rule that finds it.
        pointer: where.
        line: the text of the line where a person is sent.
        changes: texts, each of which stands in the clean document once, and what replaces them.
    """

    rule: str
    pointer: str
    line: str
    changes: tuple[tuple[str, str], ...]

    def apply(self, text: str) -> str:
        """Put the defect into the clean document."""
        for old, new in self.changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text


def defect(rule: str, pointer: str, line: str, *changes: tuple[str, str]) -> Mutation:
    """Describe a defect in the order in which one thinks of it."""
    return Mutation(rule, pointer, line, changes)
