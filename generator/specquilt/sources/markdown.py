"""Markdown pages with a fenced specification: one page a file, or a bundle of hundreds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from specquilt.openapi.load.block import Block
from specquilt.openapi.page import CodeSample, Embedded, Fact, Page

REQUEST_LINE = re.compile(r"(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)\s+(\S+)\s*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*(\S*)\s*(.*?)\s*")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\s*")
_FIELD = re.compile(r"(Content-Type|Reference):\s*(\S+)\s*")
_INFO_REQUEST = re.compile(
    r"(?:.*\s)?(get|put|post|delete|options|head|patch|trace)\s+(/\S*)", re.I
)
_SPECIFICATION = re.compile(r"^(openapi|swagger|asyncapi)\s*:", re.MULTILINE)
_SPECIFICATION_LANGUAGES = {"yaml", "yml", "json", ""}


@dataclass(frozen=True)
class _Fence:
    """A fenced block: `line` is the 1-based line of its first line of text."""

    language: str
    title: str
    line: int
    text: str

    @property
    def is_specification(self) -> bool:
        if self.language.lower() not in _SPECIFICATION_LANGUAGES:
            return False
        return bool(_SPECIFICATION.search(self.text)) or '"openapi"' in self.text[:200]


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


def has_fenced_specification(text: str) -> bool:
    """Say whether a text is Markdown with at least one fenced specification."""
    return any(fence.is_specification for fence in _parts(text)[1])


def read(path: str, text: str) -> list[Page]:
    """Read every page of a Markdown file that shows an endpoint or a specification."""
    prose, fences = _parts(text)
    starts = _page_starts(prose, fences)
    ends = [*starts[1:], len(text.split("\n")) + 1]
    return [
        _page(
            path,
            [line for line in prose if start <= line.number < end],
            [fence for fence in fences if start <= fence.line < end],
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _parts(text: str) -> tuple[list[_Line], list[_Fence]]:
    """Separate the lines of prose from the fenced blocks."""
    prose: list[_Line] = []
    fences: list[_Fence] = []
    lines = iter(enumerate(text.split("\n"), 1))
    for number, line in lines:
        opening = _FENCE.fullmatch(line)
        if opening:
            fences.append(_fence(opening, number, lines))
        else:
            prose.append(_Line(number, line))
    return prose, fences


def _fence(opening: re.Match[str], number: int, lines: Iterator[tuple[int, str]]) -> _Fence:
    mark, language, title = opening.groups()
    closing = re.compile(rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}\s*")
    content: list[str] = []
    for _, line in lines:
        if closing.fullmatch(line):
            break
        content.append(line)
    return _Fence(language, title, number + 1, "\n".join(content) + "\n")


def _page_starts(prose: list[_Line], fences: list[_Fence]) -> list[int]:
    """Return the first line of each page: its title, the line of its request, or its start.

    A first-level heading begins a page only if a request line follows it: descriptions have
    first-level headings too.
    """
    filled = [line for line in prose if line.text.strip()]
    starts = [
        line.number
        for line, following in pairwise(filled)
        if line.text.startswith("# ") and REQUEST_LINE.fullmatch(following.text)
    ]
    return starts or [1, *_titles_of_later_specifications(filled, fences)]


def _titles_of_later_specifications(filled: list[_Line], fences: list[_Fence]) -> Iterator[int]:
    """Yield where the pages after the first begin: at the last title before the specification."""
    specifications = [fence.line for fence in fences if fence.is_specification]
    titles = [line.number for line in filled if line.text.startswith("# ")]
    for previous, specification in pairwise(specifications):
        between = [title for title in titles if previous < title < specification]
        yield between[-1] if between else specification


def _page(path: str, prose: list[_Line], fences: list[_Fence]) -> Page:
    specification = next((fence for fence in fences if fence.is_specification), None)
    headings = tuple(_headings(prose))
    fields = dict(_fields(prose))
    method, url = _request(prose) or _request_of(specification)
    return Page(
        path=path,
        line=prose[0].number if prose else 1,
        title=headings[0] if headings else None,
        method=method,
        url=url,
        content_type=fields.get("Content-Type"),
        reference=fields.get("Reference"),
        headings=headings,
        samples=tuple(_samples(fences)),
        fragment=_fragment(path, specification) if specification else None,
    )


def _headings(prose: list[_Line]) -> Iterator[Fact]:
    for line in prose:
        heading = _HEADING.fullmatch(line.text)
        if heading:
            yield Fact(heading[1], line.number)


def _fields(prose: list[_Line]) -> Iterator[tuple[str, Fact]]:
    for line in prose:
        field = _FIELD.fullmatch(line.text)
        if field:
            yield field[1], Fact(field[2], line.number)


def _request(prose: list[_Line]) -> tuple[Fact, Fact] | None:
    for line in prose:
        request = REQUEST_LINE.fullmatch(line.text)
        if request:
            return Fact(request[1], line.number), Fact(request[2], line.number)
    return None


def _request_of(fence: _Fence | None) -> tuple[Fact, Fact] | tuple[None, None]:
    """Return the request that the opening line of a specification names: ``yaml GET /quilts``."""
    request = _INFO_REQUEST.fullmatch(fence.title) if fence else None
    if not fence or not request:
        return None, None
    return Fact(request[1].upper(), fence.line - 1), Fact(request[2], fence.line - 1)


def _samples(fences: list[_Fence]) -> Iterator[CodeSample]:
    for fence in fences:
        if fence.language and not fence.is_specification:
            yield CodeSample(fence.language, fence.title, fence.text.rstrip() + "\n", fence.line)


def _fragment(path: str, fence: _Fence) -> Embedded:
    block = Block(path, fence.text, fence.line)
    return Embedded(block, block.load())
