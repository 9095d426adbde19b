"""Finds sources if none are configured."""

from __future__ import annotations

from pathlib import Path

from specquilt.openapi.finding import InputError, Location, input_error
from specquilt.openapi.load.decode import text_of
from specquilt.sources import markdown, openapi
from specquilt.sources.folder import SUFFIXES

_DEFAULT_FOLDER = "pages"


def find_sources(folder: Path) -> tuple[Path, ...]:
    """Return the subfolder ``pages``, or the files in the folder that contain a specification.

    Raises:
        InputError: There are no sources.
    """
    pages = folder / _DEFAULT_FOLDER
    if pages.is_dir():
        return (pages,)
    files = (path for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES)
    found = tuple(path for path in files if path.is_file() and _has_specification(path))
    if not found:
        raise input_error(
            "missing-file",
            f"no folder {_DEFAULT_FOLDER!r} and no file with a specification found",
            Location(folder.as_posix()),
            "pass your sources: specquilt init openapi.yaml",
        )
    return found


def _has_specification(path: Path) -> bool:
    try:
        text = text_of(path)
    except InputError:
        return False
    return openapi.looks_like_one(text) or markdown.has_fenced_specification(text)
