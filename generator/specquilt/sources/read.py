"""Reads files and folders into pages. The format is detected from the content, not the name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from specquilt.openapi.finding import InputError, Location, input_error
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.page import Page
from specquilt.sources import markdown, openapi, reference_page

SUFFIXES = {".md", ".mdx", ".markdown", ".txt", ".yaml", ".yml", ".json"}

_NOTHING = "no OpenAPI document or request line ('GET https://…') found"
_READERS: tuple[tuple[Callable[[str], bool], Callable[[str, str], list[Page]]], ...] = (
    (openapi.looks_like_one, openapi.read),
    (markdown.has_fenced_specification, markdown.read),
    (openapi.has_pasted_one, openapi.read_pasted),
    (reference_page.looks_like_one, reference_page.read),
    (markdown.has_request_line, markdown.read),
)


def read(paths: Iterable[Path]) -> list[Page]:
    """Return all pages of files and folders in the given order. Folders are sorted by name.

    Raises:
        InputError: Files are missing, empty or unreadable. Has a finding for each of them.
    """
    pages: list[Page] = []
    faults: list[InputError] = []
    for path in _files(paths, faults):
        try:
            pages.extend(read_text(path.as_posix(), text_of(path)))
        except InputError as error:
            faults.append(error)
    if faults:
        raise InputError(*(finding for fault in faults for finding in fault.findings))
    return pages


def read_text(path: str, text: str) -> list[Page]:
    """Return all pages of one text.

    Raises:
        InputError: The text is unreadable or has no document and no request line.
    """
    for fits, reader in _READERS:
        if fits(text):
            return reader(path, text)
    what = "expected a mapping, found a list" if openapi.is_list(text) else _NOTHING
    advice = "pass a file with a specification, or remove this file from `sources`"
    raise input_error("page-without-spec", what, Location(path), advice)


def _files(paths: Iterable[Path], faults: list[InputError]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _folder(path, faults)
        else:
            yield path


def _folder(folder: Path, faults: list[InputError]) -> Iterator[Path]:
    files = sorted(path for path in folder.rglob("*") if _is_page(path))
    if not files:
        expected = ", ".join(sorted(SUFFIXES))
        faults.append(
            input_error(
                "empty-folder",
                "no pages in this folder",
                Location(folder.as_posix()),
                f"add files that end in {expected}",
            )
        )
    yield from files


def _is_page(path: Path) -> bool:
    """Return whether a file is a page. Overlays may be in the same folder and are not pages."""
    return path.suffix in SUFFIXES and path.is_file() and ".overlay." not in path.name
