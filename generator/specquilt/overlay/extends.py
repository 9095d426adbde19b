"""Which document an overlay is made for: the reference in its ``extends``."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.naming import words
from specquilt.overlay.read import Overlay


def names(fragments: list[Document]) -> list[str]:
    """Name the fragments so that no two of one file are called the same; an only one needs none."""
    paths, seen = [_path(fragment) for fragment in fragments], Counter[tuple[Path, str]]()
    given: list[str] = []
    for path, fragment in zip(paths, fragments, strict=True):
        name = _title(fragment) if paths.count(path) > 1 else ""
        seen[path, name] += 1
        given.append(f"{name}-{seen[path, name]}" if seen[path, name] > 1 else name)
    return given


def reference(fragment: Document, name: str) -> str:
    """Return the reference to a fragment from an overlay in the same folder."""
    return quote(_path(fragment).name) + (f"#{quote(name)}" if name else "")


def target(overlay: Overlay, fragments: list[Document]) -> int:
    """Find the fragment that an overlay extends; without a word about it, the only one.

    Raises:
        InputError: it extends none of them, or does not say which.
    """
    if not overlay.extends:
        if len(fragments) == 1:
            return 0
        raise _error(overlay, "does not say which source it extends", "add `extends: page.md`")
    file, name = urldefrag(overlay.extends)
    path = _absolute(overlay.path.parent / unquote(file))
    for index, (fragment, known) in enumerate(zip(fragments, names(fragments), strict=True)):
        if _absolute(_path(fragment)) == path and unquote(name) == known:
            return index
    message = f"extends {overlay.extends}, which is none of the sources"
    raise _error(overlay, message, "name the source, or leave this overlay out")


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
