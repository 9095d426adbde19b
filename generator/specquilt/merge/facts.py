"""Adds what pages say around their specification: references, samples, examples, headers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.merge.combined import Combined
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.operations import operations
from specquilt.openapi.page import CodeSample, Page
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.provenance import Origin
from specquilt.openapi.references import follow

SAMPLE_LANGUAGES = {"python", "py", "python3"}


def error_names(pages: list[Page]) -> dict[str, str]:
    """Return the names of error statuses; the first page to name one decides."""
    names: dict[str, str] = {}
    for page in pages:
        for status, fact in page.error_names.items():
            names.setdefault(status, fact.value)
    return names


def add_facts_of_fragments(combined: Combined, documents: list[Document]) -> None:
    """Attach references and samples to the operations that their pages describe."""
    for document in documents:
        for endpoint in operations(document.data):
            if document.page:
                _add_to_operation(combined, document.page, endpoint.pointer)


def add_facts_of_pages(combined: Combined, pages: list[Page]) -> None:
    """Attach what pages without a specification know about the operations of other pages."""
    for page in pages:
        pointer = _operation_of(combined.data, page)
        if pointer is None:
            combined.findings.append(_unmatched(page))
            continue
        _add_to_operation(combined, page, pointer)
        for status, response in _successes(combined.data, pointer):
            _add_example(combined, page, (*pointer, "responses", status), response)
            _add_headers(combined, page, (*pointer, "responses", status), response)


def _operation_of(data: dict[str, Any], page: Page) -> Pointer | None:
    if page.method is None or page.url is None:
        return None
    matches = [
        endpoint
        for endpoint in operations(data)
        if endpoint.method == page.method.value.lower() and page.url.value.endswith(endpoint.path)
    ]
    best = max(matches, key=lambda endpoint: len(endpoint.path), default=None)
    return best.pointer if best else None


def _unmatched(page: Page) -> Finding:
    what = f"{page.method.value} {page.url.value}" if page.method and page.url else "this page"
    return Finding(
        "page-without-operation",
        Severity.WARNING,
        f"no specification describes {what}: what the page says is not used",
        Location(page.path, page.line),
        help="add the page that has the specification of this operation",
    )


def _add_to_operation(combined: Combined, page: Page, pointer: Pointer) -> None:
    operation = resolve(combined.data, pointer)
    if page.reference and "externalDocs" not in operation:
        operation["externalDocs"] = {"url": page.reference.value}
        origin = Origin(Block(page.path, page.reference.value, page.reference.line))
        combined.provenance.set((*pointer, "externalDocs"), (origin,))
    samples = [sample for sample in page.samples if sample.language.lower() in SAMPLE_LANGUAGES]
    if samples and "x-codeSamples" not in operation:
        operation["x-codeSamples"] = [_sample(sample) for sample in samples]
        for index, sample in enumerate(samples):
            origin = Origin(Block(page.path, sample.source, sample.line))
            combined.provenance.set((*pointer, "x-codeSamples", index), (origin,))


def _sample(sample: CodeSample) -> dict[str, str]:
    label = {"label": sample.title} if sample.title else {}
    return {"lang": "python", **label, "source": sample.source}


def _successes(data: dict[str, Any], pointer: Pointer) -> Iterator[tuple[str, dict[str, Any]]]:
    for status, response in resolve(data, pointer).get("responses", {}).items():
        if status.startswith("2"):
            yield status, follow(data, response)


def _add_example(
    combined: Combined, page: Page, pointer: Pointer, response: dict[str, Any]
) -> None:
    for media_type, media in (response.get("content") or {}).items():
        if page.example and "json" in media_type and not {"example", "examples"} & set(media):
            media["example"] = page.example.data
            place = (*pointer, "content", media_type, "example")
            combined.provenance.set(place, (Origin(page.example.block),))


def _add_headers(
    combined: Combined, page: Page, pointer: Pointer, response: dict[str, Any]
) -> None:
    for name, description in page.response_headers.items():
        headers = response.setdefault("headers", {})
        if name not in headers:
            headers[name] = {"description": description.value, "schema": {"type": "string"}}
            origin = Origin(Block(page.path, description.value, description.line))
            combined.provenance.set((*pointer, "headers", name), (origin,))
