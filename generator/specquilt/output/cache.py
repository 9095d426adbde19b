"""Remembers between runs what takes long to make, and what specquilt has written.

It lies in the user's own folder for caches, because what lies in the output folder may have been
written by anybody. An entry is found by a digest of all that it was made from, this tool included.
"""

from __future__ import annotations

from specquilt.output import entries
from specquilt.output.tool import tool_digest


def get(kind: str, *parts: str) -> str | None:
    """Return what was made from some texts; None if that is not known.

    Args:
        kind: of what is remembered.
        parts: all that it was made from, besides this tool.
    """
    return entries.read(entries.key(kind, tool_digest(), *parts))


def put(made: str, kind: str, *parts: str) -> None:
    """Remember what was made from some texts; if that fails, it is made again the next time."""
    entries.write(entries.key(kind, tool_digest(), *parts), made)
