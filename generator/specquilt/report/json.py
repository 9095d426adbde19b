"""Writes findings as JSON. `docs/report.schema.json` is the schema."""

from __future__ import annotations

import json
from collections.abc import Iterable

from specquilt.openapi.edits import Edit, Remove, RenameKey
from specquilt.openapi.finding import Finding
from specquilt.openapi.pointer import show
from specquilt.report.fingerprint import fingerprint

VERSION = 1


def render(findings: Iterable[Finding], _colour: bool = False) -> str:
    """Return findings as one JSON object: ``{"version": 1, "findings": [...]}``."""
    entries = [
        {**each.as_json(), **_fix(each), "fingerprint": fingerprint(each)} for each in findings
    ]
    return json.dumps({"version": VERSION, "findings": entries}, indent=2) + "\n"


def _fix(finding: Finding) -> dict[str, object]:
    """Return what a fix writes: of a guess, this is what a person, or a program, decides about."""
    return {"edits": [*map(_edit, finding.edits)]} if finding.edits else {}


def _edit(edit: Edit) -> dict[str, object]:
    place = show(edit.pointer)
    if isinstance(edit, Remove):
        return {"action": "remove", "pointer": place}
    if isinstance(edit, RenameKey):
        return {"action": "rename", "pointer": place, "key": edit.key}
    return {"action": "set", "pointer": place, "value": edit.value}
