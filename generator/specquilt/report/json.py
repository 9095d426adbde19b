"""Writes findings as JSON. `docs/report.schema.json` is the schema."""

from __future__ import annotations

import json
from collections.abc import Iterable

from specquilt.openapi.finding import Finding
from specquilt.report.fingerprint import fingerprint

VERSION = 1


def render(findings: Iterable[Finding], _colour: bool = False) -> str:
    """Return findings as one JSON object: ``{"version": 1, "findings": [...]}``."""
    entries = [{**each.as_json(), "fingerprint": fingerprint(each)} for each in findings]
    return json.dumps({"version": VERSION, "findings": entries}, indent=2) + "\n"
