"""Reads Markdown files with one or more pages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from specquilt.openapi.load.block import Block
from specquilt.openapi.page import CodeSample, Embedded, Fact, Page
from specquilt.sources.elsewhere import METHOD
from specquilt.sources.fences import Fence, Line, separate
from specquilt.sources.openapi import is_document, pasted

_REQUEST = re.compile(rf"({METHOD})[ \t]+(?=\S*/)(\S++)\s*+")
_FIELD = re.compile(r"(Content-Type|Reference):\s*+(\S++)\s*+")
_INFO_REQUEST = re.compile(rf"(?:.*\s)?({METHOD})\s+(/\S*)", re.IGNORECASE)
_YAML = re.compile(r"""^["']?(openapi|swagger|asyncapi)["']?[ \t]*+:[ \t]*+["']?\d""", re.M)
_JSON = re.compile(r'"(openapi|swagger|asyncapi)"\s*+:\s*+"?\d')
_SPECIFICATION_LANGUAGES = {"yaml", "yml", "json", "openapi", ""}


def has_fenced_specification(text: str) -> bool:
    """Return whether a text contains a fenced specification."""
    return any(map(_is_specification, separate(text)[1]))


def has_request_line(text: str) -> bool:
    """Return whether a text contains a line such as ``GET https://api.test/quilts``."""
    return _request(separate(text)[0]) is not None


def read(path: str, text: str) -> list[Page]:
    """Return the pages of a Markdown text."""
    prose, fences = _with_pasted(*separate(text))
    starts = _page_starts(prose, fences)
    line_cuts = [bisect_left(prose, start, key=lambda line: line.number) for start in starts]
    fence_cuts = [bisect_left(fences, start, key=lambda fence: fence.line) for start in starts]
    return [
        _page(path, prose[line:next_line], fences[fence:next_fence])
        for (line, next_line), (fence, next_fence) in zip(
            pairwise([*line_cuts, len(prose)]), pairwise([*fence_cuts, len(fences)]), strict=True
        )
    ]


def _with_pasted(prose: list[Line], fences: list[Fence]) -> tuple[list[Line], list[Fence]]:
    """Return prose and fences; specifications outside of fences count as fenced."""
    found = [Fence("yaml", "", each.line, each.text) for each in pasted(prose)]
    found = [each for each in found if is_document(each.text)]
    taken = {number for each in found for number in _numbers(each)}
    rest = [line for line in prose if line.number not in taken]
    return rest, sorted([*fences, *found], key=lambda fence: fence.line)


def _numbers(fence: Fence) -> range:
    return range(fence.line, fence.line + fence.text.count("\n"))


def _is_specification(fence: Fence) -> bool:
    if fence.language.lower() not in _SPECIFICATION_LANGUAGES:
        return False
    if _YAML.search(fence.text):
        return True
    return fence.text.lstrip().startswith("{") and _JSON.search(fence.text) is not None


def _page_starts(prose: list[Line], fences: list[Fence]) -> list[int]:
    """Return the first line of each page, in order.

    A first-level heading starts a page only if a request line follows it, because descriptions
    have first-level headings, too. Each further specification also starts a page, at the last
    title above it, so that no specification is lost.
    """
    filled = [line for line in prose if line.text.strip()]
    titles = [line.number for line in filled if line.text.startswith("# ")]
    starts = {
        line.number
        for line, following in pairwise(filled)
        if line.text.startswith("# ") and _REQUEST.fullmatch(following.text)
    }
    specifications = [fence.line for fence in fences if _is_specification(fence)]
    first = specifications[0] if specifications else min(starts, default=1)
    if not any(start <= first for start in starts):
        starts.add(1)
    starts.update(_further_starts(specifications, starts, titles))
    return sorted(starts)


def _further_starts(
    specifications: list[int], starts: Iterable[int], titles: list[int]
) -> Iterator[int]:
    """Yield the first lines of pages for specifications that have no page yet."""
    known = sorted(starts)
    for previous, specification in pairwise(specifications):
        if not _last_between(known, previous, specification):
            yield _last_between(titles, previous, specification) or specification


def _last_between(numbers: list[int], low: int, high: int) -> int | None:
    """Return the last of the sorted numbers with ``low < number <= high``."""
    index = bisect_right(numbers, high)
    return numbers[index - 1] if index and numbers[index - 1] > low else None


def _page(path: str, prose: list[Line], fences: list[Fence]) -> Page:
    specification = next((fence for fence in fences if _is_specification(fence)), None)
    fields = dict(_fields(prose))
    method, url = _request(prose) or _request_of(specification)
    return Page(
        path=path,
        line=prose[0].number if prose else 1,
        title=next(_headings(prose), None),
        method=method,
        url=url,
        content_type=fields.get("Content-Type"),
        reference=fields.get("Reference"),
        samples=tuple(_samples(fences)),
        fragment=_fragment(path, specification) if specification else None,
    )


def _headings(prose: list[Line]) -> Iterator[Fact]:
    """Yield headings that start with ``#``.

    Underlined headings are ignored: all 492 in 33 MB of public pages are front matter or rulers.
    """
    for line in prose:
        text = line.text.lstrip(" ")
        level = len(text) - len(text.lstrip("#"))
        if 0 < level <= 6 and text[level : level + 1] in (" ", "\t"):
            heading = _without_closing_marks(text[level:].strip())
            if heading:
                yield Fact(heading, line.number)


def _without_closing_marks(heading: str) -> str:
    """Remove a closing sequence of ``#`` after a space (CommonMark 0.31.2, section 4.2)."""
    shorter = heading.rstrip("#")
    return shorter.rstrip() if shorter[-1:] in ("", " ", "\t") else heading


def _fields(prose: list[Line]) -> Iterator[tuple[str, Fact]]:
    for line in prose:
        field = _FIELD.fullmatch(line.text)
        if field:
            yield field[1], Fact(field[2], line.number)


def _request(prose: list[Line]) -> tuple[Fact, Fact] | None:
    for line in prose:
        request = _REQUEST.fullmatch(line.text)
        if request:
            return Fact(request[1], line.number), Fact(request[2], line.number)
    return None


def _request_of(fence: Fence | None) -> tuple[Fact, Fact] | tuple[None, None]:
    """Return the request in the opening line of a specification: ``yaml GET /quilts``."""
    request = _INFO_REQUEST.fullmatch(fence.title) if fence else None
    if not fence or not request:
        return None, None
    return Fact(request[1].upper(), fence.line - 1), Fact(request[2], fence.line - 1)


def _samples(fences: list[Fence]) -> Iterator[CodeSample]:
    for fence in fences:
        if fence.language and not _is_specification(fence):
            yield CodeSample(fence.language, fence.title, fence.text.rstrip() + "\n", fence.line)


def _fragment(path: str, fence: Fence) -> Embedded:
    block = Block(path, fence.text, fence.line, fence.indents)
    return Embedded.of(block)
