"""How the files on disk differ from what would be written."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from specquilt.emit.lock import LOCK, read_lock


def diff(tree: dict[str, str], folder: Path) -> str:
    """Return a unified diff from the folder to the tree; empty if there is none.

    Args:
        tree: the files as they would be written.
        folder: where they would be written; it need not exist.
    """
    known = set(read_lock(folder)) - {LOCK}
    return "".join(
        line for path in sorted(known | set(tree)) for line in _diff_file(path, tree, folder)
    )


def _diff_file(path: str, tree: dict[str, str], folder: Path) -> Iterator[str]:
    old = _lines(folder / path)
    new = tree.get(path, "").splitlines(keepends=True) if path in tree else None
    if old == new:
        return iter(())
    before, after = ("/dev/null" if lines is None else path for lines in (old, new))
    return _ended(unified_diff(old or [], new or [], before, after))


def _lines(path: Path) -> list[str] | None:
    if not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", "replace").splitlines(keepends=True)


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
