"""``specquilt explain``: what a rule knows."""

from __future__ import annotations

import difflib
from argparse import Namespace
from textwrap import dedent, fill, indent

from specquilt.commands.console import Console
from specquilt.finding import input_error
from specquilt.rules import _book
from specquilt.rules._rule import Rule


def run(arguments: Namespace, console: Console) -> int:
    """Print one rule."""
    try:
        rule = _book.rule_of(arguments.id)
    except LookupError:
        close = difflib.get_close_matches(arguments.id, _book.ids(), n=3)
        help = f"did you mean {', '.join(close)}?" if close else "see `specquilt rules`"
        raise input_error("unknown-rule", f"there is no rule {arguments.id!r}", help=help) from None
    print(explanation(arguments.id, rule), end="")
    return 0


def explanation(rule_id: str, rule: Rule) -> str:
    """Write a rule for a person."""
    head = f"{rule_id} ({rule.severity}, fix: {rule.fix})"
    parts = [head, "", fill(f"Finds {rule.summary}."), "", fill(rule.why), ""]
    for title, example in (("Page", rule.page), ("Before", rule.before), ("After", rule.after)):
        if example:
            parts += [f"{title}:", indent(dedent(example).strip("\n"), "    "), ""]
    return "\n".join(parts)
