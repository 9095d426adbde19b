"""OpenAPI documents: as a file of their own, or pasted without a fence into other text."""

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
_SAYS_VERSION = re.compile(r"""^["']?(openapi|swagger|asyncapi)["']?[ \t]*:""", re.MULTILINE)
_PREAMBLE = re.compile(r"([ \t]*+(#.*+)?\n|---[ \t]*+\n|%.*+\n|\ufeff)*+")
_YAML_LINE = re.compile(r"[ \t#-]|[\w$\"'./{}-]+[ \t]*:|$")


def looks_like_one(text: str) -> bool:
    """Return whether the whole text is a YAML or JSON mapping that begins as documents begin.

    Keys may come in any order: tools that sort them put ``components`` in front.
    """
    start = _matched_end(_PREAMBLE, text)
    if text.startswith("{", start) or _YAML_START.match(text, start):
        return True
    return bool(_FIRST_KEY.match(text, start) and _SAYS_VERSION.search(text))


def is_list(text: str) -> bool:
    """Return whether a text begins as a YAML or JSON list does."""
    return bool(_LIST.match(text, _matched_end(_PREAMBLE, text)))


def has_pasted_one(text: str) -> bool:
    """Return whether a document begins somewhere in the text, at the start of a line."""
    return bool(_PASTED.search(text))


def read(path: str, text: str) -> list[Page]:
    """Read a file that is a document."""
    block = Block(path, text)
    return [Page(path=path, fragment=Embedded(block, block.load()))]


def read_pasted(path: str, text: str) -> list[Page]:
    """Read a document that begins in the middle of a text and ends where its shape ends."""
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
