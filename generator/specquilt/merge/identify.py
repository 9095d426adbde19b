"""Gives operations of different pages different names: a page knows nothing of the others."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from specquilt.merge.combined import Combined
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.naming import snake
from specquilt.openapi.operations import Endpoint, operations
from specquilt.openapi.pointer import Pointer

CALL = "x-specquilt-call"
STEP = "operation-id-duplicate"


def distinguish(combined: Combined) -> None:
    """Put the tag in front of every operationId that several operations have, and tell of it."""
    by_id: dict[str, list[Endpoint]] = defaultdict(list)
    for endpoint in operations(combined.data):
        by_id[str(endpoint.value.get("operationId") or "")].append(endpoint)
    taken = set(by_id)
    for name, uses in by_id.items():
        for endpoint in uses if name and len(uses) > 1 else ():
            longer = _renamed(endpoint, taken)
            taken.add(longer)
            _tell(combined, (*endpoint.pointer, "operationId"), name, longer)


def _renamed(endpoint: Endpoint, taken: set[str]) -> str:
    """Rename one operation: by its tag, or by its path if another one of the tag has the name."""
    call = call_of(endpoint.value)
    name = snake(call)
    if name in taken:
        name = snake(f"{endpoint.method} {endpoint.path}")
    else:
        endpoint.value.setdefault(CALL, call)
    endpoint.value["operationId"] = name
    return name


def call_of(operation: dict[str, Any]) -> str:
    """Return the call that the tag and the operationId of a page mean: ``quilts.patches.list``."""
    groups = _tag(operation).split("/")
    name = str(operation.get("operationId") or "")
    return ".".join(part for part in map(snake, (*groups, name)) if part)


def _tag(operation: dict[str, Any]) -> str:
    tags = operation.get("tags")
    return next((tag for tag in tags if isinstance(tag, str)), "") if tags else ""


def _tell(combined: Combined, pointer: Pointer, name: str, longer: str) -> None:
    combined.provenance.touch(pointer, STEP)
    finding = Finding(
        "operation-id-duplicate",
        Severity.INFO,
        f"several pages call their operation {name!r}; this one is {longer!r} now",
        combined.provenance.place(pointer),
        pointer,
        repaired=True,
    )
    combined.findings.append(finding)
