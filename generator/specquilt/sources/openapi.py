"""Reads OpenAPI documents: whole files, or documents pasted into text without a fence."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import NamedTuple

from specquilt.openapi.load.block import Block
from specquilt.openapi.page import Embedded, Page
from specquilt.sources.fences import Line

_YAML_START = re.compile(r"^[ ]*+(openapi|swagger|asyncapi)[ \t]*+:", re.MULTILINE)
_PASTED = re.compile(r"^(openapi|swagger|asyncapi)[ \t]*+:[ \t]*+[\"']?\d", re.MULTILINE)
_FIRST_KEY = re.compile(
    r"""["']?(openapi|swagger|asyncapi|info|servers|paths|webhooks|components|tags|security"""
    r"""|host|basePath|schemes|consumes|produces|definitions|parameters|responses"""
    r"""|securityDefinitions|externalDocs|jsonSchemaDialect|x-[\w.-]+)["']?[ \t]*:(?=\s)"""
)
_ANY_KEY = re.compile(r"""["']?[\w$][\w$.-]*["']?[ \t]*:(?=\s)""")
_PATHS = re.compile(r"""^["']?paths["']?[ \t]*+:[ \t]*+(#.*+)?\n[ \t]++["']?/""", re.MULTILINE)
_NEXT_DOCUMENT = re.compile(r"^---[ \t]*$", re.MULTILINE)
_LIST = re.compile(r"\[|-[ \t]")
_VERSION_KEY = re.compile(r"""^["']?(openapi|swagger|asyncapi)["']?[ \t]*:""", re.MULTILINE)
_PREAMBLE = re.compile(r"([ \t]*+(#.*+)?\n|---[ \t]*+\n|%.*+\n|\ufeff)*+")
_SECOND_KEY = re.compile(r"^(info|paths|webhooks|components|channels)[ \t]*+:", re.MULTILINE)
_YAML_LINE = re.compile(r"[ \t#-]|[\w$\"'./{}-]+[ \t]*:|$")


class Pasted(NamedTuple):
    """A document in a text, without a fence. `line` is the number of its first line."""

    line: int
    text: str


def looks_like_one(text: str) -> bool:
    """Return whether the text is a YAML or JSON mapping that starts with keys of a document.

    Keys may have any order: tools that sort them put ``components`` or ``basePath`` first.
    """
    start = _matched_end(_PREAMBLE, text)
    if text.startswith("{", start) or _YAML_START.match(text, start):
        return True
    if _FIRST_KEY.match(text, start):
        return bool(_VERSION_KEY.search(text) or _PATHS.search(text))
    return bool(_ANY_KEY.match(text, start)) and _is_all_yaml(text[start:])


def _is_all_yaml(text: str) -> bool:
    """Return whether a text is one document in YAML, and no page with front matter."""
    is_document = _PASTED.search(text) or _PATHS.search(text)
    if not is_document or _NEXT_DOCUMENT.search(text):
        return False
    return all(map(_YAML_LINE.match, text.split("\n")))


def is_list(text: str) -> bool:
    """Return whether a text starts like a YAML or JSON list."""
    return bool(_LIST.match(text, _matched_end(_PREAMBLE, text)))


def has_pasted_one(text: str) -> bool:
    """Return whether a document starts at any line of the text."""
    return bool(_PASTED.search(text))


def read(path: str, text: str) -> list[Page]:
    """Read a document."""
    block = Block(path, text)
    return [Page(path=path, fragment=Embedded.of(block))]


def read_pasted(path: str, text: str) -> list[Page]:
    """Read the documents within a text. Each ends at the first line that is not YAML."""
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    blocks = [Block(path, each.text, each.line) for each in pasted(lines)]
    return [Page(path=path, fragment=Embedded.of(block)) for block in blocks]


def pasted(lines: list[Line]) -> list[Pasted]:
    """Return the documents among the lines outside of fences, in order."""
    starts = [index for index, line in enumerate(lines) if _PASTED.match(line.text)]
    found = [_pasted(lines, *cut) for cut in pairwise([*starts, len(lines)])]
    return [each for each in found if is_document(each.text)] or found[:1]


def is_document(text: str) -> bool:
    """Return whether a text has more than a version: prose may mention ``openapi: 3.1``."""
    return bool(_SECOND_KEY.search(text))


def _pasted(lines: list[Line], start: int, end: int) -> Pasted:
    """Return the document that starts at an index and ends before another, or earlier."""
    first = lines[start].number
    taken = takewhile(
        lambda each: each[1].number - first == each[0] and _YAML_LINE.match(each[1].text),
        enumerate(lines[start:end]),
    )
    return Pasted(first, "\n".join(line.text for _, line in taken).rstrip() + "\n")


def _matched_end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0
