"""A documentation page: its facts with their line numbers, and its OpenAPI fragment."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding
from specquilt.openapi.load.block import Block

PYTHON_LABELS = frozenset({"python", "python3", "py"})
"""What code samples in Python are labelled with, in lower case."""


@dataclass(frozen=True)
class Fact:
    """A text from a page, with its line number."""

    value: str
    line: int


@dataclass(frozen=True)
class CodeSample:
    """A code sample. A fence of ``python Sync`` has language ``python`` and title ``Sync``."""

    language: str
    title: str
    source: str
    line: int


@dataclass(frozen=True)
class Embedded:
    """A block of a page and its parsed data: the OpenAPI fragment or an example response.

    Args:
        block: the text.
        data: the values in it.
        findings: the duplicate keys in it.
    """

    block: Block
    data: Any
    findings: tuple[Finding, ...] = ()

    @staticmethod
    def of(block: Block) -> Embedded:
        """Return a block with its parsed data.

        Raises:
            InputError: The text is not YAML or JSON.
        """
        data, findings = block.read()
        return Embedded(block, data, tuple(findings))


@dataclass(frozen=True)
class Page:
    """One documentation page. A bundle file contains several.

    Args:
        path: path of the file.
        line: first line of the page in the file.
        method: method of the request line (``POST https://…``).
        url: URL of the request line.
        content_type: content type field of the page header.
        reference: URL of the reference documentation.
        headings: headings of the page.
        samples: code samples of the page.
        fragment: OpenAPI fragment of the page.
        example: example response.
        response_headers: description by header name.
        error_names: name of the error by status.
    """

    path: str
    line: int = 1
    title: Fact | None = None
    method: Fact | None = None
    url: Fact | None = None
    content_type: Fact | None = None
    reference: Fact | None = None
    samples: tuple[CodeSample, ...] = ()
    fragment: Embedded | None = None
    example: Embedded | None = None
    response_headers: dict[str, Fact] = field(default_factory=dict)
    error_names: dict[str, Fact] = field(default_factory=dict)
