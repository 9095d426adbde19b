"""The ids of all rules, without loading any: a file in a family's folder is a rule.

The kinds of changes that `diff` reports are apart: no other command checks or reports them.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from types import MappingProxyType

from specquilt import rules
from specquilt.rules.decisions import DECISIONS

NO_FAMILIES = frozenset({"engine", "facts", "changes"})
HINTS = "hints"


@cache
def modules() -> MappingProxyType[str, str]:
    """Return the module of each rule that has a check, by id."""
    return MappingProxyType(
        {
            module.name.replace("_", "-"): f"{rules.__name__}.{family.name}.{module.name}"
            for family in pkgutil.iter_modules(rules.__path__)
            if family.ispkg and family.name not in NO_FAMILIES
            for module in pkgutil.iter_modules([f"{rules.__path__[0]}/{family.name}"])
        }
    )


@cache
def about_hints() -> frozenset[str]:
    """Return the ids of the rules about extensions for other generators, which few documents need."""
    return frozenset(rule_id for rule_id, name in modules().items() if f".{HINTS}." in name)


@cache
def ids() -> tuple[str, ...]:
    """Return the ids of all rules and of the decisions of other stages, sorted."""
    return tuple(sorted({*modules(), *DECISIONS}))


@cache
def all_ids() -> tuple[str, ...]:
    """Return the ids of `ids`, and those of all kinds of changes, sorted."""
    from specquilt.rules.changes import changes

    return tuple(sorted({*ids(), *changes()}))
