"""Names of a package: those that it has published stay, and aliases are added."""

from __future__ import annotations

from specquilt.api.types import Api
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.project.configuration import Job
from specquilt.project.keys import Settings
from specquilt.project.locked import names_to_keep
from specquilt.python.names.published import PublishedNames
from specquilt.python.surface import Distribution, surface_of
from specquilt.python.surface.aliases import faults
from specquilt.python.surface.types import Surface


def named(
    api: Api, document: Document, job: Job, before: PublishedNames | None = None
) -> tuple[Surface, list[Finding]]:
    """Return the surface of the package of a job, and findings about names.

    Args:
        api: the facts.
        document: the document that they are from.
        job: the job.
        before: names that have been published. Default: those of the job's lock.

    Raises:
        InputError: the client lacks what an alias stands for, or has that name already.
    """
    distribution = Distribution(job.distribution, job.package, job.client_version)
    place, published = document.provenance.place, names_to_keep(document, job, before)
    surface, findings = surface_of(api, distribution, place, published)
    if not job.aliases:
        return surface, findings
    _refuse_faulty_aliases(job, surface)
    return surface_of(api, distribution, place, published, job.aliases)


def _refuse_faulty_aliases(job: Job, surface: Surface) -> None:
    places = job.places(Settings.aliases)
    found = [
        Finding("name-no-match", Severity.ERROR, message, places.get(alias), help=advice)
        for alias, message, advice in faults(job.aliases, surface)
    ]
    if found:
        raise InputError(*found)
