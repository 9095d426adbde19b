"""Writes a comparison as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from specquilt.comparison.parity.match import Parity, rate
from specquilt.comparison.parity.tables import HEAD, lists, proposal, rows

_SHOWN = 10
"""Lines of a list; -v shows all."""


def text(parity: Parity, *, verbose: bool = False) -> str:
    """Return the comparison for a terminal."""
    parts = [f"{parity.package} ({parity.client})\n", _summary(parity)]
    for title, lines in lists(parity):
        shown = lines if verbose else lines[:_SHOWN]
        more = len(lines) - len(shown)
        rest = [f"… and {more} more; -v shows all"] if more else []
        parts.append("\n".join([f"{title}:", *(f"  {each}" for each in (*shown, *rest)), ""]))
    if names := proposal(parity):
        parts += ["To get the names of the package, put this into specquilt.toml:\n", names]
    return "\n".join(parts)


def markdown(parity: Parity, **_options: bool) -> str:
    """Return the comparison for a pull request or a page."""
    table = [HEAD, tuple("---" if not cell else "--:" for cell in HEAD), *rows(parity)]
    parts = [f"## {parity.package} (`{parity.client}`)\n"]
    parts.append("".join(f"| {' | '.join(row)} |\n" for row in table))
    for title, lines in lists(parity):
        listed = "".join(f"- `{each}`\n" for each in lines)
        head = f"<summary>{title}: {len(lines)}</summary>"
        parts.append(f"<details>\n{head}\n\n{listed}\n</details>\n")
    if names := proposal(parity):
        parts.append(f"To get the names of the package:\n\n```toml\n{names}```\n")
    return "\n".join(parts)


def as_json(parity: Parity, **_options: bool) -> str:
    """Return the comparison for programs."""
    rates = {kind: rate(found) for kind, found in parity.names.items()}
    proposed = {kind: rate(found) for kind, found in parity.proposed.items()}
    data = asdict(parity) | {"proposed": proposed, "rates": rates, "complete": parity.is_complete}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _summary(parity: Parity) -> str:
    table = [HEAD, *rows(parity)]
    widths = [max(len(row[column]) for row in table) for column in range(len(HEAD))]
    return "".join(f"{_aligned(row, widths)}\n" for row in table)


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    first, *others = (
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join((first, *others))


FORMATS: dict[str, Callable[..., str]] = {"text": text, "markdown": markdown, "json": as_json}
"""Writers by the name of the format."""
