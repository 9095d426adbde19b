"""Reads the text of a rendered reference page, as copied from a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from specquilt.openapi.finding import InputError
from specquilt.openapi.load.block import Block
from specquilt.openapi.page import CodeSample, Embedded, Fact, Page

_METHODS = {"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"}
_STATUS = re.compile(r"[1-5]\d\d")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*?)(string|integer|number|boolean)(Optional|Required)?")
_LANGUAGES = (("python", re.compile(r"^[ \t]*+(import|from)[ \t]++\w", re.MULTILINE)),)


def looks_like_one(text: str) -> bool:
    """Return whether a text has an HTTP method on one line and a URL on the next."""
    return _request(text.split("\n")) is not None


def read(path: str, text: str) -> list[Page]:
    """Read the page."""
    lines = text.split("\n")
    found = _request(lines)
    assert found is not None
    method, url = found
    blocks = list(_numbered_blocks(path, lines))
    return [
        Page(
            path=path,
            title=_title(lines, method.line),
            method=method,
            url=url,
            samples=tuple(_samples(blocks)),
            example=next(_examples(blocks), None),
            response_headers=dict(_described_headers(lines)),
            error_names=dict(_error_names(lines)),
        )
    ]


def _request(lines: list[str]) -> tuple[Fact, Fact] | None:
    for number, (line, following) in enumerate(pairwise(lines), 1):
        if line.strip() in _METHODS and following.strip().startswith(("https://", "http://")):
            return Fact(line.strip(), number), Fact(following.strip(), number + 1)
    return None


def _title(lines: list[str], before: int) -> Fact | None:
    for number in range(before - 1, 0, -1):
        if lines[number - 1].strip():
            return Fact(lines[number - 1].strip(), number)
    return None


def _numbered_blocks(path: str, lines: list[str]) -> Iterator[Block]:
    """Yield blocks of numbered lines (1, 2, 3 …) without the numbers."""
    start, expected, texts, indents = 0, 1, list[str](), list[int]()
    for number, line in enumerate([*lines, ""], 1):
        if not line.startswith(str(expected)):
            if len(texts) > 1:
                yield Block(path, "\n".join(texts) + "\n", start, tuple(indents))
            expected, texts, indents = 1, [], []
        if line.startswith(str(expected)):
            start = number if expected == 1 else start
            indents.append(len(str(expected)))
            texts.append(line[indents[-1] :])
            expected += 1


def _examples(blocks: list[Block]) -> Iterator[Embedded]:
    for block in blocks:
        if block.text.lstrip().startswith(("{", "[")):
            try:
                yield Embedded.of(block)
            except InputError:
                continue


def _samples(blocks: list[Block]) -> Iterator[CodeSample]:
    for block in blocks:
        for language, mark in _LANGUAGES:
            if mark.search(block.text):
                yield CodeSample(language, "", block.text, block.first_line)


def _section(lines: list[str], title: str) -> Iterator[tuple[int, str]]:
    """Yield the non-blank lines after the last occurrence of a section's title."""
    numbered = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    titles = [index for index, (_, line) in enumerate(numbered) if line == title]
    yield from numbered[titles[-1] + 1 :] if titles else ()


def _described_headers(lines: list[str]) -> Iterator[tuple[str, Fact]]:
    section = list(_section(lines, "Response headers"))
    for (number, line), (_, following) in zip(section[::2], section[1::2], strict=False):
        header = _HEADER.fullmatch(line)
        if not header:
            return
        yield header[1], Fact(following, number)


def _error_names(lines: list[str]) -> Iterator[tuple[str, Fact]]:
    section = list(_section(lines, "Errors"))
    for (number, line), (_, following) in zip(section[::2], section[1::2], strict=False):
        if not _STATUS.fullmatch(line):
            return
        yield line, Fact(following, number)
