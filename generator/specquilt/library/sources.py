"""What callers pass as sources, and the job that it makes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from specquilt.library.failures import reported
from specquilt.library.unfinished import complete_pull
from specquilt.openapi.finding import input_error
from specquilt.openapi.load import received
from specquilt.project import configuration
from specquilt.project.configuration import Job

Source: TypeAlias = str | os.PathLike[str] | bytes | Mapping[str, Any]
"""The path or the URL of a source; or its text, as bytes; or a document, as plain JSON values."""


class WantedRun(NamedTuple):
    """What a caller asks for, besides sources.

    Args:
        config: the configuration to use instead of sources.
        supplements: sources that only fill gaps.
        include, exclude: patterns of operations.
        strict: whether documents that break the standard are refused.
        output: the folder of the distribution.
        package: the import name of the package.
    """

    config: str | os.PathLike[str] | None = None
    supplements: Sequence[Source] = ()
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    strict: bool = False
    output: str | os.PathLike[str] | None = None
    package: str = ""


@contextmanager
def job_of(sources: Sequence[Source], wanted: WantedRun) -> Iterator[Job]:
    """Return the job that a caller asks for; it can be used until the context ends.

    Raises:
        InputError: there is neither a source nor a configuration, there are both, or one is wrong.
    """
    with reported(), paths_of([*sources, *wanted.supplements]) as paths:
        pages, supplements = paths[: len(sources)], paths[len(sources) :]
        job = _job(pages, supplements, wanted)
        complete_pull(job)
        choice = (wanted.include, wanted.exclude)
        yield configuration.adjusted(job, *choice, strict=wanted.strict)


def _job(pages: list[Path], supplements: list[Path], wanted: WantedRun) -> Job:
    output = Path(wanted.output) if wanted.output is not None else None
    if wanted.config is None and pages:
        return configuration.from_sources(pages, supplements, output, wanted.package)
    if wanted.config is None:
        advice = "pass a path, bytes or a mapping; or config='specquilt.toml'"
        raise input_error("conflicting-options", "there is no source", help=advice)
    if pages or supplements or output or wanted.package:
        message = "sources, output and package are what the configuration says"
        raise input_error("conflicting-options", message, help="pass them, or config=")
    return configuration.load(Path(wanted.config))


@contextmanager
def paths_of(sources: Sequence[Source]) -> Iterator[list[Path]]:
    """Return a path for each source; those of texts can be used until the context ends."""
    named = [_named(number, source) for number, source in enumerate(sources, 1)]
    texts = {path: text for path, text in named if text is not None}
    with received.held(texts):
        yield [path for path, _ in named]


def _named(number: int, source: Source) -> tuple[Path, bytes | None]:
    """Return the path of a source, and its text if it has no file."""
    if isinstance(source, Mapping):
        return Path(f"<document {number}>"), _written(source)
    if isinstance(source, bytes):
        return Path(f"<source {number}>"), source
    if isinstance(source, str) and received.is_url(source):
        from specquilt.pull import once

        return Path(source), once.document(source)
    return Path(_refused_text(source)), None


def _written(document: Mapping[str, Any]) -> bytes:
    """Return a document as JSON, in which findings have their lines."""
    try:
        return json.dumps(document, indent=2).encode()
    except (TypeError, ValueError) as error:
        message = f"a document is not made of plain JSON values: {error}"
        advice = "pass what `json.load` returns"
        raise input_error("yaml-syntax", message, help=advice) from None


def _refused_text(source: str | os.PathLike[str]) -> str | os.PathLike[str]:
    if isinstance(source, str) and "\n" in source:
        message = "a source is a text, and a `str` is a path"
        raise input_error("missing-file", message, help="pass it as bytes: text.encode()")
    return source
