"""Findings as a GitLab Code Quality report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from specquilt.finding import Finding, Severity
from specquilt.report.fingerprint import fingerprint

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Iterable[Finding], colour: bool = False) -> str:
    """Write a list of issues; equal ones are told apart by a count in the fingerprint."""
    seen: Counter[str] = Counter()
    return json.dumps([_issue(finding, seen) for finding in findings], indent=2) + "\n"


def _issue(finding: Finding, seen: Counter[str]) -> dict[str, Any]:
    location = finding.location
    path = location.path if location else "."
    base = f"{path}:{fingerprint(finding)}"
    seen[base] += 1
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": f"{base}:{seen[base]}",
        "severity": _SEVERITIES.get(finding.severity, "info"),
        "location": {"path": path, "lines": {"begin": location.line if location else 1}},
    }
