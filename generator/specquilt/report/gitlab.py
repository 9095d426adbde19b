"""Writes findings as a GitLab Code Quality report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from specquilt.openapi.finding import Finding, Severity
from specquilt.report.fingerprint import fingerprint

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Iterable[Finding], _colour: bool = False) -> str:
    """Return one issue per finding. Fixed findings are left out."""
    seen: Counter[str] = Counter()
    issues = [_issue(finding, seen) for finding in findings if not finding.repaired]
    return json.dumps(issues, indent=2) + "\n"


def _issue(finding: Finding, seen: Counter[str]) -> dict[str, Any]:
    """Return an issue. A counter makes its fingerprint unique: GitLab hides duplicates."""
    location = finding.location
    path = location.path if location else "."
    base = f"{path}:{fingerprint(finding)}"
    seen[base] += 1
    return {
        "description": ". ".join(filter(None, (finding.message, finding.help))),
        "check_name": finding.rule,
        "fingerprint": f"{base}:{seen[base]}",
        "severity": _SEVERITIES.get(finding.severity, "info"),
        "location": {"path": path, "lines": {"begin": location.line if location else 1}},
    }
