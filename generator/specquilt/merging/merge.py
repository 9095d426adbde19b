"""Merges fragments, page facts and supplements: all steps in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Any
from urllib.parse import urlsplit

from specquilt.merging.combine import CONFLICTS, as_contradiction, combine
from specquilt.merging.draft import Draft
from specquilt.merging.key_order import sort_sections
from specquilt.merging.operation_ids import make_ids_unique
from specquilt.merging.page_facts import add_facts_of_fragments, add_facts_of_pages, error_names
from specquilt.merging.path_items import with_own_path_items
from specquilt.merging.shared_parts import (
    lift_error_responses,
    lift_security,
    lift_servers,
    lift_tags,
)
from specquilt.merging.supplement import Supplement
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Location, input_error
from specquilt.openapi.page import Page
from specquilt.openapi.part_memory import PartMemory
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.rules.names.version_is_endpoint_id import UNVERSIONED

_ADVICE = "add the vendor's OpenAPI document, or pages that contain the specification"


@dataclass(frozen=True)
class MergeInput:
    """The input of a merge.

    Args:
        documents: fixed fragments. All have the same precedence.
        supplements: fixed fragments that only fill gaps.
        pages: all pages. Those without a fragment only add facts.
        info: title, version and description from the configuration.
        is_strict: whether contradictions are refused.
    """

    documents: tuple[Document, ...]
    supplements: tuple[Document, ...] = ()
    pages: tuple[Page, ...] = ()
    info: dict[str, str] = field(default_factory=dict)
    is_strict: bool = False


def merge(parts: MergeInput) -> tuple[Document, list[Finding]]:
    """Return the merged document and the findings of the merge.

    Raises:
        InputError: there are no fragments, or they contradict each other and that is refused.
    """
    documents = list(parts.documents)
    if not documents:
        raise _nothing_to_merge(parts.pages)
    names = error_names(list(parts.pages))
    pages = [page for page in parts.pages if not page.fragment]
    draft = combine(documents, is_alone=len(documents) == 1 and not (parts.supplements or pages))
    if parts.is_strict:
        _refuse_contradictions(draft.findings)
    if len(documents) > 1:
        make_ids_unique(draft)
    _add_info(draft, documents, parts.info)
    lift_servers(draft, documents)
    lift_security(draft, documents)
    lift_tags(draft, documents)
    if len(documents) > 1:
        lift_error_responses(draft, names)
    add_facts_of_fragments(draft, documents)
    add_facts_of_pages(draft, pages)
    for supplement in parts.supplements:
        Supplement(draft, supplement).fill()
    _drop_empty_components(draft.data)
    document = Document(draft.data, draft.provenance, pages=parts.pages, parts=documents[0].parts)
    return with_own_path_items(sort_sections(document)), draft.findings


def _nothing_to_merge(pages: tuple[Page, ...]) -> InputError:
    message = "no page contains an OpenAPI specification"
    place = Location(pages[0].path, pages[0].method.line) if pages and pages[0].method else None
    return input_error("nothing-to-merge", message, place, _ADVICE)


def _refuse_contradictions(findings: Iterable[Finding]) -> None:
    found = [as_contradiction(each) for each in findings if each.rule in CONFLICTS]
    if found:
        raise InputError(*found)


def _add_info(draft: Draft, documents: list[Document], requested: dict[str, str]) -> None:
    first = documents[0]
    draft.data["openapi"] = max(str(document.data["openapi"]) for document in documents)
    draft.provenance.adopt(first.provenance, ("openapi",), ("openapi",))
    for key, value in first.data.items():
        if key not in ("openapi", "info", "paths", "components", "servers", "security", "tags"):
            draft.data.setdefault(key, value)
            draft.provenance.adopt(first.provenance, (key,), (key,))
    info = dict(first.data.get("info") or {}) if len(documents) == 1 else {}
    info.setdefault("title", _title(documents))
    info.setdefault("version", _version(documents))
    draft.data["info"] = {**info, **requested}
    draft.provenance.adopt(first.provenance, ("info",), ("info",))


def _title(documents: list[Document]) -> str:
    """Return the host of the first server as the title, else the title of the first fragment."""
    for document in documents:
        for server in document.data.get("servers") or []:
            host = _host(str(server.get("url")))
            if host:
                return f"{host} API"
    return str(documents[0].data.get("info", {}).get("title") or "API")


def _host(url: str) -> str:
    """Return the host of a URL, or an empty string for an invalid URL such as ``http://[``."""
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


def fragment_of(page: Page, parts: PartMemory | None = None) -> Document:
    """Return the fragment of a page as a document with provenance.

    Args:
        page: a page with a fragment.
        parts: what is known of parts, if others share it.
    """
    assert page.fragment is not None
    provenance = Provenance({(): (Origin(page.fragment.block),)})
    return Document(page.fragment.data, provenance, page, (page,), parts or PartMemory())
