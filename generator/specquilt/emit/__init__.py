"""Puts a tree of files on disk: formatted, checked, and as a whole or not at all."""

from __future__ import annotations

from specquilt.emit.drift import diff
from specquilt.emit.earlier import Earlier, earlier
from specquilt.emit.format import format_tree, is_formatted
from specquilt.emit.write import write

__all__ = ["Earlier", "diff", "earlier", "format_tree", "is_formatted", "write"]
