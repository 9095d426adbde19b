"""A place where every name is given once."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.api.report import BuildReport
from specquilt.openapi.finding import Severity
from specquilt.openapi.pointer import Pointer
from specquilt.python.names.reserved import KEYWORDS


class Scope:
    """Gives names, each once.

    Args:
        report: takes the findings about collisions.
        what: what is named here, for messages.
        reserved: names that are taken from the start.
        joint: what stands between a name and its number.
    """

    def __init__(
        self, report: BuildReport, what: str, reserved: Iterable[str] = (), joint: str = "_"
    ) -> None:
        self._report, self._what, self._joint = report, what, joint
        self._reserved = frozenset(reserved) | KEYWORDS
        self._taken: dict[str, Pointer] = {}

    def is_free(self, name: str) -> bool:
        """Say whether a name can be had as it is."""
        return name not in self._taken and name not in self._reserved

    def claim(self, wanted: str, origin: Pointer, *alternatives: str) -> str:
        """Return the first free name; report it when another one has taken the wanted name."""
        name = self._free(wanted)
        if name in self._taken:
            name = self._instead_of(name, origin, alternatives)
        self._taken[name] = origin
        return name

    def _free(self, wanted: str) -> str:
        return f"{wanted}_" if wanted in self._reserved else wanted

    def _instead_of(self, name: str, origin: Pointer, alternatives: tuple[str, ...]) -> str:
        number = 2
        candidates = [self._free(each) for each in alternatives]
        other = next((each for each in candidates if each not in self._taken), "")
        while not other:
            numbered = f"{name.rstrip('_')}{self._joint}{number}"
            other = "" if numbered in self._taken else numbered
            number += 1
        self._report.add(
            "name-collision",
            Severity.WARNING,
            f"two {self._what} would be called {name!r}; this one is called {other!r}",
            origin,
            advice="give it another name in the document or by an overlay",
        )
        return other
