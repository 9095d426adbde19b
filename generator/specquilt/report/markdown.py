"""Writes findings as a Markdown table, for a job summary or a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specquilt.openapi.finding import Finding
from specquilt.report.text import summary

_SPECIAL = re.compile(r"[|<>&*_`\[\]\\]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def render(findings: Iterable[Finding], _colour: bool = False) -> str:
    """Return the summary and a table of the findings."""
    findings = list(findings)
    head = ["", "| where | what | rule |", "|---|---|---|"] if findings else []
    return "\n".join([f"**{summary(findings)}**", *head, *map(_row, findings)]) + "\n"


def _row(finding: Finding) -> str:
    location = finding.location
    where = f"`{location.path}:{location.line}`" if location else ""
    state = " (fixed)" if finding.repaired else ""
    return f"| {where} | {finding.severity}: {_cell(finding.message)}{state} | `{finding.rule}` |"


def _cell(text: str) -> str:
    """Return a text for a table cell: one line, with HTML and Markdown escaped."""
    one_line = " ".join(text.split())
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), one_line)
