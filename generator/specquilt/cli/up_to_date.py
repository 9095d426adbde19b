"""Finds out whether there is nothing to generate, before anything heavy is imported.

Most runs of `generate` find that nothing has changed. The lock in the output folder knows what the
output was made from; of a configuration only the place of that folder is read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from specquilt.output import inputs, lock
from specquilt.output.inputs import Inputs

TYPE_CHECKING = False

if TYPE_CHECKING:
    from argparse import Namespace


def are_current(builds: list[Inputs], *, quiet: bool) -> bool:
    """Return whether there are builds, and none of them has to be done; then say so."""
    if not builds or not all(map(lock.is_current, builds)):
        return False
    for each in builds if not quiet else ():
        print(f"{each.name}: up to date", file=sys.stderr)
    return True


def of_arguments(arguments: Namespace) -> list[Inputs]:
    """Return the builds that a command line asks for; none where that takes a closer look."""
    narrowed = (arguments.include, arguments.exclude)
    if not arguments.source:
        return of_configurations([arguments.config] if arguments.config else None, *narrowed)
    if arguments.output_folder is None:
        return []
    output, package = str(arguments.output_folder), arguments.package or ""
    named = (arguments.source, arguments.supplement)
    return [inputs.of_sources(*named, output, package, *narrowed)]


def of_configurations(
    files: list[str] | None = None, include: Iterable[str] = (), exclude: Iterable[str] = ()
) -> list[Inputs]:
    """Return the builds of configurations; none if one of them takes a closer look.

    Args:
        files: the configurations; by default all below this folder.
        include: operations that the command line wants.
        exclude: operations that the command line does not want.
    """
    from specquilt.project.read import find

    builds = [_of_configuration(file, include, exclude) for file in files or find()]
    known = [build for build in builds if build]
    return known if len(known) == len(builds) else []


def _of_configuration(file: str, include: Iterable[str], exclude: Iterable[str]) -> Inputs | None:
    from specquilt.project.key import beside
    from specquilt.project.keys import Settings
    from specquilt.project.read import read

    try:
        settings, _ = read(file)
        output = beside(os.path.dirname(file), Settings.client_output.written(settings))
    except (OSError, ValueError, TypeError, RecursionError):
        return None  # whoever reads it thoroughly reports what is wrong with it
    return inputs.of_configuration(beside("", file), output, include, exclude)
