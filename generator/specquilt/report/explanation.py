"""Explains a rule: what it finds, why, and how it is fixed."""

from __future__ import annotations

from textwrap import dedent, fill, indent

from specquilt.rules.engine.rule import Rule

_LINE_END = "\n"


def explanation(rule_id: str, rule: Rule) -> str:
    """Return the explanation of a rule, for a person."""
    head = f"{rule_id} ({rule.severity}, fix: {rule.fix})"
    parts = [head, "", fill(f"Finds {rule.summary}."), "", fill(rule.why), ""]
    for title, example in _examples(rule):
        parts += [f"{title}:", indent(dedent(example).strip(_LINE_END), "    "), ""]
    return "\n".join(parts)


def as_markdown(rule_id: str, rule: Rule) -> str:
    """Return the explanation of a rule as Markdown."""
    parts = [
        f"**{rule_id}** ({rule.severity}, fix: {rule.fix})",
        f"Finds {rule.summary}.",
        rule.why,
    ]
    for title, example in _examples(rule):
        parts += [f"{title}:", f"```yaml\n{dedent(example).strip(_LINE_END)}\n```"]
    return "\n\n".join(parts)


def _examples(rule: Rule) -> list[tuple[str, str]]:
    found = (("Page", rule.page), ("Before", rule.before), ("After", rule.after))
    return [(title, example) for title, example in found if example]
