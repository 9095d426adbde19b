"""What a documentation page says: facts with their lines, and a fragment if it has one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specquilt.openapi.load.block import Block


@dataclass(frozen=True)
class Fact:
    """Something that a page says, and the line where it says it."""

    value: str
    line: int


@dataclass(frozen=True)
class CodeSample:
    """A code sample: ``python Sync`` has language ``python`` and title ``Sync``."""

    language: str
    title: str
    source: str
    line: int


@dataclass(frozen=True)
class Embedded:
    """A readable text on the page: the OpenAPI fragment or an example answer."""

    block: Block
    data: Any


@dataclass(frozen=True)
class Page:
    """One page; a bundle file gives many.

    Args:
        path: the file.
        line: where the page begins in it.
        method, url: of the request line (``POST https://…``).
        error_names: name by status, as the page lists them.
        response_headers: description by header name.
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
