"""Changes as findings, which every report can show."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.comparison.changes import ApiChange, verdicts_of
from specquilt.comparison.compare import Comparison
from specquilt.comparison.version import ApiVersion
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding, Location
from specquilt.openapi.operations import operation_at
from specquilt.openapi.plural import counted
from specquilt.rules.changes.rule import NOTHING, Verdict, Verdicts, severity_of


@dataclass(frozen=True)
class ChangeFinding(Finding):
    """A change as a finding. Its place is in the new version, the related one in the old version.

    Args:
        verdicts: What the change means.
        call: The call that it is about, if it is about one.
        count: How many operations it concerns.
        text: The message without the verdicts.
        known: Keys of what code of callers uses: see `callers`.
        uses: Where code of callers uses what has changed, if that was asked for.
        witness: A program that only type-checks with the old package, if that was asked for.
    """

    verdicts: Verdicts = NOTHING
    call: str = ""
    count: int = 0
    text: str = ""
    known: tuple[str, ...] = ()
    uses: tuple[Location, ...] = ()
    witness: str = ""

    @property
    def worst(self) -> Verdict:
        """The more severe verdict."""
        return self.verdicts.worst

    def as_json(self) -> dict[str, object]:
        """Return the finding as plain JSON values, with the verdicts."""
        own = {
            "verdicts": self.verdicts._asdict(),
            "call": self.call or None,
            "operations": self.count,
        }
        uses = [{"path": each.path, "line": each.line, "column": each.column} for each in self.uses]
        more = {"uses": uses, "witness": self.witness}
        return {**super().as_json(), **own, **{key: each for key, each in more.items() if each}}


def differences(
    comparison: Comparison, old: ApiVersion, new: ApiVersion
) -> Iterator[ChangeFinding]:
    """Yield a finding for each change, in the order of the walk."""
    for change in comparison.changes:
        yield _difference(change, comparison.package, old, new)


def _difference(change: ApiChange, package: int, old: ApiVersion, new: ApiVersion) -> ChangeFinding:
    verdicts = verdicts_of(change)
    count = (change.use.operations & ~package).bit_count()
    several = f" ({counted(count, 'operation')})" if count > 1 else ""
    text = f"{change.text}{several}"
    before = old.place(change.old)
    return ChangeFinding(
        rule=change.rule,
        severity=severity_of(verdicts.worst),
        message=f"{text} [wire: {verdicts.wire}, sdk: {verdicts.sdk}]",
        place=new.place(change.new),
        pointer=change.new or change.old,
        operation=operation_at(change.new),
        related=(before,) if before else (),
        verdicts=verdicts,
        call=change.call,
        count=count,
        text=text,
        known=change.known,
    )
