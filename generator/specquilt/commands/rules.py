"""``specquilt rules``: all rules at a glance."""

from __future__ import annotations

import json
from argparse import Namespace

from specquilt.commands.console import Console
from specquilt.rules import _book


def run(arguments: Namespace, console: Console) -> int:
    """Print a table of the rules, or JSON."""
    if arguments.format == "json":
        print(json.dumps([_as_json(rule_id) for rule_id in _book.ids()], indent=2))
        return 0
    widest = max(map(len, _book.ids()))
    for rule_id, rule in _book.book().items():
        print(f"{rule_id:<{widest}}  {rule.severity:<7}  {rule.fix:<5}  {rule.summary}")
    return 0


def _as_json(rule_id: str) -> dict[str, str]:
    rule = _book.rule_of(rule_id)
    return {
        "id": rule_id,
        "severity": str(rule.severity),
        "fix": str(rule.fix),
        "summary": rule.summary,
        "why": rule.why,
    }
