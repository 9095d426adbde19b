"""Findings for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable

from specquilt.finding import Finding


def render(findings: Iterable[Finding], colour: bool = False) -> str:
    """Write findings as one JSON object: ``{"findings": [...]}``."""
    return json.dumps({"findings": [finding.as_json() for finding in findings]}, indent=2) + "\n"
