"""Writes the plainest aliases, which the backend takes a millisecond for: open enums of text.

Large documents have many: GitHub's has 840, and the backend takes a fifth less time without them.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from specquilt.python.models.json_schema import Schema, imported
from specquilt.python.models.modules import TypesModule
from specquilt.python.models.pieces import Piece

IMPORTS = {
    "Literal": ("typing", 0, "Literal"),
    "TypeAliasType": ("typing_extensions", 0, "TypeAliasType"),
}
"""What they need: module, number of leading dots and import clause, by name."""

_NAMES = frozenset({*IMPORTS, "str"})


def set_aside(module: TypesModule) -> tuple[TypesModule, list[Piece]]:
    """Return a module that imports its open enums, and these.

    The backend gives other names to what a field of any class has the name of: that is left to it.
    """
    hidden = module.field_names
    if not _NAMES.isdisjoint(hidden):
        return module, []
    found = {name: _enum(name, each) for name, each in module.schemas.items() if name not in hidden}
    enums = {name: piece for name, piece in found.items() if piece}
    others = {name: each for name, each in module.schemas.items() if name not in enums}
    return module.part({n: _importing(each, enums) for n, each in others.items()}), [
        *enums.values()
    ]


def _enum(name: str, schema: Schema) -> Piece | None:
    """Return the alias that the backend would make of an open enum; None for anything else."""
    description = schema.get("description", "")
    match schema:
        case {"anyOf": [{"enum": values, "type": "string"}, {"type": "string"}]} if all(
            isinstance(value, str) for value in values
        ):
            before, target = f'{name} = TypeAliasType("{name}", ', f"Literal{values} | str"
            text = f"{before}{target})\n" + (f'"""{description}"""\n' if description else "")
            return Piece(name, text, _NAMES, (slice(len(before), len(before + target)),))
    return None


def _importing(value: Any, names: Container[str]) -> Any:
    """Return a schema that refers to some names in another module."""
    if isinstance(value, list):
        return [_importing(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    target = value.get("$ref")
    name = target.rpartition("/")[2] if isinstance(target, str) else ""
    own = imported(name) if name in names else {}
    return {key: _importing(item, names) for key, item in value.items()} | own
