"""Reads OpenAPI documents: whole files, or documents pasted into text without a fence."""

from __future__ import annotations

import re

from specquilt.openapi.load.block import Block
from specquilt.openapi.page import Embedded, Page

_YAML_START = re.compile(r"^(openapi|swagger|asyncapi)[ \t]*+:", re.MULTILINE)
_PASTED = re.compile(r"^(openapi|swagger|asyncapi)[ \t]*+:[ \t]*+[\"']?\d", re.MULTILINE)
_FIRST_KEY = re.compile(
    r"""["']?(openapi|swagger|asyncapi|info|servers|paths|webhooks|components|tags|security"""
    r"""|externalDocs|jsonSchemaDialect|x-[\w.-]+)["']?[ \t]*:(?=\s)"""
)
_LIST = re.compile(r"\[|-[ \t]")
_VERSION_KEY = re.compile(r"""^["']?(openapi|swagger|asyncapi)["']?[ \t]*:""", re.MULTILINE)
_PREAMBLE = re.compile(r"([ \t]*+(#.*+)?\n|---[ \t]*+\n|%.*+\n|\ufeff)*+")
_YAML_LINE = re.compile(r"[ \t#-]|[\w$\"'./{}-]+[ \t]*:|$")


def looks_like_one(text: str) -> bool:
    """Return whether the text is a YAML or JSON mapping that starts with keys of a document.

    Keys may have any order: tools that sort them put ``components`` first.
    """
    start = _matched_end(_PREAMBLE, text)
    if text.startswith("{", start) or _YAML_START.match(text, start):
        return True
    return bool(_FIRST_KEY.match(text, start) and _VERSION_KEY.search(text))


def is_list(text: str) -> bool:
    """Return whether a text starts like a YAML or JSON list."""
    return bool(_LIST.match(text, _matched_end(_PREAMBLE, text)))


def has_pasted_one(text: str) -> bool:
    """Return whether a document starts at any line of the text."""
    return bool(_PASTED.search(text))


def read(path: str, text: str) -> list[Page]:
    """Read a document."""
    block = Block(path, text)
    return [Page(path=path, fragment=Embedded(block, block.load()))]


def read_pasted(path: str, text: str) -> list[Page]:
    """Read a document within a text. It ends at the first line that is not YAML."""
    start = _PASTED.search(text)
    assert start is not None
    before = text[: start.start()]
    lines: list[str] = []
    for line in text[start.start() :].split("\n"):
        if not _YAML_LINE.match(line):
            break
        lines.append(line)
    block = Block(path, "\n".join(lines) + "\n", before.count("\n") + 1)
    return [Page(path=path, fragment=Embedded(block, block.load()))]


def _matched_end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0
