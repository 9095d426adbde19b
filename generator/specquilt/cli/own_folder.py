"""The folder of a client that is generated without ``--output``: it is named after the API."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from specquilt import pipeline
from specquilt.cli.jobs import jobs_of
from specquilt.cli.starter import package_name, server_urls, title_of
from specquilt.project.configuration import Job


def with_folder(job: Job, arguments: Namespace) -> Job:
    """Return the job with a folder below this one, if it says nowhere what to write.

    Raises:
        InputError: the sources cannot be used.
    """
    if job.config or job.client_output:
        return job
    return jobs_of(Namespace(**{**vars(arguments), "output_folder": _named_after_api(job)}))[0]


def _named_after_api(job: Job) -> Path:
    fragments = pipeline.read_sources(job).fragments
    is_one = len(fragments) == 1
    data = fragments[0].data if is_one else pipeline.document_of(job).document.data
    return Path(package_name(title_of(data, not is_one), server_urls(data)).replace("_", "-"))
