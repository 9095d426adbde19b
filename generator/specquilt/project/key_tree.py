"""The keys of `specquilt.toml` by table and name, as TOML nests them."""

from __future__ import annotations

from typing import Any, TypeAlias, Union

from specquilt.project.key import Key
from specquilt.project.keys import Settings

Tree: TypeAlias = dict[str, Union[Key[Any], "Tree"]]
"""Keys and tables by name."""


def key_tree() -> Tree:
    """Return the keys by table and name."""
    tree: Tree = {}
    for key in Settings.all_keys():
        table = tree
        for name in key.path[:-1]:
            inner = table.setdefault(name, {})
            assert isinstance(inner, dict), f"{key.path} is inside of another key"
            table = inner
        table[key.name] = key
    return tree
