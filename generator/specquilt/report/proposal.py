"""What a fix would write, in a few words."""

from __future__ import annotations

import json
from typing import Any

from specquilt.openapi.edits import Edit, Remove, RenameKey
from specquilt.openapi.finding import Finding
from specquilt.openapi.pointer import Pointer, show

FEW = 3
"""Edits that are shown; the others are counted."""

LONGEST = 60
"""Characters of a value."""


def proposal(finding: Finding) -> str:
    """Return what a fix writes, or has written; empty if there is none."""
    written = [_written(edit, finding.pointer) for edit in finding.edits[:FEW]]
    left = len(finding.edits) - FEW
    return "; ".join([*written, *([f"{left:,} more"] if left > 0 else [])])


def _written(edit: Edit, at: Pointer) -> str:
    name = _name(edit.pointer, at)
    if isinstance(edit, Remove):
        return f"remove {name}"
    if isinstance(edit, RenameKey):
        return f"rename {name} to {edit.key}"
    return f"set {name} to {_value(edit.value)}"


def _name(pointer: Pointer, at: Pointer) -> str:
    """Return the shortest name of a place: those around, beside and below the finding need no more."""
    for base in (at[:-1], at[:-2]):
        rest = pointer[len(base) :]
        # The number alone of an item would not say in which list it is.
        if base and pointer[: len(base)] == base and rest and isinstance(rest[0], str):
            return "/".join(map(str, rest))
    return show(pointer)


def _value(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 2]} …"
