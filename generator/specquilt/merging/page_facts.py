"""Adds facts of pages to operations: external docs, code samples, examples and headers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.merging.draft import Draft
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.operations import operations
from specquilt.openapi.page import PYTHON_LABELS, CodeSample, Page
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.provenance import Origin
from specquilt.openapi.references import follow


def error_names(pages: list[Page]) -> dict[str, str]:
    """Return the name of each error status. If pages differ, the first page takes precedence."""
    names: dict[str, str] = {}
    for page in pages:
        for status, fact in page.error_names.items():
            names.setdefault(status, fact.value)
    return names


def add_facts_of_fragments(draft: Draft, documents: list[Document]) -> None:
    """Add external docs and code samples from the pages of the fragments."""
    for document in documents:
        for endpoint in operations(document.data):
            if document.page:
                _add_to_operation(draft, document.page, endpoint.pointer)


def add_facts_of_pages(draft: Draft, pages: list[Page]) -> None:
    """Add the facts of pages without a specification to the operations that they describe."""
    for page in pages:
        pointer = _operation_of(draft.data, page)
        if pointer is None:
            draft.findings.append(_unmatched(page))
            continue
        _add_to_operation(draft, page, pointer)
        for status, response in _successes(draft.data, pointer):
            _add_example(draft, page, (*pointer, "responses", status), response)
            _add_headers(draft, page, (*pointer, "responses", status), response)


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
    what = "the operation of this page"
    if page.method and page.url:
        what = f"{page.method.value} {page.url.value}"
    return Finding(
        "page-without-operation",
        Severity.WARNING,
        f"no specification defines {what}; the facts on this page are ignored",
        Location(page.path, page.line),
        help="add the page that contains the OpenAPI specification of this operation",
    )


def _add_to_operation(draft: Draft, page: Page, pointer: Pointer) -> None:
    operation = resolve(draft.data, pointer)
    if page.reference and "externalDocs" not in operation:
        draft.own(pointer)["externalDocs"] = {"url": page.reference.value}
        origin = Origin(Block(page.path, page.reference.value, page.reference.line))
        draft.provenance.set((*pointer, "externalDocs"), (origin,))
    samples = [sample for sample in page.samples if sample.language.lower() in PYTHON_LABELS]
    if samples and "x-codeSamples" not in operation:
        draft.own(pointer)["x-codeSamples"] = [_sample(sample) for sample in samples]
        for index, sample in enumerate(samples):
            origin = Origin(Block(page.path, sample.source, sample.line))
            draft.provenance.set((*pointer, "x-codeSamples", index), (origin,))


def _sample(sample: CodeSample) -> dict[str, str]:
    label = {"label": sample.title} if sample.title else {}
    return {"lang": "python", **label, "source": sample.source}


def _successes(data: dict[str, Any], pointer: Pointer) -> Iterator[tuple[str, dict[str, Any]]]:
    for status, response in resolve(data, pointer).get("responses", {}).items():
        if status.startswith("2"):
            yield status, follow(data, response)


def _add_example(draft: Draft, page: Page, pointer: Pointer, response: dict[str, Any]) -> None:
    for media_type, media in (response.get("content") or {}).items():
        if page.example and "json" in media_type and not {"example", "examples"} & set(media):
            media["example"] = page.example.data
            place = (*pointer, "content", media_type, "example")
            draft.provenance.set(place, (Origin(page.example.block),))


def _add_headers(draft: Draft, page: Page, pointer: Pointer, response: dict[str, Any]) -> None:
    for name, description in page.response_headers.items():
        headers = response.setdefault("headers", {})
        if name not in headers:
            headers[name] = {"description": description.value, "schema": {"type": "string"}}
            origin = Origin(Block(page.path, description.value, description.line))
            draft.provenance.set((*pointer, "headers", name), (origin,))
