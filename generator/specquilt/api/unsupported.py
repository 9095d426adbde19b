"""What a document holds besides operations of its server: it is not generated, but reported."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.api.report import BuildReport
from specquilt.api.servers import is_absolute
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity

_PAYLOADS = "{} are for a server to receive: only the models of what they bring are generated"


def report_unsupported(root: Cursor, holders: Iterable[Cursor], report: BuildReport) -> None:
    """Note webhooks, callbacks, and servers of single paths that have no host.

    Args:
        root: the document.
        holders: its path items and operations.
        report: takes the findings.
    """
    if root.get("webhooks"):
        _add(report, root, "unsupported-webhooks", Severity.INFO, _PAYLOADS.format("webhooks"))
    for holder in holders:
        if holder.get("callbacks"):
            message = _PAYLOADS.format("callbacks")
            _add(report, holder, "unsupported-callbacks", Severity.INFO, message)
        for server in holder.elements("servers")[:1]:
            if not is_absolute(root, server):
                message = f"the server {server.text('url')!r} has no host: it is not used"
                _add(report, holder, "unsupported-operation-server", Severity.WARNING, message)


def _add(report: BuildReport, place: Cursor, rule: str, severity: Severity, message: str) -> None:
    report.add(rule, severity, message, place.pointer)
