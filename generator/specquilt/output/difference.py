"""How the files on disk differ from what would be written."""

from __future__ import annotations

from pathlib import Path

from specquilt.output import lock, text_file
from specquilt.output.lock import LOCK


def diff(tree: dict[str, str], folder: Path) -> str:
    """Return a unified diff from the folder to the tree; empty if there is none.

    The lock is judged by the files that it lists, and shown only if nothing else differs: what
    else it remembers saves work, and says nothing about the output.

    Args:
        tree: the files as they would be written.
        folder: where they would be written; it need not exist.
    """
    known = lock.read(str(folder)).files
    paths = sorted({*known, *tree} - {LOCK})
    lines = [line for path in paths for line in text_file.difference(folder / path, tree.get(path))]
    if not lines and known != lock.listed(tree):
        lines = [*text_file.difference(folder / LOCK, tree.get(LOCK))]
    return "".join(lines)
