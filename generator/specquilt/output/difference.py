"""How the files on disk differ from what would be written."""

from __future__ import annotations

from pathlib import Path

from specquilt.output import lock, text_file
from specquilt.output.lock import LOCK
from specquilt.output.plan import Keeps, with_own_text


def diff(tree: dict[str, str], folder: Path, keeps: Keeps = lambda _path: False) -> str:
    """Return a unified diff from the folder to the tree; empty if there is none.

    The lock is compared by the files that it lists, and shown only if nothing else differs: what
    else it remembers saves work, and says nothing about the output.

    Args:
        tree: the files as they would be written.
        folder: where they would be written; it need not exist.
        keeps: which files are written only where there are none.

    Raises:
        InputError: a managed block is broken.
    """
    known = lock.read(str(folder))
    wanted, _ = with_own_text(tree, folder, keeps, known)
    listed = (path for path in known.files if path in wanted or not keeps(path))
    paths = sorted({*listed, *wanted} - {LOCK}, key=_code_first)
    lines = [line for p in paths for line in text_file.difference(folder / p, wanted.get(p))]
    if not lines and known.files != lock.listed(tree, filter(keeps, tree)):
        lines = [*text_file.difference(folder / LOCK, tree.get(LOCK))]
    return "".join(lines)


def _code_first(path: str) -> tuple[bool, str]:
    """Return the key that sorts pages behind the code that they describe."""
    return not path.endswith(".py"), path
