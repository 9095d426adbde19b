"""Finds the pages in a folder, among guides, backups and files that specquilt wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from specquilt.openapi.finding import Finding, Location, Severity, input_error
from specquilt.openapi.page import Page
from specquilt.openapi.parts import PATH_SECTIONS
from specquilt.openapi.values import mapping
from specquilt.sources.elsewhere import ELSEWHERE

SUFFIXES = {".md", ".mdx", ".markdown", ".txt", ".yaml", ".yml", ".json"}
WITHOUT_SPECIFICATION = "page-without-spec"

_LOCK = "specquilt.lock"
_BACKUPS = (".bak", ".orig", ".old", ".swp", "~")


def files_of(folder: Path, exclude: Sequence[str] = ()) -> list[Path]:
    """Return the files in a folder that may be pages, sorted by name.

    Hidden files, backups, overlays and generated clients are no pages.

    Args:
        folder: the folder.
        exclude: patterns of files that are not wanted, for paths below the folder.

    Raises:
        InputError: There is none.
    """
    found = [path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file()]
    clients = {path.parent for path in folder.rglob(_LOCK)}
    files = sorted(
        path
        for path in found
        if _is_page(path.relative_to(folder), exclude) and clients.isdisjoint(path.parents)
    )
    if not files:
        expected = ", ".join(sorted(SUFFIXES))
        raise input_error(
            "empty-folder",
            "no pages in this folder",
            Location(folder.as_posix()),
            f"add files that end in {expected}",
        )
    return files


def in_order(files: list[Path], order: Sequence[str]) -> list[Path]:
    """Return files in an order; those that it does not have come last, as they were."""
    if not order:
        return files
    places = {path: place for place, path in enumerate(order)}
    return sorted(files, key=lambda path: places.get(path.as_posix(), len(places)))


def _is_page(path: Path, exclude: Sequence[str]) -> bool:
    if any(part.startswith(".") for part in path.parts) or ".overlay." in path.name:
        return False
    if path.name.endswith("~") or path.stem.endswith(_BACKUPS):
        return False
    return not any(fnmatchcase(path.as_posix(), pattern) for pattern in exclude)


def is_illustration(page: Page) -> bool:
    """Return whether the specification of a page only shows what one looks like, or is none.

    It has no operation. Components other than security schemes may be used by other pages.
    """
    data = page.fragment.data if page.fragment else None
    if not isinstance(data, dict) or not data.keys().isdisjoint(("swagger", "asyncapi")):
        return False
    has_paths = any(mapping(data.get(section)) for section in PATH_SECTIONS)
    has_components = bool(mapping(data.get("components")).keys() - {"securitySchemes"})
    return not has_paths and not has_components


def set_aside(finding: Finding) -> Finding:
    """Return the finding about a page that is not used because others in its folder are."""
    message = f"{finding.message}; the page is set aside"
    if finding.rule == ELSEWHERE:  # its operation is missing from the client
        return replace(finding, severity=Severity.WARNING, message=message)
    return replace(finding, severity=Severity.INFO, message=message, help="")
