"""Every field of the facts and of the surface is compared, or has a reason why it is not."""

from __future__ import annotations

import dataclasses
from types import ModuleType

from diff.facts import COMPARED, SAME_IN_BOTH
from specquilt.api import received, security, value_types
from specquilt.api import types as api_types
from specquilt.python.surface import method_parts, models
from specquilt.python.surface import types as surface_types
from specquilt.rules.changes import changes

MODULES = (api_types, received, security, value_types, surface_types, method_parts, models)
_REASON = "= "


def _fields(module: ModuleType) -> set[str]:
    classes = [each for each in vars(module).values() if isinstance(each, type)]
    own = [each for each in classes if each.__module__ == module.__name__]
    return {
        f"{each.__name__}.{field.name}"
        for each in own
        if dataclasses.is_dataclass(each)
        for field in dataclasses.fields(each)
    }


FIELDS = set().union(*map(_fields, MODULES))


def test_every_field_has_kinds_of_changes_or_a_reason() -> None:
    assert {*COMPARED, *SAME_IN_BOTH} == FIELDS
    assert not COMPARED.keys() & SAME_IN_BOTH


def test_every_kind_of_change_belongs_to_a_field() -> None:
    named = {
        rule for text in COMPARED.values() if not text.startswith(_REASON) for rule in text.split()
    }
    assert named == set(changes())
