"""Puts a tree of files on disk: formatted, checked, and as a whole or not at all."""

from __future__ import annotations

from specquilt.emit.drift import diff
from specquilt.emit.format import format_tree
from specquilt.emit.write import write

__all__ = ["diff", "format_tree", "write"]
