"""Pulls the sources of a job: all of them, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding
from specquilt.output import replacement
from specquilt.output.places import digest_of
from specquilt.pull import findings, lock
from specquilt.pull.catalog import Catalog
from specquilt.pull.connection import Deadline, PublicNetwork
from specquilt.pull.lock import PullLock
from specquilt.pull.pace import Clock, Pace
from specquilt.pull.pages import PulledPages
from specquilt.pull.settings import PullSettings
from specquilt.pull.site import Site
from specquilt.pull.wire import Wire


@dataclass(frozen=True)
class Pulled:
    """What a run has found; nothing is written yet.

    Args:
        settings: what was pulled.
        before: the lock of the last run.
        after: the lock of this run.
        put: files with a new text, by path.
        replaced: digests of the files that they replace, which may be lost; empty if none may be.
        edited: paths of files on disk that hold edits.
        findings: what to report.
    """

    settings: PullSettings
    before: PullLock
    after: PullLock
    put: dict[str, bytes]
    replaced: dict[str, str]
    edited: list[str]
    findings: list[Finding]

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to write.

        New validators, and links to pages that are not wanted, are no reason to.
        """
        return not self.put and _essence(self.before) == _essence(self.after)


def pull(settings: PullSettings, clock: Clock, progress: Callable[[str], None]) -> Pulled:
    """Request all sources, and return what has changed.

    Args:
        settings: what to pull.
        clock: the time.
        progress: called with what is requested.

    Raises:
        InputError: the state of the site is unknown.
    """
    deadline = Deadline()
    before, day = lock.read(settings.root), clock.today().date().isoformat()
    network = PublicNetwork(deadline, settings.private)
    with closing(Wire(network, deadline, settings.timeout)) as wire:
        site = Site(settings, before, wire, Pace(clock, settings.delay), {}, progress)
        catalog, pages = Catalog(site), PulledPages(site, day)
        pages.pull(catalog.pages())
    pages.note_gone()
    after = PullLock(pages.files, catalog.indexes, site.robots)
    found = [*catalog.findings.values(), *pages.findings]
    return Pulled(settings, before, after, pages.put, pages.replaced, pages.edited, found)


def write(pulled: Pulled, *, overwrite: bool) -> list[str]:
    """Write what has changed, all at once, and return where edited files are saved.

    Args:
        pulled: what has changed.
        overwrite: replace edited files, too; each is saved beside itself.

    Raises:
        InputError: edits would be lost, or files cannot be written.
    """
    if pulled.edited and not overwrite:
        raise findings.edits([(pulled.settings.root / path).as_posix() for path in pulled.edited])
    root = pulled.settings.root
    files = {**pulled.put, lock.FILE: pulled.after.text().encode()}
    replaced = {**pulled.replaced, lock.FILE: digest_of(root / lock.FILE)}
    return replacement.replace(files, replaced, root)


def _essence(state: PullLock) -> list[tuple[str, str, str, str]]:
    """Return what makes a difference, also the order of the site, which the document has."""
    return [(path, each.url, each.digest, each.gone) for path, each in state.files.items()]
