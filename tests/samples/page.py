"""The Python samples of the documentation page, with their lines and endpoints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from specquilt.sources.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specquilt.openapi.page import Page

PAGE: Final = Path(__file__).parents[2] / "specs/cohere/pages/embed-and-datasets.md"


@dataclass(frozen=True)
class Sample:
    """One fenced block of Python.

    Args:
        endpoint: METHOD and path template of the page.
        label: text after the language in the fence.
        line: first line of the source in the file, starting at 1.
        source: text of the block.
    """

    endpoint: str
    label: str
    line: int
    source: str

    @property
    def name(self) -> str:
        return f"{self.endpoint} {self.label}"


def endpoint_of(page: Page) -> str:
    """Return METHOD and path from the request line of a page."""
    if page.method is None or page.url is None:
        raise ValueError(f"{page.path}:{page.line}: the page has no request line")
    return f"{page.method.value} {urlsplit(page.url.value).path}"


def documented_endpoints() -> list[str]:
    """Return the endpoints in the order of the file."""
    return [endpoint_of(page) for page in read([PAGE]).pages]


def python_samples() -> Iterator[Sample]:
    """Yield the samples in the order of the file."""
    for page in read([PAGE]).pages:
        for sample in page.samples:
            if sample.language == "python":
                yield Sample(endpoint_of(page), sample.title, sample.line, sample.source)
