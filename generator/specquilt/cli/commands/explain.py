"""``specquilt explain``: what a rule finds, why, and how it is fixed."""

from __future__ import annotations

from argparse import Namespace
from textwrap import dedent, fill, indent

from specquilt.cli.console import Console
from specquilt.cli.selection import refuse_unknown
from specquilt.rules.engine import book
from specquilt.rules.engine.rule import Rule


def run(arguments: Namespace, _console: Console) -> int:
    """Print one rule."""
    refuse_unknown([arguments.id])
    print(explanation(arguments.id, book.rule_of(arguments.id)), end="")
    return 0


def explanation(rule_id: str, rule: Rule) -> str:
    """Return the explanation of a rule, for a person."""
    head = f"{rule_id} ({rule.severity}, fix: {rule.fix})"
    parts = [head, "", fill(f"Finds {rule.summary}."), "", fill(rule.why), ""]
    for title, example in (("Page", rule.page), ("Before", rule.before), ("After", rule.after)):
        if example:
            parts += [f"{title}:", indent(dedent(example).strip("\n"), "    "), ""]
    return "\n".join(parts)
