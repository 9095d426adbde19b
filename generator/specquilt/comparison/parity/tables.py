"""The rows of a comparison, for all formats that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specquilt.comparison.parity.match import NameMatch, Parity, Status, count, rate
from specquilt.openapi import toml

HEAD = ("", "theirs", "present", "renamed", "missing", "rate", "with the names below")
"""Columns of the summary."""

_CHANGED = {
    Status.RENAMED: "renamed",
    Status.SIMILAR: "perhaps renamed (a guess: only the names are alike)",
    Status.MISSING: "missing",
}


def rows(parity: Parity) -> Iterator[tuple[str, ...]]:
    """Yield the cells of the summary, one row for each kind of name."""
    for kind, found in parity.names.items():
        renamed = count(found, Status.RENAMED, Status.SIMILAR)
        numbers = (len(found), count(found, Status.PRESENT), renamed, count(found, Status.MISSING))
        rates = (rate(found), rate(parity.proposed.get(kind, found)))
        shown = [f"{each:.3f}" if found else "-" for each in rates]
        yield (kind, *map(str, numbers), *shown)


def lists(parity: Parity) -> Iterator[tuple[str, list[str]]]:
    """Yield a title and the lines below it for whatever is not present."""
    for kind, found in parity.names.items():
        for status, title in _CHANGED.items():
            lines = [_line(each) for each in found if each.status is status]
            if lines:
                yield f"{kind}, {title}", lines
    if parity.excluded:
        yield "methods written by hand", [f"{e.call}: {e.reason}" for e in parity.excluded]
    if parity.added:
        yield "methods that the package does not have", list(parity.added)


def proposal(parity: Parity) -> str:
    """Return the proposed names as TOML, to be pasted into specquilt.toml."""
    tables = {"client.names": parity.proposed_names, "client.aliases": parity.proposed_aliases}
    return "\n".join(_table(name, table) for name, table in tables.items() if table)


def _table(name: str, table: Mapping[str, str]) -> str:
    return f"[{name}]\n" + "".join(toml.assignment(key, value) for key, value in table.items())


def _line(found: NameMatch) -> str:
    arrow = f" → {found.ours}" if found.ours else ""
    return f"{found.theirs}{arrow}" + (f" ({found.note})" if found.note else "")
