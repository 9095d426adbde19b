"""What a document holds besides operations of its server: not generated, but never unsaid."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.finding import Severity
from specquilt.ir.references import Place
from specquilt.ir.report import Report

_PAYLOADS = "{} are for a server to receive: only the models of what they bring are generated"


def tell_of_leftovers(root: Place, holders: Iterable[Place], report: Report) -> None:
    """Note webhooks, callbacks, and servers of single paths.

    Args:
        root: the document.
        holders: its path items and operations.
        report: takes the findings.
    """
    if root.get("webhooks"):
        _tell(report, root, "unsupported-webhooks", Severity.INFO, _PAYLOADS.format("webhooks"))
    for holder in holders:
        if holder.get("callbacks"):
            message = _PAYLOADS.format("callbacks")
            _tell(report, holder, "unsupported-callbacks", Severity.INFO, message)
        if holder.list("servers"):
            url = holder.list("servers")[0].text("url")
            message = (
                f"a server of its own, {url!r}, is not used: set it as the base URL of a client"
            )
            _tell(report, holder, "unsupported-operation-server", Severity.WARNING, message)


def _tell(report: Report, place: Place, rule: str, severity: Severity, message: str) -> None:
    report.add(rule, severity, message, place.pointer)
