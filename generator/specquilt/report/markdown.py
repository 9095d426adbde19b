"""Findings as a Markdown table, for a job summary or a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.finding import Finding
from specquilt.report.text import summary


def render(findings: Iterable[Finding], colour: bool = False) -> str:
    """Write a table, with the summary above it."""
    findings = list(findings)
    head = ["", "| where | what | rule |", "|---|---|---|"] if findings else []
    return "\n".join([f"**{summary(findings)}**", *head, *map(_row, findings)]) + "\n"


def _row(finding: Finding) -> str:
    location = finding.location
    where = f"`{location.path}:{location.line}`" if location else ""
    message = finding.message.replace("|", "\\|").replace("\n", " ")
    return f"| {where} | {finding.severity}: {message} | `{finding.rule}` |"
