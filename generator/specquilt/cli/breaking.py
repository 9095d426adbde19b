"""Says how many changes of a run break callers, if Git has the files of the run before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from specquilt.cli.console import Console
from specquilt.openapi.finding import InputError
from specquilt.openapi.load.received import is_received
from specquilt.openapi.plural import counted
from specquilt.output.lock import Lock
from specquilt.project.configuration import Job

LARGEST = 2 << 20
"""Bytes of sources that are compared during a run: for larger ones that takes a fifth of its time."""


def mention(job: Job, before: Lock, console: Console) -> None:
    """Say what users of the package will notice, and how to see it.

    Args:
        job: The job.
        before: The lock of the run before.
        console: Prints it.
    """
    if console.quiet or job.client_output is None or job.narrowed or not before.inputs:
        return
    # Runs that change nothing do not need the modules of comparisons.
    from specquilt.comparison.earlier import revision_of
    from specquilt.rules.changes.rule import MAJOR

    revision = revision_of(before, job.client_output)
    versions = _versions(job, revision) if revision else ()
    if not versions:
        return
    command = " ".join(["specquilt diff", *(each for each in versions if each != "HEAD")])
    if _size(job.client_output, before.inputs) > LARGEST:
        console.note(f"{job.name}: `{command}` shows which changes break callers")
        return
    try:
        count = sum(each is MAJOR for each in _verdicts(versions, job))
    except InputError:
        return  # the files of the run before cannot be read any more: nothing is known
    if count:
        console.note(f"{job.name}: {counted(count, 'breaking change')}: `{command}` shows them")


def _size(folder: Path, inputs: Iterable[str]) -> int:
    """Return the bytes of the files that a lock in a folder names."""
    paths = (folder / each for each in inputs)
    return sum(path.stat().st_size for path in paths if path.is_file())


def _versions(job: Job, revision: str) -> Sequence[str]:
    """Return what to compare, as on the command line; nothing if it takes more than two words."""
    if job.config:
        return (revision,)
    if len(job.pages) == 1 and not job.supplements and not is_received(job.pages[0]):
        page = os.path.relpath(job.pages[0]).replace(os.sep, "/")
        return f"{revision}:./{page}", page
    return ()


def _verdicts(versions: Sequence[str], job: Job) -> Sequence[object]:
    from specquilt.comparison.run import changes_between

    old, new = (*versions, "")[:2]
    config = os.path.relpath(job.config) if job.config else ""
    changes, _ = changes_between(old, new, config)
    return [each.verdicts.sdk for each in changes]
