"""Walks through a configuration by a table: what becomes of the keys at each path."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from specquilt.openapi.pointer import Pointer, resolve
from specquilt.project.migrate.plan import Plan

UNKNOWN = "not a known key"
EMPTY = "empty"

Reader = Callable[[Plan, Pointer, Any], None]
"""Reads the value at a path into the plan. Keys that it does not claim are looked up in turn."""


Rows = tuple[tuple[str, str | Reader], ...]
"""Patterns of paths, each with what becomes of the keys there: why they have no counterpart, or what reads them.

A pattern is names that are separated by spaces; ``*`` is any name, ``**`` any number of names.
"""


class Table:
    """What becomes of the keys of a tool: the first row that matches a path counts."""

    def __init__(self, rows: Rows) -> None:
        self.patterns = [pattern for pattern, _ in rows]
        self._rows = [(pattern.split(), becomes) for pattern, becomes in rows]

    def becomes(self, at: Pointer) -> str | Reader | None:
        """Return what becomes of the keys at a path; None if the table does not say."""
        return next((becomes for pattern, becomes in self._rows if _matches(pattern, at)), None)

    def read(self, plan: Plan) -> None:
        """Read a whole configuration: afterwards, each of its keys is claimed."""
        for name, value in plan.data.items():
            self._read(plan, (name,), value)
        for at in plan.ledger.open:
            plan.report(UNKNOWN if resolve(plan.data, at) else EMPTY, at)

    def _read(self, plan: Plan, at: Pointer, value: Any) -> None:
        """Readers claim keys before the parts of their values do, and reasons the keys that are left."""
        becomes = self.becomes(at)
        if callable(becomes):
            becomes(plan, at, value)
        parts: Iterable[tuple[str | int, Any]] = ()
        if isinstance(value, dict | list):
            parts = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in parts:
            self._read(plan, (*at, name), part)
        if isinstance(becomes, str):
            plan.report(becomes, at)


def _matches(pattern: list[str], at: Pointer) -> bool:
    if not pattern or not at:
        return not at and all(part == "**" for part in pattern)
    if pattern[0] == "**":
        return _matches(pattern[1:], at) or _matches(pattern, at[1:])
    return pattern[0] in ("*", str(at[0])) and _matches(pattern[1:], at[1:])
