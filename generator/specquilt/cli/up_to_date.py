"""Finds out whether there is nothing to generate, before anything heavy is imported.

Most runs of `generate` find that nothing has changed. The lock in the output folder says what the
output was made from; of a configuration, only the place of that folder is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from specquilt.cli import streams
from specquilt.cli.ignored import ignored
from specquilt.output import inputs, lock
from specquilt.output.inputs import Inputs

TYPE_CHECKING = False

if TYPE_CHECKING:
    from argparse import Namespace


def is_done(builds: list[Inputs], *, quiet: bool) -> bool:
    """Return whether all builds are up to date, and print so; no builds are none that are."""
    if not builds or not all(map(lock.is_current, builds)):
        return False
    for each in builds if not quiet else ():
        streams.say(f"{each.name}: up to date")
    return True


def of_arguments(arguments: Namespace) -> list[Inputs]:
    """Return the builds of a command line; none if one of them cannot be determined this way."""
    narrowed = (arguments.include, arguments.exclude)
    if ignored(arguments):
        return []
    if not arguments.source:
        return of_configurations(arguments.config, *narrowed)
    if arguments.output_folder is None:
        return []
    output, package = str(arguments.output_folder), arguments.package or ""
    named = (arguments.source, arguments.supplement)
    return [inputs.of_sources(*named, output, package, *narrowed)]


def of_configurations(
    config: str | None = None, include: Iterable[str] = (), exclude: Iterable[str] = ()
) -> list[Inputs]:
    """Return the builds of configurations; none if one of them cannot be determined this way.

    Args:
        config: the only configuration; by default all below this folder.
        include: operations that the command line wants.
        exclude: operations that the command line does not want.
    """
    from specquilt.project.read import find

    try:
        files = [config] if config else find()
        return [_of_configuration(file, include, exclude) for file in files]
    except (OSError, ValueError, TypeError, RecursionError):
        return []  # something is wrong or missing, which the thorough reader reports


def _of_configuration(file: str, include: Iterable[str], exclude: Iterable[str]) -> Inputs:
    from specquilt.project.read import CLIENT_OUTPUT, beside, read, value_at

    written, _ = read(file)
    output = beside(os.path.dirname(file), value_at(written, CLIENT_OUTPUT.split(".")))
    return inputs.of_configuration(beside("", file), output, include, exclude)
