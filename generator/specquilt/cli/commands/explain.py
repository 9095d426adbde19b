"""``specquilt explain``: what a rule finds, why, and how it is fixed."""

from __future__ import annotations

from argparse import Namespace

from specquilt.cli.console import Console
from specquilt.cli.selection import refuse_unknown
from specquilt.report.explanation import explanation
from specquilt.rules.engine import book


def run(arguments: Namespace, _console: Console) -> int:
    """Print one rule."""
    refuse_unknown([arguments.id])
    print(explanation(arguments.id, book.rule_of(arguments.id)), end="")
    return 0
