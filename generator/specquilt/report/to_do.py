"""Writes findings for users who correct sources: what is fixed already takes one line for each rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from specquilt.openapi.finding import Finding
from specquilt.openapi.plural import counted
from specquilt.report import formats, text

FEW = 3
"""Up to this many fixed findings are shown in full."""


def render(name: str, findings: Iterable[Finding], colour: bool = False) -> str:
    """Return findings in one of the formats.

    Args:
        name: the format; only ``text`` is for people, and short.
        findings: the findings.
        colour: whether to use ANSI colours.
    """
    found = list(findings)
    fixed = [each for each in found if each.is_settled]
    if name != "text" or len(fixed) <= FEW:
        return formats.render(name, found, colour)
    others = [each for each in found if not each.is_settled]
    return "\n".join([*text.lines(others, colour), *_counts(fixed), text.summary(found)]) + "\n"


def _counts(fixed: list[Finding]) -> Iterator[str]:
    """Yield a line for each rule, the most frequent first."""
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for each in fixed:
        by_rule[each.rule].append(each)
    groups = sorted(by_rule.values(), key=lambda found: (-len(found), found[0].rule))
    wide = len(str(len(groups[0])))
    yield f"{counted(len(fixed), 'finding')} fixed without a guess (-v shows each):"
    for found in groups:
        place = f" first at {found[0].location}" if found[0].location else ""
        yield f"  {len(found):{wide}} {found[0].rule}:{place}"
