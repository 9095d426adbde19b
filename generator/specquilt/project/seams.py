"""Where code of the user meets generated code: classes of his own, and files that he keeps.

Most projects have neither: this module is imported only for those that do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.plural import shortened
from specquilt.project.configuration import Job
from specquilt.project.keys import Settings
from specquilt.project.run import Run
from specquilt.python.extensions import collisions, extension, read
from specquilt.python.surface.types import Surface

KEPT = "kept-module"


def find_extensions(surface: Surface, run: Run) -> None:
    """Find the classes of the user that generated classes inherit from."""
    job = run.job
    if job.client_output is None:
        return
    folder = job.client_output / job.package
    run.extensions, findings = read.read(job.extend, job.places(Settings.extend), surface, folder)
    run.findings.add(findings)


def report(files: Mapping[str, str], run: Run) -> dict[str, str]:
    """Report where code of the user and generated code do not fit.

    Returns:
        modules in place of the user's own, by path: the smoke import runs no code of his.
    """
    job = run.job
    if job.client_output is None:
        return {}
    own = run.extensions.values()
    run.findings.add(collisions.collisions(own, files, job.client_output, job.package))
    run.findings.add(_kept_modules(files, job))
    return extension.stand_ins(own, job.package)


def _kept_modules(files: Iterable[str], job: Job) -> Iterator[Finding]:
    """Yield one finding for each pattern of `[client] keep` that matches files of the package."""
    modules = [path for path in files if path.startswith(f"{job.package}/")]
    for pattern in job.keep:
        if found := [path for path in modules if fnmatchcase(path, pattern)]:
            message = f"{pattern!r} keeps {shortened(found)}, which no longer follows the document"
            advice = "extend generated classes instead: [client.extend]"
            place = job.place_of(pattern)
            yield Finding(KEPT, Severity.WARNING, message, place, help=advice)
