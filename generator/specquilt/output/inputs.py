"""What a build is asked for, in the form in which the lock remembers it; imports nothing heavy."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any


class Inputs:
    """What a build is asked for.

    Args:
        name: what to call the build in messages.
        output: the folder of the client.
        arguments: what shapes the output besides the content of files, as JSON values; options
            that are not used are left out, and paths start from the output folder.
    """

    def __init__(self, name: str, output: str, arguments: dict[str, Any]) -> None:
        self.name, self.output = name, output
        self.arguments = {option: value for option, value in arguments.items() if value}


def of_configuration(
    config: str, output: str, include: Iterable[str] = (), exclude: Iterable[str] = ()
) -> Inputs:
    """Return the inputs of a configured build.

    Args:
        config: the configuration file.
        output: the folder of the client.
        include: operations that the command line wants.
        exclude: operations that the command line does not want.
    """
    arguments = {"config": relative(config, output), "include": [*include], "exclude": [*exclude]}
    name = (os.path.dirname(config) or ".").replace(os.sep, "/")
    return Inputs(name, output, arguments)


def of_sources(
    sources: Iterable[str],
    supplements: Iterable[str],
    output: str,
    package: str = "",
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
) -> Inputs:
    """Return the inputs of a build whose sources are named on the command line.

    Args:
        sources: files and folders, in order.
        supplements: files and folders that only fill gaps, in order.
        output: the folder of the client; its name is that of the distribution.
        package: the name of the package, if it is given.
        include: operations that are wanted.
        exclude: operations that are not wanted.
    """
    sources = [os.path.normpath(source) for source in sources]
    arguments = {
        "sources": [relative(source, output) for source in sources],
        "supplements": [relative(source, output) for source in supplements],
        "distribution": os.path.basename(os.path.realpath(output)),
        "package": package,
        "include": [*include],
        "exclude": [*exclude],
    }
    return Inputs(sources[0].replace(os.sep, "/"), output, arguments)


def relative(path: str, folder: str) -> str:
    """Return a path that starts from a folder; the path itself if they are on different drives."""
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:
        return os.path.abspath(path).replace(os.sep, "/")
