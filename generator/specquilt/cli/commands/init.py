"""``specquilt init``: a first configuration."""

from __future__ import annotations

import sys
import tomllib
from argparse import Namespace
from pathlib import Path
from typing import Any

from specquilt import pipeline
from specquilt.cli.console import Console
from specquilt.cli.starter import Starter, package_name, server_urls, title_of
from specquilt.openapi.finding import InputError, Location, input_error
from specquilt.openapi.operations import operations
from specquilt.openapi.plural import counted
from specquilt.output import text_file
from specquilt.project.check import faults
from specquilt.project.configuration import Job, from_sources
from specquilt.project.read import FILE_NAME
from specquilt.project.run import Sources
from specquilt.sources.find import find_sources


def run(arguments: Namespace, console: Console) -> int:
    """Find sources, make suggestions, ask, and write ``specquilt.toml``."""
    if arguments.configuration:
        from specquilt.cli import migrated

        return migrated.run(arguments, console)
    sources = tuple(Path(source) for source in arguments.source) or find_sources(Path())
    job = from_sources(sources)
    raw = pipeline.read_sources(job)
    document = _document(job, console)
    console.note(_seen(raw, document))
    starter = _starter(arguments, sources, raw, document)
    target = starter.folder / FILE_NAME
    if target.exists() and not arguments.force:
        message, place = f"{target.as_posix()} already exists", Location(target.as_posix())
        raise input_error("existing-file", message, place, "pass --force to replace it")
    text = starter.text()
    for _, message, help in faults(tomllib.loads(text)):
        raise input_error("invalid-name", message, help=help)
    text_file.write(target, text)
    console.note(f"{target.as_posix()}: written. Next, run: specquilt generate")
    return 0


def _document(job: Job, console: Console) -> dict[str, Any]:
    """Return the document of the sources; an empty one if they have errors, to be fixed later."""
    try:
        return pipeline.document_of(job).document.data
    except InputError as error:
        count = counted(len(error.findings), "error")
        console.note(f"{count} to fix. To see them, run: specquilt merge")
        return {}


def _seen(raw: Sources, document: dict[str, Any]) -> str:
    files = len({page.path for page in raw.pages})
    found = [counted(files, "file"), counted(len(raw.fragments), "specification")]
    count = sum(1 for _ in operations(document))
    servers = ", ".join(server_urls(document)) or "no server"
    return f"found {', '.join(found)}, {counted(count, 'operation')}; {servers}"


def _starter(
    arguments: Namespace, sources: tuple[Path, ...], raw: Sources, document: dict[str, Any]
) -> Starter:
    asks = not arguments.yes and sys.stdin.isatty()
    servers = server_urls(document)
    sews = len(raw.fragments) > 1 or raw.pages[0].path.endswith((".md", ".mdx", ".txt"))
    title = _answer(arguments.title, "Title of the API", title_of(document, sews), asks)
    package = _answer(arguments.package, "Package name", package_name(title, servers), asks)
    output = Path("generated", package.replace("_", "-"))
    return Starter(
        folder=Path(_answer(arguments.folder, "Folder", f"specs/{output.name}", asks)),
        sources=sources,
        title=title,
        package=package,
        output=Path(_answer(arguments.output, "Folder of the client", output.as_posix(), asks)),
        sews=sews,
        servers=servers,
    )


def _answer(given: str | None, question: str, suggestion: str, asks: bool) -> str:
    """Return what is given on the command line, or what the user answers, or the suggestion."""
    if given or not asks:
        return given or suggestion
    return input(f"{question} [{suggestion}]: ").strip() or suggestion
