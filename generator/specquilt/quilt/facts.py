"""What the quilt report shows, gathered from one run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from specquilt import pipeline
from specquilt.comparison.difference import ChangeFinding
from specquilt.comparison.run import changes_between
from specquilt.merging.combine import CONFLICTS
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError
from specquilt.openapi.operations import Endpoint, operations
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping
from specquilt.project.configuration import Job
from specquilt.project.locked import names_to_keep
from specquilt.project.run import Progress, Run, silent
from specquilt.python.names.calls import calls_of
from specquilt.quilt.pages import PageIndex
from specquilt.recordings.learn import learn


@dataclass(frozen=True)
class Patch:
    """An operation or a component of the document.

    Args:
        name: ``GET /path``, or ``schemas/Name``.
        pages: numbers of the pages that describe it; the main one comes first.
        place: where it is described.
        steps: rules and overlay actions that changed it.
        call: the call in Python; empty for components.
        seen: how often recordings have it; None without recordings.
    """

    name: str
    pages: tuple[int, ...]
    place: str
    steps: tuple[str, ...]
    call: str = ""
    seen: int | None = None


@dataclass(frozen=True)
class Facts:
    """All that the report shows.

    Args:
        name: the name of the job.
        info: title and version of the document.
        pages: the pages that were read.
        operations: the operations of the document.
        components: its components.
        findings: what was found on the way, and what was done about it.
        changes: what has changed since the last commit; a sentence if that is not known.
    """

    name: str
    info: dict[str, object]
    pages: PageIndex
    operations: list[Patch]
    components: list[Patch]
    findings: list[Finding]
    changes: list[ChangeFinding] | str

    @property
    def conflicts(self) -> list[Finding]:
        """The findings about pages that contradict each other."""
        return [each for each in self.findings if each.rule in CONFLICTS]

    @property
    def parts(self) -> list[Patch]:
        """Operations and components, page by page."""
        return sorted((*self.operations, *self.components), key=lambda part: part.pages[:1])


def gather(job: Job, progress: Progress = silent) -> Facts:
    """Read the sources of a job, make its document, and say where everything came from.

    Raises:
        InputError: The sources cannot be used.
    """
    run, sources = Run(job, progress), pipeline.read_sources(job, progress)
    document = pipeline.validate(pipeline.make_document(sources, run), run)
    pages = PageIndex.of((*sources.pages, *sources.supplement_pages))
    findings = run.findings.result()
    return Facts(
        job.name,
        mapping(document.data.get("info")),
        pages,
        list(_operations(document, job, pages)),
        list(_components(document, pages)),
        findings,
        _changes(job),
    )


def _operations(document: Document, job: Job, pages: PageIndex) -> Iterable[Patch]:
    seen = learn(document, job.recordings).evidence.calls if job.recordings else None
    calls = calls_of(document.data, names_to_keep(document, job).calls)
    for each in operations(document.data):
        call = calls[f"{each.method} {each.path}"][0]
        yield _part(document, pages, each.pointer, each.name, call, _times(seen, each))


def _times(seen: Counter[str] | None, endpoint: Endpoint) -> int | None:
    return None if seen is None else seen[endpoint.name]


def _components(document: Document, pages: PageIndex) -> Iterable[Patch]:
    for section, parts in mapping(document.data.get("components")).items():
        for name in mapping(parts):
            pointer = ("components", section, name)
            yield _part(document, pages, pointer, f"{section}/{name}")


def _part(
    document: Document,
    pages: PageIndex,
    pointer: Pointer,
    name: str,
    call: str = "",
    seen: int | None = None,
) -> Patch:
    provenance = document.provenance
    inside = (origin for key in provenance.within(pointer) for origin in provenance.entries[key])
    origins = [*provenance.trace(pointer), *inside]
    numbers = (pages.number_of(origin.location) for origin in origins)
    found = tuple(dict.fromkeys(number for number in numbers if number is not None))
    place = str(origins[0].location) if origins else ""
    return Patch(name, found, place, provenance.history(pointer), call, seen)


def _changes(job: Job) -> list[ChangeFinding] | str:
    if job.config is None:
        return "Sources that are named on the command line have no version before."
    try:
        return changes_between("", "", str(job.config))[0]
    except InputError as error:
        return f"Not known: {error.findings[0].message}."
