"""The merge as a whole: the steps, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from specquilt.merge.combine import combine
from specquilt.merge.combined import Combined
from specquilt.merge.facts import add_facts_of_fragments, add_facts_of_pages, error_names
from specquilt.merge.identify import distinguish
from specquilt.merge.order import order
from specquilt.merge.shared import lift_error_responses, lift_security, lift_servers, lift_tags
from specquilt.merge.supplement import Supplement
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Severity, input_error
from specquilt.openapi.page import Page
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.rules.names.version_is_endpoint_id import UNVERSIONED


@dataclass(frozen=True)
class Patches:
    """What is sewn together.

    Args:
        documents: mended fragments of equal standing.
        supplements: mended fragments that only fill gaps.
        pages: all pages; those without a fragment give facts.
        info: title, version and description that are wished for.
    """

    documents: tuple[Document, ...]
    supplements: tuple[Document, ...] = ()
    pages: tuple[Page, ...] = ()
    info: dict[str, str] = field(default_factory=dict)


def sew(patches: Patches) -> tuple[Document, list[Finding]]:
    """Make one document of fragments, facts and supplements.

    Raises:
        InputError: fragments of equal standing contradict each other, or there is none.
    """
    documents = list(patches.documents)
    if not documents:
        raise input_error("nothing-to-merge", "none of the pages has an OpenAPI specification")
    names = error_names(list(patches.pages))
    combined = combine(documents)
    _refuse_contradictions(combined.findings)
    if len(documents) > 1:
        distinguish(combined)
    _add_info(combined, documents, patches.info)
    lift_servers(combined, documents)
    lift_security(combined, documents)
    lift_tags(combined, documents)
    if len(documents) > 1:
        lift_error_responses(combined, names)
    add_facts_of_fragments(combined, documents)
    add_facts_of_pages(combined, [page for page in patches.pages if not page.fragment])
    for supplement in patches.supplements:
        Supplement(combined, supplement).fill()
    _drop_empty_components(combined.data)
    document = Document(combined.data, combined.provenance, pages=patches.pages)
    return order(document), combined.findings


def _refuse_contradictions(findings: Iterable[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise InputError(*errors)


def _add_info(combined: Combined, documents: list[Document], wished: dict[str, str]) -> None:
    first = documents[0]
    combined.data["openapi"] = max(str(document.data["openapi"]) for document in documents)
    combined.provenance.adopt(first.provenance, ("openapi",), ("openapi",))
    for key, value in first.data.items():
        if key not in ("openapi", "info", "paths", "components", "servers", "security", "tags"):
            combined.data.setdefault(key, value)
            combined.provenance.adopt(first.provenance, (key,), (key,))
    info = dict(first.data.get("info") or {}) if len(documents) == 1 else {}
    info.setdefault("title", _title(documents))
    info.setdefault("version", _version(documents))
    combined.data["info"] = {**info, **wished}
    combined.provenance.adopt(first.provenance, ("info",), ("info",))


def _title(documents: list[Document]) -> str:
    """Name an API after the host that it lives on."""
    for document in documents:
        for server in document.data.get("servers") or []:
            host = _host(str(server.get("url")))
            if host:
                return f"{host} API"
    return str(documents[0].data.get("info", {}).get("title") or "API")


def _host(url: str) -> str:
    """Return the host of a URL; nothing if it is none, as ``http://[`` is not."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _version(documents: list[Document]) -> str:
    versions = {str((document.data.get("info") or {}).get("version")) for document in documents}
    return versions.pop() if len(versions) == 1 else UNVERSIONED


def _drop_empty_components(data: dict[str, Any]) -> None:
    data["components"] = {name: section for name, section in data["components"].items() if section}
    if not data["components"]:
        del data["components"]


def fragment_of(page: Page) -> Document:
    """Make a document of the fragment of a page, with its provenance."""
    assert page.fragment is not None
    provenance = Provenance({(): (Origin(page.fragment.block),)})
    return Document(page.fragment.data, provenance, page, (page,))
