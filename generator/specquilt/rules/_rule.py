"""What a rule is, and what a check yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from specquilt.document import Edit
from specquilt.finding import Fix, Severity
from specquilt.pointer import Pointer
from specquilt.walk import Kind, Node


@dataclass(frozen=True)
class Problem:
    """What a check found at one place, and the edits that mend it (none: report only)."""

    message: str
    at: Pointer
    edits: tuple[Edit, ...] = ()
    help: str = ""


Check = Callable[[Node], Iterable[Problem]]


@dataclass(frozen=True)
class Rule:
    """One piece of knowledge: the quirk, why it matters, how it looks, how it is mended.

    Args:
        summary: completes the sentence "Finds …".
        why: one or two sentences.
        severity: unless configured otherwise.
        fix: "safe" is always applied; "guess" is applied and reported as a warning.
        on: the kind of object that the check wants to see.
        also: further kinds that it wants to see.
        shown: the kind of object that the example shows, if it takes more to show the quirk.
        check: None for the decisions of a stage (merge, sources, …), which are only explained.
        before, after: an object of the kind shown, as YAML, with the quirk and mended.
            Without `after`, the finding is only reported.
        page: what stands above the specification on a page, where the check needs it.
        openapi: the version of OpenAPI that the example is written in.
    """

    summary: str
    why: str
    severity: Severity = Severity.ERROR
    fix: Fix = Fix.NONE
    on: Kind = Kind.DOCUMENT
    also: tuple[Kind, ...] = ()
    shown: Kind | None = None
    check: Check | None = None
    before: str = ""
    after: str = ""
    page: str = ""
    openapi: str = "3.1.0"
