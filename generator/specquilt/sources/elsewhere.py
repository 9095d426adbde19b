"""Recognises pages that name an operation whose OpenAPI description is not on them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.operations import operations
from specquilt.openapi.page import Page

ELSEWHERE = "specification-elsewhere"

_SETTINGS = ("docs.json", "mint.json")
_LEVELS = 5
METHOD = "GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE"
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>(?:(?!---).*\n)*)---")
_FIELD = re.compile(
    rf"""^(?P<key>api|openapi):[ \t]*["']?(?:(?P<file>\S+)[ \t]+)??(?P<method>{METHOD})[ \t]+"""
    r"""(?P<path>[^\s"']+)""",
    re.MULTILINE | re.IGNORECASE,
)
_OWN_FORM = re.compile(
    rf"^paths:[ \t]*\n[ \t]+path:[ \t]*(?P<path>\S+)[ \t]*\n[ \t]+method:[ \t]*(?P<method>{METHOD})\b",
    re.MULTILINE | re.IGNORECASE,
)


class _Mention(NamedTuple):
    """An operation that a page is about, and where the page has its description from."""

    method: str
    path: str
    line: int
    source: str


def described_elsewhere(path: str, text: str) -> Finding | None:
    """Return a finding if a page names an operation, but describes it without OpenAPI."""
    found = _of_front_matter(text) or _of_own_form(text)
    if found is None:
        return None
    message = f"{found.method.upper()} {found.path} is on this page, but {found.source}"
    pointer = ("paths", _path(found.path), found.method.lower())
    place = Location(path, found.line)
    help = _advice(Path(path))
    return Finding(ELSEWHERE, Severity.ERROR, message, place, pointer, help=help)


def is_described(finding: Finding, pages: Iterable[Page]) -> bool:
    """Return whether the operation of such a page is in one of the specifications."""
    _, path, method = finding.pointer
    return any(
        each.method == method and str(path).endswith(each.path)
        for page in pages
        if page.fragment and isinstance(page.fragment.data, dict)
        for each in operations(page.fragment.data)
    )


def _of_front_matter(text: str) -> _Mention | None:
    fields = _FRONT_MATTER.match(text)
    found = _FIELD.search(fields["fields"]) if fields else None
    if fields is None or found is None:
        return None
    line = text.count("\n", 0, fields.start("fields") + found.start()) + 1
    return _Mention(found["method"], found["path"], line, _source(found))


def _source(found: re.Match[str]) -> str:
    if found["key"].lower() == "api":
        return "described by components of the documentation tool, not by OpenAPI"
    return f"its description is in {found['file'] or 'an OpenAPI document of the vendor'}"


def _of_own_form(text: str) -> _Mention | None:
    found = _OWN_FORM.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    what = "described in a form of the documentation tool (`paths: {path, method}`), not in OpenAPI"
    return _Mention(found["method"], found["path"], line, what)


def _path(address: str) -> str:
    """Return the path of a URL or a path."""
    try:
        return urlsplit(address).path or "/"
    except ValueError:
        return address


def _advice(page: Path) -> str:
    named = _named_documents(page)
    if not named:
        return "add the vendor's OpenAPI document to the sources, in place of these pages"
    return f"add the vendor's OpenAPI document to the sources: {', '.join(named)}"


def _named_documents(page: Path) -> list[str]:
    """Return the documents that the settings of a documentation tool name, near a page."""
    for folder in islice(page.absolute().parents, _LEVELS):
        for name in _SETTINGS:
            if (folder / name).is_file():
                return list(dict.fromkeys(_documents(_settings(folder / name))))
    return []


def _settings(file: Path) -> Any:
    try:
        return json.loads(text_of(file))
    except (ValueError, RecursionError):
        return None


def _documents(value: Any) -> Iterator[str]:
    """Yield the values of all keys ``openapi``: a name, a list of names, or ``{source: name}``."""
    if isinstance(value, list):
        for item in value:
            yield from _documents(item)
    elif isinstance(value, dict):
        given = value.get("openapi")
        source = given.get("source") if isinstance(given, dict) else given
        names = source if isinstance(source, list) else [source]
        yield from (each for each in names if isinstance(each, str))
        for item in value.values():
            yield from _documents(item)
