"""Reads files and folders into pages. The format is detected from the content, not the name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from specquilt.openapi.finding import Finding, InputError, Location, Severity, input_error
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.load.received import is_received, name_of
from specquilt.openapi.page import Page
from specquilt.sources import markdown, openapi, reference_page
from specquilt.sources.elsewhere import ELSEWHERE, described_elsewhere, is_described
from specquilt.sources.folder import (
    WITHOUT_SPECIFICATION,
    files_of,
    in_order,
    is_illustration,
    set_aside,
)
from specquilt.sources.unread import unread

_NOTHING = "no OpenAPI document or request line ('GET https://…') found"
_ASIDE = (WITHOUT_SPECIFICATION, ELSEWHERE)
_READERS: tuple[tuple[Callable[[str], bool], Callable[[str, str], list[Page]]], ...] = (
    (openapi.looks_like_one, openapi.read),
    (markdown.has_fenced_specification, markdown.read),
    (openapi.has_pasted_one, openapi.read_pasted),
    (reference_page.looks_like_one, reference_page.read),
    (markdown.has_request_line, markdown.read),
)


class ReadPages(NamedTuple):
    """The pages of some sources, and findings about files that are set aside."""

    pages: list[Page]
    findings: list[Finding]


def read(
    paths: Iterable[Path], exclude: Sequence[str] = (), order: Sequence[str] = ()
) -> ReadPages:
    """Return all pages of files and folders in the given order. Folders are sorted by name.

    Args:
        paths: files and folders.
        exclude: patterns of files in folders that are not read.
        order: files in folders that come first, in their order.

    Raises:
        InputError: Files are missing, empty or unreadable. Has a finding for each of them.
    """
    found, faults = ReadPages([], []), list[Finding]()
    for path in paths:
        try:
            each = _read_folder(path, exclude, order) if _is_folder(path) else _read_file(path)
            found.pages.extend(each.pages)
            found.findings.extend(each.findings)
        except InputError as error:
            faults.extend(error.findings)
    if faults:
        raise InputError(*faults)
    return found


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not is_received(path)


def _read_folder(folder: Path, exclude: Sequence[str], order: Sequence[str]) -> ReadPages:
    """Return the pages of a folder. Files without a specification are set aside.

    Raises:
        InputError: The folder has no pages, or files are unreadable.
    """
    found, faults = ReadPages([], []), list[Finding]()
    for file in in_order(files_of(folder, exclude), order):
        try:
            each = _read_file(file)
            found.pages.extend(each.pages)
            found.findings.extend(each.findings)
        except InputError as error:
            faults.extend(error.findings)
    pages = found.pages
    used = [page for page in pages if not is_illustration(page)]
    without = [fault for fault in faults if fault.rule in _ASIDE]
    is_usable = any(page.fragment for page in used) if without else bool(used)
    if not is_usable or len(without) < len(faults):
        raise InputError(*(faults if faults else (_unusable(page) for page in pages)))
    news = [*without, *(_unusable(page) for page in pages if is_illustration(page))]
    aside = [each for each in news if each.rule != ELSEWHERE or not is_described(each, used)]
    return ReadPages(used, [*found.findings, *map(set_aside, aside)])


def _read_file(path: Path) -> ReadPages:
    name, text = name_of(path), text_of(path)
    pages = read_text(name, text)
    return ReadPages(pages, list(unread(name, text, pages)))


def _unusable(page: Page) -> Finding:
    line = page.fragment.block.first_line if page.fragment else page.line
    what = "the specification on this page has no operation"
    return Finding(WITHOUT_SPECIFICATION, Severity.ERROR, what, Location(page.path, line))


def read_text(path: str, text: str) -> list[Page]:
    """Return all pages of one text.

    Raises:
        InputError: The text is unreadable or has no document and no request line.
    """
    for fits, reader in _READERS:
        if fits(text):
            return reader(path, text)
    if finding := described_elsewhere(path, text):
        raise InputError(finding)
    what = "expected a mapping, found a list" if openapi.is_list(text) else _NOTHING
    advice = "pass a file with a specification, or remove this file from `sources`"
    raise input_error(WITHOUT_SPECIFICATION, what, Location(path), advice)
