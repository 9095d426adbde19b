"""Finds the rules by their files, and runs them."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from specquilt import rules
from specquilt.document import Document, Edit, apply_edits
from specquilt.finding import Finding, Fix, Severity
from specquilt.rules._rule import Problem, Rule
from specquilt.walk import Kind, Node, walk

MAX_ROUNDS = 10


@cache
def book() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of ids."""
    return {rule_id: rule_of(rule_id) for rule_id in ids()}


@cache
def ids() -> tuple[str, ...]:
    """Return the ids of all rules without loading them."""
    names = (module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(sorted(name.replace("_", "-") for name in names if not name.startswith("_")))


def rule_of(rule_id: str) -> Rule:
    """Load one rule.

    Raises:
        LookupError: there is no such rule.
    """
    if rule_id not in ids():
        raise LookupError(rule_id)
    module = importlib.import_module(f"{rules.__name__}.{rule_id.replace('-', '_')}")
    rule: Rule = module.RULE
    return rule


def problems(document: Document) -> Iterator[tuple[str, Rule, Node, Problem]]:
    """Run all checks in one walk."""
    checks = _checks_by_kind()
    for node in walk(document):
        for rule_id, rule in checks.get(node.kind, ()):
            if rule.check:
                for problem in rule.check(node):
                    yield rule_id, rule, node, problem


def lint(document: Document) -> list[Finding]:
    """Report what all rules find."""
    return [_finding(*found, repaired=False) for found in problems(document)]


def mend(
    document: Document, refused: frozenset[str] = frozenset()
) -> tuple[Document, list[Finding]]:
    """Apply the edits of all rules until nothing more is found.

    Args:
        document: a fragment or a whole document.
        refused: ids of rules whose edits must not be made.

    Returns:
        The mended document, and every finding: repaired or left.
    """
    repaired: list[Finding] = []
    for _ in range(MAX_ROUNDS):
        found = list(problems(document))
        mending = [item for item in found if item[3].edits and item[0] not in refused]
        if not mending:
            return document, [*repaired, *(_finding(*item, repaired=False) for item in found)]
        repaired.extend(_finding(*item, repaired=True) for item in mending)
        document = apply_edits(document, _edits(mending))
    raise RuntimeError(f"rules do not settle: {sorted({item[0] for item in mending})}")


def _edits(found: list[tuple[str, Rule, Node, Problem]]) -> list[tuple[str, Edit]]:
    """Collect the edits of one round; where two rules touch one place, the first one goes first."""
    edits: list[tuple[str, Edit]] = []
    taken: set[object] = set()
    for rule_id, _, _, problem in found:
        places = [getattr(edit, "pointer", edit) for edit in problem.edits]
        if taken.isdisjoint(places):
            taken.update(places)
            edits.extend((rule_id, edit) for edit in problem.edits)
    return edits


def _finding(rule_id: str, rule: Rule, node: Node, problem: Problem, repaired: bool) -> Finding:
    severity = rule.severity
    if repaired and rule.fix is Fix.GUESS:
        severity = Severity.WARNING
    return Finding(
        rule=rule_id,
        severity=severity,
        message=problem.message,
        place=node.document.provenance.place(problem.at),
        pointer=problem.at,
        operation=" ".join(node.operation) if node.operation else "",
        help=problem.help,
        fix=rule.fix,
        repaired=repaired,
    )


@cache
def _checks_by_kind() -> Mapping[Kind, list[tuple[str, Rule]]]:
    by_kind: defaultdict[Kind, list[tuple[str, Rule]]] = defaultdict(list)
    for rule_id, rule in book().items():
        for kind in (rule.on, *rule.also) if rule.check else ():
            by_kind[kind].append((rule_id, rule))
    return by_kind
