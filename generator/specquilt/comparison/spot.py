"""Where a walk is, in both versions."""

from __future__ import annotations

from dataclasses import replace

from specquilt.comparison.changes import ApiChange
from specquilt.comparison.graph import Sides
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.pointer import Pointer


@dataclass(frozen=True)
class Spot:
    """A value in both versions.

    Args:
        subject: What a caller calls it: ``types.Quilt.size``.
        node: Node of the graph.
        old, new: Places in the documents.
        side: The sides on which it matters.
        was, now: Its types as Python code.
        call: The call that it belongs to, if it does not belong to a class.
        on_null: Rules for values that may not be null any more, and for values that may be.
        known: Keys of what code of callers uses: see `callers`.
    """

    subject: str
    node: int
    old: Pointer
    new: Pointer
    side: Sides = Sides.BOTH
    was: str = ""
    now: str = ""
    call: str = ""
    on_null: tuple[str, str] = ("not-nullable", "became-nullable")
    known: tuple[str, ...] = ()

    @property
    def types(self) -> str:
        """How the type has changed: `` (`int`, was `str`)``; empty if both have one name."""
        if self.was == self.now or not (self.was and self.now):
            return ""
        return f" (`{self.now}`, was `{self.was}`)"

    def inside(self, subject: str, old: Pointer, new: Pointer) -> Spot:
        """Return a spot with the same node."""
        return replace(self, subject=subject, old=old or self.old, new=new or self.new)

    def change(
        self, rule: str, text: str, detail: str = "", *, is_shared: bool = False
    ) -> ApiChange:
        """Return a change of this value."""
        return ApiChange(
            rule,
            text,
            self.old,
            self.new,
            self.node,
            self.call,
            detail,
            self.side,
            is_shared,
            known=self.known,
        )
