"""Matches exceptions: by equal names, then by their statuses."""

from __future__ import annotations

from specquilt.comparison.parity.inventory import Inventory
from specquilt.comparison.parity.match import NameMatch, Status


def match_errors(theirs: Inventory, ours: Inventory) -> tuple[NameMatch, ...]:
    """Return what has become of each exception that stands for a status."""
    names = {each.name for each in ours.errors}
    by_status = {each.status: each.name for each in ours.errors}
    found = []
    for each in theirs.errors:
        own = each.name if each.name in names else by_status.get(each.status, "")
        same = Status.PRESENT if own == each.name else Status.RENAMED
        found.append(NameMatch(each.name, same if own else Status.MISSING, own, str(each.status)))
    return tuple(found)
