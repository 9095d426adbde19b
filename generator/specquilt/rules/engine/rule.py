"""What a rule is, and what a check yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.edits import Edit
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer

EXTENSIONS = ("x-", "custom")
"""How the keys begin that documents have for other generators."""


@dataclass(frozen=True)
class Problem:
    """What a check found at one place, and the edits that fix it (none: report only)."""

    message: str
    at: Pointer
    edits: tuple[Edit, ...] = ()
    help: str = ""


Check = Callable[[Cursor], Iterable[Problem]]


class Shape(NamedTuple):
    """The kind and the keys of an object; big documents have many objects of the same shape.

    Args:
        type: the value of the key `type`, if that is a text.
    """

    kind: Kind
    keys: tuple[str, ...]
    type: str | None

    def has(self, *keys: str) -> bool:
        """Say whether the object has one of the keys."""
        return not set(keys).isdisjoint(self.keys)


@dataclass(frozen=True)
class Rule:
    """One piece of knowledge: the quirk, why it matters, what it looks like, how it is fixed.

    Args:
        summary: completes the sentence "Finds …".
        why: one or two sentences.
        severity: unless configured otherwise.
        fix: "safe" is always applied; "guess" is applied and reported as a warning.
        on: the kind of object that is checked.
        also: further kinds that are checked.
        shown: the kind of object in the example, if the quirk needs more context.
        keys: an object with none of them is not checked.
        concerns: whether an object of a shape is checked, where `keys` cannot say it.
        covers: violations that its findings report in full (see `Coverage`).
        check: None for the decisions of a stage (merge, sources, …), which are only explained.
        before, after: an object of the kind shown, as YAML, with the quirk and fixed.
            Without `after`, the finding is only reported.
        page: the text above the specification on a page, where the check needs it.
        openapi: the version of OpenAPI that the example is written in.
    """

    summary: str
    why: str
    severity: Severity = Severity.ERROR
    fix: Fix = Fix.NONE
    on: Kind = Kind.DOCUMENT
    also: tuple[Kind, ...] = ()
    shown: Kind | None = None
    keys: tuple[str, ...] = ()
    concerns: Callable[[Shape], bool] | None = None
    covers: tuple[str, ...] = ()
    check: Check | None = None
    before: str = ""
    after: str = ""
    page: str = ""
    openapi: str = "3.1.0"

    def asks_about(self, shape: Shape) -> bool:
        """Say whether the check may find something in an object of a shape."""
        return (
            shape.kind in (self.on, *self.also)
            and (not self.keys or shape.has(*self.keys))
            and (self.concerns is None or self.concerns(shape))
        )
