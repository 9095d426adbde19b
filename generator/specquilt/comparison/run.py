"""Runs a comparison: the versions that are named, the changes, and what to make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from specquilt.comparison.compare import compare
from specquilt.comparison.difference import ChangeFinding, differences
from specquilt.comparison.sides import VersionSource, sides, versions
from specquilt.comparison.version import ApiVersion
from specquilt.openapi.finding import Location, input_error
from specquilt.project.configuration import Job
from specquilt.project.policy import Findings
from specquilt.rules.changes.rule import Verdict


class Extras(NamedTuple):
    """What else to say about changes.

    Args:
        callers: Code that uses the old package: where does it use what breaks?
        witness: Whether to write programs that only type-check with the old package.
    """

    callers: Sequence[Path] = ()
    witness: bool = False


_NO_EXTRAS = Extras()


def changes_between(
    old: str, new: str, config: str = "", extras: Extras = _NO_EXTRAS
) -> tuple[list[ChangeFinding], list[Job]]:
    """Return the changes between two versions, the most severe first, and the jobs of the new ones.

    Args:
        old, new: What the command line names; empty for ``HEAD``, and for the working tree.
        config: The only configuration to compare.
        extras: What else to say about changes.

    Raises:
        InputError: A version cannot be read, or they are of different APIs.
    """
    found: list[ChangeFinding] = []
    jobs: list[Job] = []
    with sides(old, new, config) as pairs:
        for one, other in pairs:
            found += _between(one, other, extras)
            jobs.append(other.job)
    return sorted(found, key=lambda each: -each.worst.weight), jobs


def _between(one: VersionSource, other: VersionSource, extras: Extras) -> list[ChangeFinding]:
    old, new = versions(one, other)
    comparison = compare(old, new)
    if not comparison.is_of_one_api:
        raise input_error(
            "different-apis",
            f"{one.name} and {other.name} have no operation in common",
            help="compare two versions of one API",
        )
    findings = Findings(other.job)
    findings.add(differences(comparison, old, new))
    changes = [each for each in findings.result() if isinstance(each, ChangeFinding)]
    if extras.callers:
        changes = _with_uses(changes, old, one.job, extras.callers)
    return _with_witnesses(changes, old, new) if extras.witness else changes


def _with_uses(
    changes: list[ChangeFinding], old: ApiVersion, job: Job, callers: Sequence[Path]
) -> list[ChangeFinding]:
    """Return changes with the places where code uses what they break."""
    from specquilt.comparison.callers.find import uses_in

    if not (job.package_name or job.client_output):
        message = "--callers needs the name of the package that the code imports"
        raise input_error("conflicting-options", message, help="compare a configured job")
    uses = uses_in(callers, old.surface)
    return [
        replace(each, uses=_places(each, uses)) if each.worst is Verdict.MAJOR else each
        for each in changes
    ]


def _with_witnesses(
    changes: list[ChangeFinding], old: ApiVersion, new: ApiVersion
) -> list[ChangeFinding]:
    from specquilt.comparison.witness import Witnesses

    witnesses = Witnesses(old, new)
    return [replace(each, witness=witnesses.of(each)) for each in changes]


def _places(change: ChangeFinding, uses: Mapping[str, list[Location]]) -> tuple[Location, ...]:
    found = dict.fromkeys(place for key in change.known for place in uses.get(key, ()))
    return tuple(sorted(found, key=lambda place: (place.path, place.line)))


def fails(changes: Iterable[ChangeFinding], fail_on: str) -> bool:
    """Return whether a change has at least a verdict; without one, none does."""
    least = Verdict(fail_on).weight if fail_on else None
    return least is not None and any(each.worst.weight >= least for each in changes)


def sdk_verdict(changes: Iterable[ChangeFinding]) -> Verdict:
    """Return the most severe sdk verdict."""
    return max(
        (each.verdicts.sdk for each in changes), key=lambda v: v.weight, default=Verdict.NONE
    )
