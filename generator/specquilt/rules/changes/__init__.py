"""The kinds of changes that `specquilt diff` reports: tables, because a change has no check of its own.

One walk over two versions finds all changes at once. A file for each kind would hold a summary and
two verdicts; side by side, the verdicts of related kinds can be compared.
"""

from __future__ import annotations

from functools import cache

from specquilt.rules.changes.rule import ChangeRule


@cache
def tables() -> dict[str, dict[str, ChangeRule]]:
    """Return the tables by their titles. Imports them, which other commands do without."""
    from specquilt.rules.changes.answers import ANSWERS
    from specquilt.rules.changes.arguments import ARGUMENTS
    from specquilt.rules.changes.fields import FIELDS
    from specquilt.rules.changes.operations import OPERATIONS
    from specquilt.rules.changes.package import PACKAGE
    from specquilt.rules.changes.types import TYPES

    return {
        "Operations": OPERATIONS,
        "Parameters and bodies": ARGUMENTS,
        "Answers and errors": ANSWERS,
        "Fields": FIELDS,
        "Types": TYPES,
        "The package": PACKAGE,
    }


@cache
def changes() -> dict[str, ChangeRule]:
    """Return all kinds of changes by id."""
    return {id_: kind for kinds in tables().values() for id_, kind in kinds.items()}
