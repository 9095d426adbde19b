"""``specquilt init --from``: a first configuration, made of that of another generator."""

from __future__ import annotations

import os
import tomllib
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from specquilt import pipeline
from specquilt.cli.console import Console
from specquilt.cli.starter import Starter, package_name, server_urls
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Location, input_error
from specquilt.openapi.plural import counted
from specquilt.openapi.values import mapping
from specquilt.output import text_file
from specquilt.overlay.write import write
from specquilt.project import names
from specquilt.project.check import faults
from specquilt.project.configuration import from_sources
from specquilt.project.migrate import note
from specquilt.project.migrate.find import documents_beside, plan_of
from specquilt.project.migrate.plan import Plan
from specquilt.project.migrate.settle import Outcome, settle
from specquilt.project.read import FILE_NAME
from specquilt.project.run import Run

_OVERLAY = "overlay.yaml"
_ABSENT = Path("openapi.yaml")


def run(arguments: Namespace, console: Console) -> int:
    """Write ``specquilt.toml``, an overlay if it is needed, and what became of each key."""
    plan = plan_of(Path(arguments.configuration))
    given = [Path(source) for source in arguments.source]
    sources = given or plan.documents or documents_beside(plan)
    document = _document(sources) if sources else None
    outcome = settle(plan, document)
    starter = _starter(arguments, sources or [_ABSENT], document, outcome)
    texts = _texts(starter, plan, outcome)
    _refuse_existing([starter.folder / name for name in texts], arguments.force)
    for name, text in texts.items():
        text_file.write(starter.folder / name, text)
    for line in _lines_about(plan, outcome, starter, sources):
        console.note(line)
    return 0


def _document(sources: list[Path]) -> Document:
    """Return the document as it is when the overlay is applied."""
    run = Run(from_sources(sources))
    fixed = pipeline.fix_fragments(pipeline.read_sources(run.job), run)
    return pipeline.merge_fragments(fixed, run)


def _starter(
    arguments: Namespace, sources: list[Path], document: Document | None, outcome: Outcome
) -> Starter:
    data, settings = document.data if document else {}, outcome.settings
    title = arguments.title or str(mapping(data.get("info")).get("title") or "")
    wanted = settings.get("client.package") or settings.get("client.distribution") or ""
    package = arguments.package or names.package(wanted or package_name(title, server_urls(data)))
    usual = names.distribution(package.replace("_", "-"))
    distribution = settings.setdefault("client.distribution", usual)
    output = Path(arguments.output or f"generated/{distribution}")
    folder = Path(arguments.folder or f"specs/{output.name}")
    more = {key: value for key, value in settings.items() if key != "client.package"}
    if outcome.changes:
        more["sources.overlay"] = _OVERLAY
    sews = len(sources) > 1
    return Starter(folder, tuple(sources), title, package, output, sews, server_urls(data), more)


def _texts(starter: Starter, plan: Plan, outcome: Outcome) -> dict[str, str]:
    """Return the files by name."""
    toml = starter.text()
    for _, message, help in faults(tomllib.loads(toml)):
        raise input_error("invalid-name", message, help=help)
    texts = {FILE_NAME: toml, note.FILE_NAME: note.text(plan, outcome)}
    if outcome.changes:
        reasons = iter([reason for _, reason in outcome.changes])
        title = f"What the configuration for {plan.tool} says about the API"
        changes = [change for change, _ in outcome.changes]
        texts[_OVERLAY] = write(title, _extends(starter), changes, lambda _: next(reasons))
    return texts


def _extends(starter: Starter) -> str:
    """Return the reference of the document; several sources make one that has no file."""
    if starter.sews:
        return ""
    return os.path.relpath(starter.sources[0], starter.folder).replace(os.sep, "/")


def _refuse_existing(files: list[Path], force: bool) -> None:
    existing = next((file for file in files if file.exists()), None)
    if existing and not force:
        place = Location(existing.as_posix())
        message = f"{existing.as_posix()} already exists"
        raise input_error("existing-file", message, place, "pass --force to replace it")


def _lines_about(plan: Plan, outcome: Outcome, starter: Starter, sources: list[Path]) -> list[str]:
    """Return what is printed: what became of the keys, what was written, and what to do next."""
    toml, page = ((starter.folder / name).as_posix() for name in (FILE_NAME, note.FILE_NAME))
    found = f"API document: {', '.join(source.as_posix() for source in sources)}"
    return [
        *([found] if sources else []),
        *note.summary(plan),
        *_unnamed(outcome),
        f"{page}: written. It lists all keys",
        *(_next(toml) if sources else _next_without_document(toml, plan)),
    ]


def _unnamed(outcome: Outcome) -> Iterator[str]:
    if outcome.unnamed:
        count = counted(len(outcome.unnamed), "operation")
        yield f"{count} of the API document: not in the configuration, named by specquilt"


def _next(toml: str) -> Iterator[str]:
    yield f"{toml}: written. Next, run: specquilt generate"


def _next_without_document(toml: str, plan: Plan) -> Iterator[str]:
    known = f", from {plan.elsewhere[0]}" if plan.elsewhere else ""
    command = f"specquilt init --force --from {plan.main.as_posix()} {_ABSENT}"
    yield f"{toml}: written, but its names are not checked: the API document is not here"
    yield f"Next, save the API document as {_ABSENT}{known}, and run: {command}"
