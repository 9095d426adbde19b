"""The two versions that a comparison is about: what the command line names, and what it means."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from specquilt import pipeline
from specquilt.api.build import build
from specquilt.comparison.order import ordered_like
from specquilt.comparison.pruned import pruned
from specquilt.comparison.version import ApiVersion
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Location, input_error
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.load.received import is_received
from specquilt.openapi.pointer import Pointer
from specquilt.output import lock
from specquilt.output.digests import content_of, digest
from specquilt.project import configuration
from specquilt.project.configuration import Job
from specquilt.project.locked import published_before
from specquilt.project.naming import named
from specquilt.project.read import FILE_NAME, find
from specquilt.project.run import Run, Sources
from specquilt.python.names.published import PublishedNames, usable
from specquilt.rules.engine.known import Known

if TYPE_CHECKING:
    from specquilt.comparison.revisions import Checkout


@dataclass(frozen=True)
class VersionSource:
    """What one side of a comparison is made from.

    Args:
        name: What to call it in messages.
        job: Its sources, and its names.
        published: Names of a generated package; None if the job knows them.
        files: The revision that has the files, if it is one of Git.
    """

    name: str
    job: Job
    published: PublishedNames | None = None
    files: Checkout | None = None


@contextmanager
def sides(old: str, new: str, config: str) -> Iterator[list[tuple[VersionSource, VersionSource]]]:
    """Return pairs of versions to compare. Files of revisions exist until the context ends.

    Args:
        old, new: What the command line names; empty for ``HEAD``, and for the working tree.
        config: The only configuration to compare, if none of both is a document.

    Raises:
        InputError: One of them is nothing that can be read.
    """
    with TemporaryDirectory(prefix="specquilt-") as scratch:
        pairs = _Sides(Path(scratch)).pairs(old or "HEAD", new, config)
        yield [(_named_like(one, other), _named_like(other, one)) for one, other in pairs]


def _named_like(side: VersionSource, other: VersionSource) -> VersionSource:
    """Return a side with the package of the other one, if it has none of its own."""
    if side.job.config or not other.job.config:
        return side
    return replace(side, job=configuration.from_sources(side.job.pages, package=other.job.package))


class _Sides:
    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._checkouts: dict[str, Checkout] = {}

    def pairs(
        self, old: str, new: str, config: str
    ) -> Iterator[tuple[VersionSource, VersionSource]]:
        """Yield the sides of each comparison: one for each job of a project.

        Outside a project, a single document is compared with itself in the last commit.
        """
        if not new and not config and Path(old).exists() and not find(os.curdir):
            old, new = f"HEAD:./{old}", old
        if new:
            yield self._side(old, config), self._side(new, config)
            return
        jobs = [configuration.load(Path(config))] if config else configuration.find_jobs(Path())
        if _is_whole_revision(old):
            for job in jobs:
                yield self._at_revision(job, old), VersionSource(job.name, job)
        elif len(jobs) == 1:
            yield self._side(old, config), VersionSource(jobs[0].name, jobs[0])
        else:
            raise input_error(
                "conflicting-options",
                f"there are {len(jobs)} configurations to compare {old} with",
                help="pass one: --config specs/NAME/specquilt.toml",
            )

    def _side(self, text: str, config: str) -> VersionSource:
        path = Path(text)
        if _exists(path):
            return _of_path(path, text)
        if _is_whole_revision(text):
            self._checkout(text)
            jobs = [configuration.load(Path(config))] if config else configuration.find_jobs(Path())
            if len(jobs) == 1:
                return self._at_revision(jobs[0], text)
            raise input_error("conflicting-options", _MANY, help="pass one: --config FILE")
        revision, _, inside = text.partition(":")
        files = self._checkout(revision)
        found = files.folder / (files.here / inside if inside.startswith("./") else inside)
        if not found.exists() or not found.resolve().is_relative_to(files.folder):
            raise input_error("missing-file", f"{revision} has no {inside!r}", help=_PATHS)
        with self._shown(files):
            return replace(_of_path(found, text), files=files)

    def _at_revision(self, job: Job, revision: str) -> VersionSource:
        """Return a job of the project as it is in a revision."""
        files = self._checkout(revision)
        written = (job.config or Path()).as_posix()
        config = files.folder / files.here / written
        if not config.is_file():
            message = f"{revision} has no {written}: there is nothing to compare with"
            raise input_error(
                "missing-file", message, help="name two documents, or another revision"
            )
        with self._shown(files):
            return VersionSource(f"{revision}:{job.name}", configuration.load(config), files=files)

    def _checkout(self, revision: str) -> Checkout:
        from specquilt.comparison.revisions import checkout  # needs what starts processes

        if revision not in self._checkouts:
            folder = self._scratch / str(len(self._checkouts))
            self._checkouts[revision] = checkout(revision, folder)
        return self._checkouts[revision]

    @contextmanager
    def _shown(self, files: Checkout) -> Iterator[None]:
        with relocated(files):
            yield


_MANY = "a revision has several configurations"
_PATHS = "paths in a revision start at the root of the repository, or with ./"


@contextmanager
def relocated(files: Checkout | None) -> Iterator[None]:
    """Raise errors about files of a revision with places that users know."""
    try:
        yield
    except InputError as error:
        if files is None:
            raise
        raise InputError(*(_shown(each, files) for each in error.findings)) from None


def _shown(finding: Finding, files: Checkout) -> Finding:
    place = finding.location
    return replace(finding, place=files.shown(place)) if place else finding


def _is_whole_revision(text: str) -> bool:
    return not _exists(Path(text)) and ":" not in text


def _exists(path: Path) -> bool:
    return is_received(path) or path.exists()


def _of_path(path: Path, text: str) -> VersionSource:
    """Return the side of a configuration, a generated package, a document or a folder of pages."""
    if path.name == FILE_NAME:
        return VersionSource(text, configuration.load(path))
    if path.is_dir() and (path / FILE_NAME).is_file():
        return VersionSource(text, configuration.load(path / FILE_NAME))
    if path.is_dir() and (path / lock.LOCK).is_file():
        return _of_package(path, text)
    return VersionSource(text, configuration.from_sources([path]))


def _of_package(folder: Path, text: str) -> VersionSource:
    """Return the side of a generated package: what its lock says that it was made from."""
    known = lock.read(str(folder))
    pages = [path for path in known.inputs if path.endswith((".yaml", ".yml", ".json"))]
    files = {**known.document, **({pages[0]: known.inputs[pages[0]]} if len(pages) == 1 else {})}
    for name, expected in files.items():
        path = Path(os.path.normpath(folder / name))
        if digest([content_of(str(path)) or b""]) == expected:
            names = usable(PublishedNames(known.calls, known.models), ())
            return VersionSource(text, configuration.from_sources([path]), names)
    raise input_error(
        "missing-file",
        f"the document that {text} was generated from is not there, or has changed",
        Location((folder / lock.LOCK).as_posix()),
        "name the document itself, or that of a revision: REV:openapi.yaml",
    )


def versions(old: VersionSource, new: VersionSource) -> tuple[ApiVersion, ApiVersion]:
    """Return both versions. Names that the old package has published stay, as `generate` does it.

    Raises:
        InputError: A version cannot be read, or no client can be generated from it.
    """
    names = old.published or published_before(old.job)
    own = new.published or published_before(new.job)
    before, after = documents(old, new)
    ordered = replace(after, data=ordered_like(before.data, after.data))
    kept = own if own.calls or new.job.renames else names
    return _version(old, before, names), _version(new, ordered, kept)


def documents(
    old: VersionSource, new: VersionSource, *, whole: bool = False
) -> tuple[Document, Document]:
    """Return both documents; without what is the same in both, as far as it is known early.

    Args:
        old, new: The sides.
        whole: Whether nothing is left out.
    """
    known = Known(only_fixes=True)  # what rules have to report about either is not read
    sides, runs = (old, new), (Run(old.job, known=known), Run(new.job, known=known))
    with yaml_loader.kept(_SMALL):
        sources = [_sources(side) for side in sides]
    is_pruned = not whole and all(map(_is_alone, sides, sources))
    if is_pruned:
        parts = pruned(*(each.fragments[0].data for each in sources))
        for each, data in zip(sources, parts, strict=True):
            each.fragments[0] = replace(each.fragments[0], data=data)
    made = []
    for side, run, read in zip(sides, runs, sources, strict=True):
        with relocated(side.files):
            document = (_small_document if is_pruned else pipeline.make_document)(read, run)
            made.append(pipeline.validate(document, run))
    return made[0], made[1]


_SMALL = 4 << 20
"""Characters of a document that is parsed once, for its values and for their places."""


def _small_document(sources: Sources, run: Run) -> Document:
    """Return the document of a part of a fragment that is within the limits, as no job shapes it."""
    merged = pipeline.merge_fragments(pipeline.fix_fragments(sources, run), run)
    return pipeline.fix_document(merged, run)


def _sources(side: VersionSource) -> Sources:
    with relocated(side.files):
        return pipeline.read_sources(side.job)


def _is_alone(side: VersionSource, sources: Sources) -> bool:
    """Return whether a document is all there is: no page, correction or selection may need the rest."""
    job = side.job
    shaped = (job.overlay, job.names, job.choice, job.is_strict, job.models == "all")
    return len(sources.fragments) == 1 and not sources.supplements and not any(shaped)


def _version(side: VersionSource, document: Document, published: PublishedNames) -> ApiVersion:
    with relocated(side.files):
        is_whole = side.job.models == "all"
        place = document.provenance.place
        api, _ = build(document.data, place, all_models=is_whole, answers=False)
        surface, _ = named(api, document, side.job, published)
    return ApiVersion(side.name, api, surface, _places(document, side.files))


def _places(document: Document, files: Checkout | None) -> Callable[[Pointer], Location | None]:
    def place(pointer: Pointer) -> Location | None:
        origin = document.provenance.place(pointer)
        if origin is None:
            return None
        return files.shown(origin.location) if files else origin.location

    return place
