"""Counts the hostile documents by class, and prints the counts at the end of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

Count = Callable[[str, str], None]
_KEY = "hostile documents"


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Count:
    """Return a function that counts an outcome ("made" or "refused") for a class of documents."""
    return lambda kind, outcome: record_property(_KEY, [kind, outcome])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the totals. Test properties also include the counts from other processes."""
    reports = [
        r for outcome in ("passed", "failed") for r in terminalreporter.stats.get(outcome, [])
    ]
    counts = Counter(
        tuple(value)
        for report in reports
        for key, value in getattr(report, "user_properties", ())
        if key == _KEY
    )
    if not counts:
        return
    terminalreporter.section(_KEY)
    for kind in sorted({kind for kind, _ in counts}):
        outcomes = ", ".join(f"{n} {o}" for (k, o), n in sorted(counts.items()) if k == kind)
        terminalreporter.write_line(f"{kind:24} {outcomes}")
    terminalreporter.write_line(f"{'total':24} {counts.total()}")
