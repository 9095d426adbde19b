"""Resolves the ``extends`` reference of an overlay to the document that it corrects."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.words import words
from specquilt.overlay.read import Overlay


def names(fragments: list[Document]) -> list[str]:
    """Return a name for each fragment, unique per file. The only fragment of a file has none."""
    paths, seen = [_path(fragment) for fragment in fragments], Counter[tuple[Path, str]]()
    given: list[str] = []
    for path, fragment in zip(paths, fragments, strict=True):
        name = _title(fragment) if paths.count(path) > 1 else ""
        seen[path, name] += 1
        given.append(f"{name}-{seen[path, name]}" if seen[path, name] > 1 else name)
    return given


def reference(fragment: Document, name: str) -> str:
    """Return the ``extends`` reference for an overlay in the same folder as the fragment."""
    return quote(_path(fragment).name) + (f"#{quote(name)}" if name else "")


def target(overlay: Overlay, fragments: list[Document]) -> int:
    """Return the index of the fragment that an overlay extends.

    Without ``extends``, return the only fragment.

    Raises:
        InputError: the fragment does not exist, or ``extends`` is missing and there are several.
    """
    if not overlay.extends:
        if len(fragments) == 1:
            return 0
        raise _error(overlay, "needs `extends`: there are several sources", "add `extends: FILE`")
    file, name = urldefrag(overlay.extends)
    path = _absolute(overlay.path.parent / unquote(file))
    for index, (fragment, known) in enumerate(zip(fragments, names(fragments), strict=True)):
        if _absolute(_path(fragment)) == path and unquote(name) == known:
            return index
    message = f"extends {overlay.extends}, which is not one of the sources"
    raise _error(overlay, message, "add the source, or remove this overlay")


def _path(fragment: Document) -> Path:
    return Path(fragment.page.path if fragment.page else "")


def _title(fragment: Document) -> str:
    title = fragment.page.title.value if fragment.page and fragment.page.title else ""
    return "-".join(words(title)).lower() or "page"


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links to another name


def _error(overlay: Overlay, message: str, advice: str) -> InputError:
    place = overlay.origin.below(("extends",))
    return InputError(
        Finding("overlay-no-match", Severity.ERROR, f"the overlay {message}", place, help=advice)
    )
