"""Exchanges with a small API, and what `learn` finds in them."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.load import yaml_loader
from specquilt.recordings.finding import DriftFinding
from specquilt.recordings.learn import Learned, learn

QUILTS = Path(__file__).parent / "quilts.yaml"
API = "https://api.quilts.test/v1"
ONE = "GET /quilts/q1"
QUILT = {"id": "q1", "name": "Stars"}
COVERAGE = ("never-seen", "number-always-integer")


@cache
def _quilts() -> Any:
    return yaml_loader.load(QUILTS.read_text(encoding="utf-8"))


def quilts() -> Any:
    """Return a copy of the document."""
    return deepcopy(_quilts())


def exchange(
    request: str,
    answer: Any = None,
    *,
    status: int = 200,
    media_type: str = "application/json",
    sent: Any = None,
) -> dict[str, Any]:
    """Return an exchange: ``GET /quilts``, and what was answered."""
    method, _, path = request.partition(" ")
    return {
        "method": method,
        "url": path if "://" in path else f"{API}{path}",
        "request_headers": {"content-type": "application/json"} if sent is not None else {},
        "request_body": sent,
        "status": status,
        "response_headers": {"Content-Type": media_type} if media_type else {},
        "response_body": answer,
    }


def got(**fields: Any) -> dict[str, Any]:
    """Return the answer of an operation with a quilt."""
    return exchange(ONE, {**QUILT, **fields})


def learned(folder: Path, *exchanges: Any, data: Any = None) -> Learned:
    """Return what was learned from exchanges about a document."""
    path = folder / "exchanges.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in exchanges), encoding="utf-8")
    return learn(Document(quilts() if data is None else data), [path])


def found(folder: Path, *exchanges: Any, data: Any = None) -> list[str]:
    """Return the rules and messages of findings, except those about coverage."""
    findings = learned(folder, *exchanges, data=data).findings
    return [f"{each.rule}: {each.message}" for each in findings if each.rule not in COVERAGE]


def with_size(schema: dict[str, Any]) -> Any:
    """Return a document with another schema of the size of a quilt."""
    changed = quilts()
    changed["components"]["schemas"]["Quilt"]["properties"]["size"] = schema
    return changed


def coverage(folder: Path, *exchanges: Any) -> list[str]:
    """Return the messages of findings about coverage."""
    findings = learned(folder, *exchanges).findings
    return [e.message for e in findings if e.rule in COVERAGE and isinstance(e, DriftFinding)]
