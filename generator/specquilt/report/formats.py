"""All formats by name; a file in this folder with `render` is one."""

from __future__ import annotations

import importlib
from collections.abc import Iterable

from specquilt.finding import Finding

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")


def render(name: str, findings: Iterable[Finding], colour: bool = False) -> str:
    """Write findings in one of the formats."""
    report: str = importlib.import_module(f"specquilt.report.{name}").render(findings, colour)
    return report
