"""What a job says about the distribution, besides its name and version."""

from __future__ import annotations

from specquilt.openapi.finding import Location, input_error
from specquilt.project.configuration import Job
from specquilt.python.publication import Publication


def publication_of(job: Job) -> Publication:
    """Return what is published with the package.

    Raises:
        InputError: the file with the license, or a recording, cannot be read.
    """
    return Publication(job.project, _license(job), _recordings(job))


def _recordings(job: Job) -> str:
    if not job.tests:
        return ""
    from specquilt.project.recorded_tests import recorded_tests

    return recorded_tests(job)


def _license(job: Job) -> str:
    if job.license_file is None:
        return ""
    place = Location(job.license_file.as_posix())
    try:
        return job.license_file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise input_error("missing-file", f"cannot be read: {error.strerror}", place) from None
    except UnicodeDecodeError:
        advice = "save the file as UTF-8"
        raise input_error("not-utf-8", "the file is not UTF-8", place, advice) from None
