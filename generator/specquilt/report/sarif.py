"""Findings as SARIF 2.1.0 (OASIS), for code scanning."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from specquilt import __version__
from specquilt.finding import Finding, Location, Severity
from specquilt.pointer import show
from specquilt.report.fingerprint import fingerprint
from specquilt.rules import _book

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(findings: Iterable[Finding], colour: bool = False) -> str:
    """Write one run with one result a finding."""
    findings = list(findings)
    ids = sorted({finding.rule for finding in findings})
    driver = {
        "name": "specquilt",
        "semanticVersion": __version__,
        "informationUri": "https://pypi.org/project/specquilt/",
        "rules": [_rule(rule_id) for rule_id in ids],
    }
    results = [_result(finding, ids.index(finding.rule)) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule_id: str) -> dict[str, Any]:
    rule = _book.rule_of(rule_id)
    return {
        "id": rule_id,
        "shortDescription": {"text": f"Finds {rule.summary}."},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": _LEVELS.get(rule.severity, "none")},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    location = finding.location
    related = [{"physicalLocation": _physical(place.location)} for place in finding.related]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS.get(finding.severity, "none"),
        "message": {"text": f"{finding.message}. {finding.help}".removesuffix(". ")},
        "locations": [
            {
                **({"physicalLocation": _physical(location)} if location else {}),
                "logicalLocations": [{"fullyQualifiedName": show(finding.pointer)}],
            }
        ],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"specquilt/v1": fingerprint(finding)},
    }


def _physical(location: Location) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": location.path},
        "region": {"startLine": location.line, "startColumn": location.column},
    }
