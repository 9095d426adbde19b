"""Completes what runs that died have begun."""

from __future__ import annotations

from specquilt.project.configuration import Job


def complete_pull(job: Job) -> None:
    """Complete what a run of `specquilt pull` that died has begun: sources are old or new, not both."""
    if job.config and job.pull_sources:
        from specquilt.output import staged_write

        staged_write.recover(job.config.parent)
