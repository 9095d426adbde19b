"""Writes a package as `generate` does: staged, imported, then moved into place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from specquilt.output import staged_write
from specquilt.python.smoke_import.check import Trial


def write(
    tree: dict[str, str],
    folder: Path,
    *,
    force: bool = False,
    operations: Iterable[str] | None = None,
) -> list[str]:
    """Return the paths of the files that have changed."""
    trial = Trial(tree, folder, None if operations is None else [*operations])
    written = staged_write.write(
        tree, folder, force=force, prove=trial.prove, is_harmless=trial.is_harmless
    )
    return written.changed
