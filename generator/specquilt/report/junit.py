"""Findings as JUnit XML: a suite for each file, a failed case for each finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from specquilt.finding import Finding, Severity


def render(findings: Iterable[Finding], colour: bool = False) -> str:
    """Write the XML; a file without findings is not in it, an empty report has one passed case."""
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.location.path if finding.location else "specquilt"].append(finding)
    root = Element("testsuites", name="specquilt")
    for path, found in by_path.items():
        _suite(root, path, found)
    if not by_path:
        suite = SubElement(root, "testsuite", name="specquilt", tests="1", failures="0")
        SubElement(suite, "testcase", name="no findings", classname="specquilt")
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, path: str, findings: list[Finding]) -> None:
    failures = sum(finding.severity is not Severity.INFO for finding in findings)
    suite = SubElement(
        root, "testsuite", name=path, tests=str(len(findings)), failures=str(failures)
    )
    for finding in findings:
        line = finding.location.line if finding.location else 0
        case = SubElement(suite, "testcase", name=f"{finding.rule}:{line}", classname=path)
        if finding.severity is not Severity.INFO:
            failure = SubElement(
                case, "failure", message=finding.message, type=str(finding.severity)
            )
            failure.text = "\n".join(filter(None, (str(finding), finding.help)))
