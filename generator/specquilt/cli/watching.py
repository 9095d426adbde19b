"""``specquilt generate --watch``: generates now, and after each change of what it reads."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from specquilt.cli import extras, failures, interrupts
from specquilt.cli.console import Console
from specquilt.cli.jobs import jobs_of
from specquilt.cli.own_folder import with_folder
from specquilt.openapi.finding import InputError, input_error
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.load.received import is_received
from specquilt.openapi.plural import counted, shortened
from specquilt.output import lock
from specquilt.output.digests import files_below
from specquilt.project.configuration import Job
from specquilt.project.read import find

Generate = Callable[[Namespace, Console], int]
_State = dict[Path, tuple[int, int]]
"""Time of change and size of each file."""

QUIET = 100
"""Milliseconds without a change after which a run begins: who saves several files gets one run."""

LOOK = 1000
"""Milliseconds after which files are looked at anyway: not every file system tells of changes."""


def run(arguments: Namespace, console: Console, generate: Generate) -> int:
    """Generate again and again, until an interrupt while nothing is being generated.

    Args:
        arguments: of `generate`.
        console: gets the messages.
        generate: generates once.

    Raises:
        InputError: there is nothing to watch, or what watches is not installed.
    """
    extras.require("watch", "--watch")
    if arguments.check:
        message = "--check cannot be used with --watch"
        raise input_error("conflicting-options", message, help="leave out one of them")
    paths = _refused_without_files(_inputs(arguments))
    while True:
        before = _state(paths)
        _generate(generate, arguments, console)
        paths |= _inputs(arguments)
        state = _state(paths) | before
        try:
            console.note(f"watching {counted(len(state), 'file')}; Ctrl-C stops")
            changed = _changed(paths, state)
        except KeyboardInterrupt:
            interrupts.forget()
            console.note("stopped")
            return 0
        console.note(f"\n{shortened(changed)} changed")


def _generate(generate: Generate, arguments: Namespace, console: Console) -> None:
    """Generate once. What is being edited is often broken: that ends nothing.

    Neither does a bug: it is reported in full, and what is saved next may not meet it.
    """
    try:
        generate(arguments, console)
    except Exception as error:
        failures.explain(error, verbose=console.verbose)
    yaml_loader.forget()


def _changed(paths: frozenset[Path], before: _State) -> list[str]:
    """Wait until files are not what they were before, and return them."""
    from watchfiles import watch

    waiting = watch(
        *sorted(_folders(paths)),
        watch_filter=None,
        step=QUIET,
        rust_timeout=LOOK,
        yield_on_timeout=True,
        recursive=False,
    )
    for _ in waiting:
        now = _state(paths)
        changed = {path for path in now.keys() | before if now.get(path) != before.get(path)}
        if changed:
            return sorted(path.as_posix() for path in changed)
    raise KeyboardInterrupt  # without one, the watcher does not end


def _folders(paths: Iterable[Path]) -> set[Path]:
    """Return the folders in which files may change or appear."""
    below = {Path(folder) for path in paths for folder, _, _ in os.walk(path)}
    return below | {path.parent for path in paths if path.parent.is_dir()}


def _state(paths: Iterable[Path]) -> _State:
    found: _State = {}
    for path in paths:
        for file in map(Path, files_below(str(path)) if path.is_dir() else [str(path)]):
            with suppress(OSError):  # it has just been removed
                state = file.stat()
                found[file] = (state.st_mtime_ns, state.st_size)
    return found


def _inputs(arguments: Namespace) -> frozenset[Path]:
    """Return what a run reads; if something is wrong with it, what the command line names."""
    try:
        jobs = [with_folder(job, arguments) for job in jobs_of(arguments)]
    except InputError:
        named = arguments.source or ([arguments.config] if arguments.config else find())
        return frozenset(Path(name) for name in named if name != "-" and "://" not in name)
    return frozenset(Path(os.path.relpath(path)) for job in jobs for path in _files(job))


def _files(job: Job) -> Iterator[Path]:
    own = (job.config, job.overlay, job.license_file)
    named = (*job.pages, *job.supplements, *job.recordings, *own)
    yield from (path for path in named if path and not is_received(path))
    output = job.client_output
    if output:  # files that documents refer to
        yield from (output / path for path in lock.read(str(output)).inputs)


def _refused_without_files(paths: frozenset[Path]) -> frozenset[Path]:
    if not paths:
        message = "--watch needs files, and there are none"
        raise input_error("conflicting-options", message, help="save the source, and name the file")
    return paths
