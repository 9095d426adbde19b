"""The ids of all rules, without loading any: a file here is a rule."""

from __future__ import annotations

import pkgutil
from functools import cache

from specquilt import rules


@cache
def ids() -> tuple[str, ...]:
    """Return the ids of all rules, sorted."""
    names = (module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(sorted(name.replace("_", "-") for name in names if not name.startswith("_")))
