"""Writes keys of `specquilt.toml` as TOML."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from specquilt.openapi import toml
from specquilt.openapi.toml import value
from specquilt.project.key import Key
from specquilt.project.keys import TABLES, Settings

__all__ = ["assignment", "example", "keys_of", "starter", "value"]

WIDTH = 100


def starter(values: Mapping[str, Any]) -> str:
    """Write a configuration with every key and its comment; without those of the whole project.

    Args:
        values: what is set, by ``table.key``; other keys are commented out, with their examples.
    """
    return "\n".join(_table(table, values) for table in TABLES if table)


def example(table: str) -> str:
    """Write a table with the example of each of its keys."""
    head = [f"[{table}]\n"] if table else []
    return "".join([*head, *(assignment(key.path, key.example) for key in keys_of(table))])


def keys_of(table: str) -> list[Key[Any]]:
    """Return the keys of a table, in their order."""
    return [key for key in Settings.all_keys() if key.table == table]


def assignment(path: tuple[str, ...], written: Any) -> str:
    """Write a key with its value; a value that is a table has a header of its own."""
    if isinstance(written, dict):
        entries = "".join(
            f"{toml.name(name)} = {value(entry)}\n" for name, entry in written.items()
        )
        return f"[{'.'.join(path)}]\n{entries}"
    return toml.assignment(path[-1], written)


def _table(table: str, values: Mapping[str, Any]) -> str:
    is_set = any(".".join(key.path) in values for key in keys_of(table))
    head = f"[{table}]\n" if is_set else f"# [{table}]\n"
    return _comment(TABLES[table]) + head + "".join(_key(key, values) for key in keys_of(table))


def _key(key: Key[Any], values: Mapping[str, Any]) -> str:
    place = ".".join(key.path)
    if place in values:
        return _comment(key.comment) + assignment(key.path, values[place])
    lines = assignment(key.path, key.example).splitlines()
    return _comment(key.comment) + "".join(f"# {line}\n" for line in lines)


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in wrap(text, WIDTH - 2))
