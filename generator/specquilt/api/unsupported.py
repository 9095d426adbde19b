"""Reports parts of a document that are not generated: callbacks, relative servers."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.api.report import BuildReport
from specquilt.api.servers import is_absolute
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity

_PAYLOADS = "callbacks are received by your server; only models of their payloads are generated"


def report_unsupported(root: Cursor, holders: Iterable[Cursor], report: BuildReport) -> None:
    """Report callbacks, and servers of paths and operations without a host.

    Args:
        root: The document.
        holders: Its path items and operations.
        report: Collects the findings.
    """
    for holder in holders:
        if holder.get("callbacks"):
            _add(report, holder, "unsupported-callbacks", Severity.INFO, _PAYLOADS)
        for server in holder.elements("servers")[:1]:
            if not is_absolute(root, server):
                message = f"server {server.text('url')!r} has no host; it is ignored"
                _add(report, holder, "unsupported-operation-server", Severity.WARNING, message)


def _add(report: BuildReport, place: Cursor, rule: str, severity: Severity, message: str) -> None:
    report.add(rule, severity, message, place.pointer)
