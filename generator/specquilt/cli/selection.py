"""The rules of a run: ``--select`` and ``--ignore``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.suggestion import did_you_mean
from specquilt.rules.engine import book


@dataclass(frozen=True)
class Selection:
    """Rules by id.

    Args:
        only: the selected rules; all of them if empty.
        ignored: the rules that are left out in any case.
    """

    only: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()

    def __contains__(self, rule: str) -> bool:
        return rule not in self.ignored and (not self.only or rule in self.only)

    def of(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings of the rules that are selected."""
        return [finding for finding in findings if finding.rule in self]

    def unused(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield a warning for each ignored rule that has found nothing."""
        seen = {finding.rule for finding in findings}
        for rule in sorted(self.ignored - seen):
            message = f"--ignore {rule} matches no finding"
            yield Finding("unused-ignore", Severity.WARNING, message, help="remove it")


def selection_of(arguments: Namespace) -> Selection:
    """Return the selected rules; ids are separated by commas, and options may be repeated.

    Raises:
        InputError: a rule is unknown.
    """
    only, ignored = _split(arguments.select), _split(arguments.ignore)
    refuse_unknown([*only, *ignored])
    return Selection(frozenset(only), frozenset(ignored))


def refuse_unknown(rules: Iterable[str]) -> None:
    """Raise an InputError that names all ids that no rule has."""
    known = book.all_ids()
    faults = [
        Finding(
            "unknown-rule",
            Severity.ERROR,
            f"unknown rule {rule!r}",
            help=did_you_mean(rule, known, "see `specquilt rules`"),
        )
        for rule in rules
        if rule not in known
    ]
    if faults:
        raise InputError(*faults)


def _split(options: list[str]) -> list[str]:
    return [rule.strip() for option in options for rule in option.split(",") if rule.strip()]
