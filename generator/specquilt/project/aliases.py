"""The aliases of a configuration."""

from __future__ import annotations

from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.project.configuration import Job
from specquilt.project.keys import Settings
from specquilt.python.surface.aliases import faults
from specquilt.python.surface.types import Surface


def refuse_faulty_aliases(job: Job, surface: Surface) -> None:
    """Check the aliases of a job.

    Args:
        job: its configuration has the aliases.
        surface: the client without them.

    Raises:
        InputError: the client lacks what an alias stands for, or has that name already.
    """
    places = job.places(Settings.aliases)
    found = [
        Finding("name-no-match", Severity.ERROR, message, places.get(alias), help=advice)
        for alias, message, advice in faults(job.aliases, surface)
    ]
    if found:
        raise InputError(*found)
