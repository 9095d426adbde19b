"""What checks have found in a part of a document."""

from __future__ import annotations

from typing import NamedTuple

from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Check, Problem, Rule


class BookEntry(NamedTuple):
    """A rule that checks, in the book."""

    rule_id: str
    rule: Rule
    check: Check


class PartKey(NamedTuple):
    """What parts have in common in which checks that look at nothing else find the same.

    Args:
        pointer: where the part is.
        version: what the document states as its version of OpenAPI.
        content: what only an equal value has.
    """

    pointer: Pointer
    version: str
    content: bytes


class CheckResult(NamedTuple):
    """What a check made of an object.

    Args:
        problems: what it found; None if it looked at more than that object.
    """

    entry: BookEntry
    problems: list[Problem] | None


class Visit(NamedTuple):
    """An object of a part about which something has to be remembered."""

    pointer: Pointer
    kind: Kind
    operation: tuple[str, str] | None
    results: list[CheckResult]


Group = list[PartKey]
"""Parts that are kept together."""


class Recalled(NamedTuple):
    """What is known of parts from earlier runs.

    Args:
        visits: what has been found in those that are known.
        missing: the groups of which nothing is known.
    """

    visits: dict[PartKey, list[Visit]]
    missing: list[Group]
