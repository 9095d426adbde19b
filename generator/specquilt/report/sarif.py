"""Writes findings as SARIF 2.1.0 (OASIS), for code scanning."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from textwrap import dedent, indent
from typing import Any
from urllib.parse import quote

from specquilt import REPOSITORY, __version__
from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.openapi.pointer import show
from specquilt.report.fingerprint import fingerprint
from specquilt.rules.engine import book
from specquilt.rules.engine.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FIXED = {"kind": "external", "status": "accepted", "justification": "fixed in this run"}


def render(findings: Iterable[Finding], _colour: bool = False) -> str:
    """Return one run with one result per finding. Fixed findings are marked as suppressed."""
    findings = list(findings)
    ids = sorted({finding.rule for finding in findings})
    driver = {
        "name": "specquilt",
        "semanticVersion": __version__,
        "informationUri": REPOSITORY,
        "rules": [_descriptor(rule_id) for rule_id in ids],
    }
    results = [_result(finding, ids.index(finding.rule)) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _descriptor(rule_id: str) -> dict[str, Any]:
    rule = book.rule_of(rule_id)
    return {
        "id": rule_id,
        "shortDescription": {"text": f"Finds {rule.summary}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": _help(rule_id, rule)},
        "defaultConfiguration": {"level": _LEVELS.get(rule.severity, "none")},
        "properties": {"fix": str(rule.fix)},
    }


def _help(rule_id: str, rule: Rule) -> str:
    examples = [
        f"{title}:\n\n{indent(dedent(example).strip(chr(10)), '    ')}"
        for title, example in (("Before", rule.before), ("After", rule.after))
        if example
    ]
    return "\n\n".join([rule.why, *examples, f"See `specquilt explain {rule_id}`."])


def _result(finding: Finding, index: int) -> dict[str, Any]:
    related = [{"physicalLocation": _physical(place.location)} for place in finding.related]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS.get(finding.severity, "none"),
        "message": {"text": ". ".join(filter(None, (finding.message, finding.help)))},
        "locations": [_location(finding)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"specquilt/v1": fingerprint(finding)},
        **({"suppressions": [_FIXED]} if finding.repaired else {}),
    }


def _location(finding: Finding) -> dict[str, Any]:
    logical = {"fullyQualifiedName": show(finding.pointer), "kind": "element"}
    place = finding.location
    return {
        **({"physicalLocation": _physical(place)} if place else {}),
        "logicalLocations": [logical],
    }


def _physical(location: Location) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(os.fsencode(location.path))},
        "region": {"startLine": location.line, "startColumn": location.column},
    }
