"""Writes findings as GitHub Actions annotations."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.openapi.finding import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_MESSAGE, (":", "%3A"), (",", "%2C"))


def render(findings: Iterable[Finding], _colour: bool = False) -> str:
    """Return one workflow command per finding. Fixed findings are left out."""
    return "".join(f"{_line(finding)}\n" for finding in findings if not finding.repaired)


def _line(finding: Finding) -> str:
    location = finding.location
    properties = {"title": f"specquilt {finding.rule}"}
    if location:
        place = {"file": location.path, "line": str(location.line), "col": str(location.column)}
        properties = {**place, **properties}
    listed = ",".join(f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in properties.items())
    message = ". ".join(filter(None, (finding.message, finding.help)))
    return (
        f"::{_COMMANDS.get(finding.severity, 'notice')} {listed}::{_escaped(message, _IN_MESSAGE)}"
    )


def _escaped(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for plain, escaped in table:
        text = text.replace(plain, escaped)
    return text
