"""Two inventories, side by side: what of an installed package the generated client has, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from enum import StrEnum

from specquilt.openapi.dataclass import dataclass


class Status(StrEnum):
    """What has become of a name."""

    PRESENT = "present"
    RENAMED = "renamed"
    SIMILAR = "similar"
    """Perhaps renamed: nothing but the names tells."""
    MISSING = "missing"


@dataclass(frozen=True)
class NameMatch:
    """A name in an installed package.

    Args:
        theirs: The name, with where it is: ``chat.create(model)``.
        status: What has become of it.
        ours: Its name in the generated client; empty if it is missing.
        note: The request, the status of an error, or why it is missing.
    """

    theirs: str
    status: Status
    ours: str = ""
    note: str = ""


@dataclass(frozen=True)
class Excluded:
    """A method that no document describes: it is written by hand."""

    call: str
    reason: str


@dataclass(frozen=True)
class Parity:
    """How far a generated client replaces an installed package.

    Args:
        package: Name and version of the installed package.
        client: Path of its client class.
        names: The names of each kind: methods, arguments, models, errors.
        excluded: Methods that are not compared.
        added: Calls of the generated client that the package does not have.
        proposed_names: New names in ``[client.names]``.
        proposed_aliases: New names in ``[client.aliases]``, once the other names are there.
        proposed: The names of each kind with both.
    """

    package: str
    client: str
    names: Mapping[str, tuple[NameMatch, ...]]
    excluded: tuple[Excluded, ...]
    added: tuple[str, ...]
    proposed_names: Mapping[str, str] = field(default_factory=dict)
    proposed_aliases: Mapping[str, str] = field(default_factory=dict)
    proposed: Mapping[str, tuple[NameMatch, ...]] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether everything is present."""
        return all(each.status is Status.PRESENT for found in self.names.values() for each in found)


def count(found: Iterable[NameMatch], *statuses: Status) -> int:
    """Return how many names have one of some statuses."""
    return sum(each.status in statuses for each in found)


def rate(found: Collection[NameMatch]) -> float:
    """Return the part of the names that is present."""
    return count(found, Status.PRESENT) / len(found) if found else 1.0
