"""Compares texts for readers: all of one place are one change."""

from __future__ import annotations

from specquilt.comparison.changes import Changes
from specquilt.comparison.spot import Spot


def compare_texts(
    changes: Changes, spot: Spot, old: object, new: object, subject: str = ""
) -> None:
    """Add a change if texts differ, in more than white space.

    Args:
        changes: Collects the change.
        spot: Where the texts are.
        old, new: The texts, or lists of them.
        subject: What they are about, if it has no name in Python.
    """
    if old != new and _plain(old) != _plain(new):
        subject = subject or f"`{spot.subject}`"
        changes.add(spot.change("description-changed", f"{subject} has another description"))


def _plain(text: object) -> object:
    return " ".join(text.split()) if isinstance(text, str) else text
