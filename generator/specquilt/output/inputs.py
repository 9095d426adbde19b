"""What a run is asked for, as far as the lock has to know it; read without anything heavy.

Most runs find that there is nothing to do. They shall find out before anything else is imported:
not even `dataclasses` and `pathlib`, which take longer than all that is done here.
"""

from __future__ import annotations

import os

FILE_NAME = "specquilt.toml"
TYPE_CHECKING = False

if TYPE_CHECKING:
    from argparse import Namespace


class Wish:
    """Sources and outputs of a job.

    Args:
        name: what to call it in messages.
        settings: what it is asked for besides what its files say.
        base: folder that the names of its files start from; none: their own folders.
        sources: files and folders that are read.
        output: folder of the client, if one is wanted.
        document: file of the sewn document, if it is wanted.
    """

    __slots__ = ("base", "document", "name", "output", "settings", "sources")

    def __init__(
        self,
        name: str,
        settings: str,
        base: str | None,
        sources: list[str],
        output: str | None,
        document: str | None,
    ) -> None:
        self.name, self.settings, self.base = name, settings, base
        self.sources, self.output, self.document = sources, output, document


def of_arguments(arguments: Namespace) -> list[Wish] | None:
    """Return what a command line asks for; None where that takes a closer look, and for faults."""
    if arguments.include or arguments.exclude or arguments.force:
        return None
    if arguments.source:
        return _of_sources(arguments)
    return of_configurations([arguments.config] if arguments.config else None)


def of_configurations(files: list[str] | None = None) -> list[Wish] | None:
    """Return what configurations ask for, or all below this folder; None if one takes a closer look."""
    try:
        return [_of_configuration(file) for file in files or _configurations()] or None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _of_sources(arguments: Namespace) -> list[Wish] | None:
    from specquilt.openapi.naming import identifier, snake

    if arguments.output_folder is None:
        return None
    output = str(arguments.output_folder)
    distribution = os.path.basename(os.path.realpath(output))
    package = arguments.package or identifier(snake(distribution), "client")
    settings = repr(((distribution, package), ((), ())))
    sources = [os.path.normpath(path) for path in (*arguments.source, *arguments.supplement)]
    return [Wish(sources[0], settings, None, sources, output, None)]


def _configurations() -> list[str]:
    with os.scandir("specs") as folders:
        files = (os.path.join("specs", folder.name, FILE_NAME) for folder in folders)
        return sorted(file for file in files if os.path.isfile(file))


def _of_configuration(file: str) -> Wish:
    import tomllib

    with open(file, "rb") as stream:
        settings = tomllib.load(stream)
    folder = os.path.dirname(file)
    sources, outputs = settings["sources"], [settings.get("client"), settings.get("document")]
    output, document = (
        table["output"] if table and "output" in table else None for table in outputs
    )
    overlay = [sources["overlay"]] if sources.get("overlay") else []
    read = [*sources["pages"], *sources.get("supplements", []), os.path.basename(file), *overlay]
    return Wish(
        name=folder.replace(os.sep, "/"),
        settings=repr(((), ((), ()))),
        base=folder,
        sources=[os.path.join(folder, path) for path in read],
        output=os.path.join(folder, output) if output else None,
        document=os.path.join(folder, document) if document else None,
    )
