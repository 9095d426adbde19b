"""Proposes an overlay after which a document says what recordings show."""

from __future__ import annotations

from typing import NamedTuple

from specquilt.openapi.document import Document, clone
from specquilt.overlay.difference import Change, difference
from specquilt.overlay.write import write
from specquilt.recordings.evidence import Evidence
from specquilt.recordings.repairs import Widening, repairs_of


class Proposal(NamedTuple):
    """A proposed overlay.

    Args:
        text: The file; empty if there is nothing to repair.
        repaired: How many facts it repairs.
        left: Facts of parts that the sources do not have as they are: rules have made them.
    """

    text: str
    repaired: int
    left: int


def proposal(evidence: Evidence, compared: Document, base: Document, extends: str) -> Proposal:
    """Return an overlay with all repairs, each with its count as the reason.

    Args:
        evidence: What recordings show.
        compared: The document that they were compared with.
        base: The document that the overlay is for.
        extends: Reference to that document; empty if it has no file.
    """
    repairs, data = repairs_of(evidence, compared.data), clone(base.data)
    done = [each for each in repairs if each.apply(data)]
    changes = difference(base.data, data)
    if not changes:
        return Proposal("", 0, len(repairs))
    title = "What recordings show"
    text = write(title, extends, changes, lambda change: _reason(change, done))
    return Proposal(text, len(done), len(repairs) - len(done))


def _reason(change: Change, repairs: list[Widening]) -> str:
    places = (change.target,) if change.kind == "remove" else change.result
    reasons = [each.reason for each in repairs if any(_overlap(each.at, place) for place in places)]
    return " ".join(dict.fromkeys(reasons))


def _overlap(one: tuple[str | int, ...], other: tuple[str | int, ...]) -> bool:
    length = min(len(one), len(other))
    return one[:length] == other[:length]
