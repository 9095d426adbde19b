"""Says what a run has done to a folder: files that it wrote again or replaced, and where all are."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from specquilt.openapi.plural import counted, shortened
from specquilt.output.lock import LOCK
from specquilt.output.staged_write import Written
from specquilt.project.configuration import Job


def lines(job: Job, written: Written | None, saved: Sequence[str], *, is_first: bool) -> list[str]:
    """Return what to say after a run, where the output is last.

    Args:
        job: The job.
        written: What was done to the folder of the client; None if there is none.
        saved: Where edited files are saved, also those of a run before that died.
        is_first: Whether the folder had no client before.
    """
    return [
        *_surprises(written.missing if written else [], saved),
        *_places(job, written, is_first),
    ]


def _surprises(missing: Sequence[str], saved: Sequence[str]) -> Iterator[str]:
    if missing:
        yield f"wrote {counted(len(missing), 'deleted file')} again: {shortened(missing)}"
    if saved:
        yield f"replaced {counted(len(saved), 'edited file')}, saved as {shortened(saved)}"


def _places(job: Job, written: Written | None, is_first: bool) -> Iterator[str]:
    if written is None or job.client_output is None:
        if job.document_output:
            yield f"written to {place(job.document_output)}"
        return
    folder = place(job.client_output)
    # The lock changes with the sources, also if no other file does.
    changed = [path for path in written.changed if path != LOCK]
    if is_first:
        yield f"written to {folder}. To use it, run: pip install {shlex.quote(folder)}"
    elif changed:
        yield f"changed {counted(len(changed), 'file')} in {folder}"
    else:
        yield f"{folder} is unchanged"


def chosen_place(job: Job, arguments: Namespace) -> str:
    """Return where a client is whose folder the user has not named; nothing if he has."""
    is_named = arguments.output_folder is not None or job.config is not None
    return "" if is_named or job.client_output is None else f" in {place(job.client_output)}"


def place(folder: Path) -> str:
    """Return a folder as pip takes it: a relative one begins with a dot, or it would be a name."""
    text = folder.as_posix()
    return text if folder.is_absolute() or text.startswith(".") else f"./{text}"
