"""``specquilt rules``: a list of all rules."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Mapping
from textwrap import dedent

from specquilt.cli import columns, streams
from specquilt.cli.console import Console
from specquilt.rules.changes.rule import ChangeRule, Verdicts
from specquilt.rules.engine import book
from specquilt.rules.engine.rule import Rule

_HEAD = """\
# Rules

`specquilt rules --format markdown` writes this page. "safe" repairs are always made, a "guess" is
made and reported as a warning; `specquilt lint --fix` writes safe repairs as an overlay.
[diff.md](diff.md) lists the kinds of changes that `specquilt diff` reports.
"""


def run(arguments: Namespace, _console: Console) -> int:
    """Print a table of the rules, JSON, or the page of the documentation."""
    streams.result(_FORMATS[arguments.format]())
    return 0


def table() -> str:
    """Return one line for each rule."""
    return columns.table(
        [
            (rule_id, str(rule.severity), str(rule.fix), rule.summary)
            for rule_id, rule in book.whole_book().items()
        ]
    )


def as_json() -> str:
    """Return all fields of each rule, as JSON."""
    rules = [_facts(rule_id, rule) for rule_id, rule in book.whole_book().items()]
    return json.dumps(rules, indent=2, ensure_ascii=False) + "\n"


def markdown() -> str:
    """Return the page of the documentation: an overview, then a section for each rule."""
    rows = [
        f"| [{rule_id}](#{rule_id}) | {rule.severity} | {rule.fix} | {_cell(rule.summary)} |\n"
        for rule_id, rule in book.book().items()
    ]
    head = f"{_HEAD}\n| rule | severity | fix | finds |\n|---|---|---|---|\n"
    sections = [_section(rule_id, rule) for rule_id, rule in book.book().items()]
    return "\n".join([head + "".join(rows), *sections])


def changes() -> str:
    """Return the tables of the page about changes: the verdicts of each kind, and the reason."""
    from specquilt.rules.changes import tables

    return "\n".join(_table(title, kinds) for title, kinds in tables().items())


def _table(title: str, kinds: Mapping[str, ChangeRule]) -> str:
    head = f"### {title}\n\n| kind | in requests | in answers | finds |\n|---|---|---|---|\n"
    rows = [
        f"| `{id_}` | {_verdicts(kind.sent)} | {_verdicts(kind.received or kind.sent)} "
        f"| {_cell(kind.summary)}. {_cell(kind.why)} |\n"
        for id_, kind in kinds.items()
    ]
    return head + "".join(rows)


def _verdicts(verdicts: Verdicts) -> str:
    return f"{verdicts.wire} / {verdicts.sdk}"


_FORMATS: dict[str, Callable[[], str]] = {
    "table": table,
    "json": as_json,
    "markdown": markdown,
    "changes": changes,
}


def _facts(rule_id: str, rule: Rule) -> dict[str, str]:
    return {
        "id": rule_id,
        "severity": str(rule.severity),
        "fix": str(rule.fix),
        "summary": rule.summary,
        "why": rule.why,
        **{title: example for title, example in _examples(rule).items() if example},
    }


def _examples(rule: Rule) -> dict[str, str]:
    shown = {"page": rule.page, "before": rule.before, "after": rule.after}
    return {title: dedent(example).strip("\n") for title, example in shown.items()}


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _section(rule_id: str, rule: Rule) -> str:
    parts = [f"## {rule_id}\n", f"Finds {rule.summary} ({rule.severity}, fix: {rule.fix}).\n"]
    parts.append(f"{rule.why}\n")
    for title, example in _examples(rule).items():
        if example:
            language = "text" if title == "page" else "yaml"
            parts.append(f"{title.capitalize()}:\n\n```{language}\n{example}\n```\n")
    return "\n".join(parts)
