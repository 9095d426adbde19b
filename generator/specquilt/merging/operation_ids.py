"""Makes operationIds unique. Pages often use the same operationId for different operations."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from specquilt.merging.draft import Draft
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.operations import CALL, Endpoint, operations
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.words import snake

STEP = "operation-id-duplicate"


def make_ids_unique(draft: Draft) -> None:
    """Add the tag to every duplicate operationId, and report the new name."""
    by_id: dict[str, list[Endpoint]] = defaultdict(list)
    for endpoint in operations(draft.data):
        by_id[str(endpoint.value.get("operationId") or "")].append(endpoint)
    taken = set(by_id)
    for name, uses in by_id.items():
        for endpoint in uses if name and len(uses) > 1 else ():
            longer = _renamed(endpoint, taken)
            taken.add(longer)
            _report(draft, (*endpoint.pointer, "operationId"), name, longer)


def _renamed(endpoint: Endpoint, taken: set[str]) -> str:
    """Rename an operation by its tag, or by its path if the tag does not make it unique."""
    call = call_of(endpoint.value)
    name = snake(call)
    if name in taken:
        name = snake(f"{endpoint.method} {endpoint.path}")
    else:
        endpoint.value.setdefault(CALL, call)
    endpoint.value["operationId"] = name
    return name


def call_of(operation: dict[str, Any]) -> str:
    """Return the call that tag and operationId of a page stand for: ``quilts.patches.list``."""
    groups = _tag(operation).split("/")
    name = str(operation.get("operationId") or "")
    return ".".join(map(snake, filter(None, (*groups, name))))


def _tag(operation: dict[str, Any]) -> str:
    tags = operation.get("tags")
    return next((tag for tag in tags if isinstance(tag, str)), "") if tags else ""


def _report(draft: Draft, pointer: Pointer, name: str, longer: str) -> None:
    draft.provenance.touch(pointer, STEP)
    finding = Finding(
        "operation-id-duplicate",
        Severity.INFO,
        f"operationId {name!r} is used by several pages; renamed to {longer!r}",
        draft.provenance.place(pointer),
        pointer,
        repaired=True,
    )
    draft.findings.append(finding)
