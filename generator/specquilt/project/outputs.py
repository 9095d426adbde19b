"""Outputs must not overwrite sources, nor lie where the next run would read them as sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from specquilt.openapi.finding import input_error
from specquilt.project.keys import Settings
from specquilt.project.value_types import Fault

if TYPE_CHECKING:
    from specquilt.output.staged_write import Written
    from specquilt.project.run import Output

_ADVICE = "keep sources and outputs in different folders"


def faults(settings: Settings, config: Path | None = None) -> Iterator[Fault]:
    """Yield what is wrong with the outputs of a configuration.

    Args:
        settings: what it says.
        config: the file that says so.
    """
    sources = [*settings.pages, *settings.supplements]
    if settings.client_output:
        for message in _folder_faults(settings.client_output, sources):
            yield Settings.client_output.path, message, _ADVICE
    files = _own_files(settings, config)
    if settings.document_output:
        for message in _file_faults(settings.document_output, [*sources, *files]):
            yield Settings.document_output.path, message, _ADVICE


def refuse_sources(output: Path | None, sources: Iterable[Path]) -> None:
    """Refuse to write a file where a source is, or in a folder of sources.

    Raises:
        InputError: it would be written there.
    """
    for message in _file_faults(output, sources) if output else ():
        raise input_error("output-is-source", message, help=_ADVICE)


def refuse_overlap(settings: Settings, config: Path | None, files: Iterable[str]) -> None:
    """Refuse to write files of a client where a source is; the folder itself may contain sources.

    Args:
        settings: what a configuration says.
        config: the file that says so.
        files: paths of the files, which start from the output folder.

    Raises:
        InputError: a source, or the document, is at the place of a file.
    """
    output = settings.client_output
    if output is None:
        return
    read = (*settings.pages, *settings.supplements, *_own_files(settings, config))
    if settings.document_output:
        read = (*read, settings.document_output)
    folder = _real(output)
    places = {place for place in map(_real, read) if _may_overlap(place, folder)}
    for file in files if places else ():
        if not places.isdisjoint((folder / file, *(folder / file).parents)):
            message = f"the client needs the place of {_shown(output / file)}, and so does a source"
            raise input_error("output-is-source", message, help=_ADVICE)


def shared(outputs: Iterable[tuple[str, Path]]) -> Iterator[str]:
    """Yield which of several builds would write to the same place.

    Args:
        outputs: what each build is called, and where it writes to.
    """
    seen: list[tuple[str, Path]] = []
    for name, output in outputs:
        place = _real(output)
        for other, before in seen:
            if _may_overlap(place, before):
                yield f"{other} and {name} both write to {output.as_posix()}"
        seen.append((name, place))


def _may_overlap(place: Path, folder: Path) -> bool:
    return place.is_relative_to(folder) or folder.is_relative_to(place)


def _real(path: Path) -> Path:
    return Path(realpath(path))


def _own_files(settings: Settings, config: Path | None) -> list[Path]:
    """Return the files of a job that are not sources."""
    own = (settings.overlay, settings.baseline, settings.license_file, config)
    return [path for path in own if path]


def write(output: Output, *, force: bool, overwrite: bool) -> Written | None:
    """Put everything in its place; see `specquilt.pipeline.write`."""
    from specquilt.output import staged_write, text_file
    from specquilt.python.smoke_import.check import Trial

    written, job = None, output.job
    if job.client_output:
        trial = Trial(output.files, job.client_output, output.operations, output.stand_ins)
        written = staged_write.write(
            output.files,
            job.client_output,
            force=force,
            overwrite=overwrite,
            keeps=job.keeps,
            prove=trial.prove,
            is_harmless=trial.is_harmless,
        )
    if job.document_output:
        text_file.write(job.document_output, output.document)
    return written


def difference(output: Output) -> str:
    """Return a unified diff from the files on disk to what this run would write."""
    from specquilt.output import text_file
    from specquilt.output.difference import diff

    lines: list[str] = []
    if output.job.document_output:
        lines.extend(text_file.difference(output.job.document_output, output.document))
    if output.job.client_output:
        lines.append(diff(output.files, output.job.client_output, output.job.keeps))
    return "".join(lines)


def _folder_faults(output: Path, sources: Iterable[Path]) -> Iterator[str]:
    folder = _real(output)
    for source in sources:
        place = _real(source)
        if folder.is_relative_to(place):
            yield f"the output folder {_shown(output)} is in the source folder {_shown(source)}"


def _file_faults(output: Path, sources: Iterable[Path]) -> Iterator[str]:
    file = _real(output)
    for source in sources:
        place = _real(source)
        if place == file:
            yield f"the output {_shown(output)} would overwrite a source"
        elif file.is_relative_to(place) and place.is_dir():
            yield f"the output {_shown(output)} is in the source folder {_shown(source)}"


def _shown(path: Path) -> str:
    return path.as_posix()
