"""How the files on disk differ from what would be written."""

from __future__ import annotations

from pathlib import Path

from specquilt.output import text_file
from specquilt.output.written import LOCK, read_lock


def diff(tree: dict[str, str], folder: Path) -> str:
    """Return a unified diff from the folder to the tree; empty if there is none.

    The lock is a list of hashes that nobody wants to read: it is shown only if it differs alone.

    Args:
        tree: the files as they would be written.
        folder: where they would be written; it need not exist.
    """
    paths = sorted({*read_lock(folder), *tree} - {LOCK})
    lines = [line for path in paths for line in text_file.difference(folder / path, tree.get(path))]
    return "".join(lines or text_file.difference(folder / LOCK, tree.get(LOCK)))
