"""A namespace in which every name is unique."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.api.report import BuildReport
from specquilt.openapi.finding import Severity
from specquilt.openapi.pointer import Pointer
from specquilt.python.names.reserved import KEYWORDS


class Scope:
    """Assigns unique names.

    Args:
        report: Collects findings about collisions.
        what: Plural noun for messages: ``models``.
        reserved: Names that are not available.
        joint: Separator between a name and the number that makes it unique.
    """

    def __init__(
        self, report: BuildReport, what: str, reserved: Iterable[str] = (), joint: str = "_"
    ) -> None:
        self._report, self._what, self._joint = report, what, joint
        self._reserved = frozenset(reserved) | KEYWORDS
        self._taken: dict[str, Pointer] = {}

    def is_free(self, name: str) -> bool:
        """Return whether a name is available."""
        return name not in self._taken and name not in self._reserved

    def unreserved(self, name: str) -> str:
        """Return a name, or one that is not reserved."""
        return f"{name}_" if name in self._reserved else name

    def keep(self, name: str, origin: Pointer) -> bool:
        """Claim a published name; return whether it is available."""
        return self.is_free(name) and self._taken.setdefault(name, origin) is origin

    def claim(self, wanted: str, origin: Pointer, *alternatives: str) -> str:
        """Claim and return the wanted name, or an available one. Report a collision.

        Args:
            wanted: Name to claim.
            origin: JSON Pointer of the named part of the document.
            alternatives: Names to try before a number is added.
        """
        name = self.unreserved(wanted)
        if name in self._taken:
            name = self._alternative(name, origin, alternatives)
        self._taken[name] = origin
        return name

    def _alternative(self, name: str, origin: Pointer, alternatives: tuple[str, ...]) -> str:
        number = 2
        candidates = [self.unreserved(each) for each in alternatives]
        other = next((each for each in candidates if each not in self._taken), "")
        while not other:
            numbered = f"{name.rstrip('_')}{self._joint}{number}"
            other = "" if numbered in self._taken else numbered
            number += 1
        self._report.add(
            "name-collision",
            Severity.WARNING,
            f"name {name!r} is used by several {self._what}; renamed to {other!r}",
            origin,
            advice="give it another name in [client.names], in the document or with an overlay",
        )
        return other
