"""Replaces some files in a folder whose other files belong to the user: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from specquilt.output import journal
from specquilt.output.exclusive import exclusive
from specquilt.output.journal import Journal, staged_in
from specquilt.output.places import refuse_obstacles
from specquilt.output.staged_write import cleared_on_failure
from specquilt.output.text_file import put


def replace(files: Mapping[str, bytes], replaced: Mapping[str, str], folder: Path) -> list[str]:
    """Write files into a folder, and return where files with other content than expected are saved.

    They are staged inside of the folder and moved into place one by one under a journal: if that is
    cut off, `staged_write.recover` completes it.

    Args:
        files: their content, by path.
        replaced: digests of the content on disk that may be lost, by the same paths.
        folder: where they go.

    Raises:
        InputError: something else is in the place of a file.
        OSError: a file cannot be written.
    """
    with exclusive(folder):
        saved = journal.recover(folder)
        refuse_obstacles(folder, files)
        with cleared_on_failure(folder):
            for path, content in files.items():
                (staged_in(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                put(staged_in(folder) / path, content)
        return saved + journal.commit(Journal(replaced, {}), folder)
