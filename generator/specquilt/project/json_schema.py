"""Writes docs/specquilt.schema.json, with which editors complete and check `specquilt.toml`."""

from __future__ import annotations

import json
from typing import Any

from specquilt.project.key import Key
from specquilt.project.key_tree import Tree, key_tree
from specquilt.project.keys import TABLES
from specquilt.project.read import FILE_NAME
from specquilt.project.value_types import KeyPath


def text() -> str:
    """Return the text of the file."""
    return json.dumps(schema(), indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of configurations; draft 7 is what editors of TOML understand."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": FILE_NAME}
    return head | _table(key_tree(), ())


def _table(tree: Tree, path: KeyPath) -> dict[str, Any]:
    about = TABLES.get(".".join(path))
    entries = {name: _entry(entry, (*path, name)) for name, entry in tree.items()}
    required = [name for name, entry in tree.items() if _is_required(entry)]
    return {
        "type": "object",
        **({"description": about} if about else {}),
        "properties": entries,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _entry(entry: Key[Any] | Tree, path: KeyPath) -> dict[str, Any]:
    if not isinstance(entry, Key):
        return _table(entry, path)
    default = {} if entry.default is None else {"default": entry.default}
    about = {"description": entry.comment, **default, "examples": [entry.example]}
    return entry.type.schema() | about


def _is_required(entry: Key[Any] | Tree) -> bool:
    if isinstance(entry, Key):
        return entry.required
    return any(map(_is_required, entry.values()))
