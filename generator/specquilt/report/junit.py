"""Writes findings as JUnit XML: one suite per file, one test case per finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from specquilt.openapi.finding import Finding, Severity

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(findings: Iterable[Finding], _colour: bool = False) -> str:
    """Return the XML. Files without findings are left out. An empty report has one passed case."""
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.location.path if finding.location else "specquilt"].append(finding)
    root = Element("testsuites", name="specquilt")
    for path, found in by_path.items():
        _suite(root, path, found)
    if not by_path:
        suite = SubElement(root, "testsuite", name="specquilt", tests="1", failures="0", errors="0")
        SubElement(suite, "testcase", name="no findings", classname="specquilt")
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, path: str, findings: list[Finding]) -> None:
    counts = {"tests": str(len(findings)), "failures": str(sum(map(_fails, findings)))}
    suite = SubElement(root, "testsuite", {"name": _clean(path), **counts, "errors": "0"})
    for finding in findings:
        line = finding.location.line if finding.location else 0
        name = f"{finding.rule}:{line}"
        case = SubElement(suite, "testcase", name=name, classname=_clean(path))
        if _fails(finding):
            message, kind = _clean(finding.message), str(finding.severity)
            SubElement(case, "failure", message=message, type=kind).text = _whole(finding)
        else:
            SubElement(case, "system-out").text = _whole(finding)


def _fails(finding: Finding) -> bool:
    """Return whether a finding is a failure. Infos and fixed findings are not."""
    return finding.severity is not Severity.INFO and not finding.repaired


def _whole(finding: Finding) -> str:
    return _clean("\n".join(filter(None, (str(finding), finding.help))))


def _clean(text: str) -> str:
    """Replace characters that XML 1.0 does not allow, even escaped (section 2.2)."""
    return _NOT_XML.sub("\ufffd", text)
