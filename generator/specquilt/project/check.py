"""What is wrong with a configuration, by the table of keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from specquilt.openapi.suggestion import did_you_mean
from specquilt.project import toml
from specquilt.project.key import Key
from specquilt.project.key_tree import Tree, key_tree
from specquilt.project.keys import Settings
from specquilt.project.published import ELSEWHERE, TABLE
from specquilt.project.value_types import Fault, KeyPath, shown


def faults(written: Mapping[str, Any], *, complete: bool = True) -> Iterator[Fault]:
    """Yield unknown tables and keys, values of the wrong type, and required keys that are missing.

    Args:
        written: the tables and keys, as TOML has them.
        complete: whether required keys must be there.
    """
    yield from _faults(key_tree(), written, ())
    if complete:
        yield from _missing(written)


def _faults(known: Tree, written: Mapping[str, Any], path: KeyPath) -> Iterator[Fault]:
    for name, value in written.items():
        entry, place = known.get(name), (*path, name)
        if isinstance(entry, Key):
            yield from entry.type.faults(value, place)
        elif entry is None:
            yield _unknown(known, place, value)
        elif isinstance(value, dict):
            yield from _faults(entry, value, place)
        else:
            yield place, f"{name} must be a table", f"write [{'.'.join(place)}]"


def _unknown(known: Tree, path: KeyPath, value: object) -> Fault:
    *tables, name = path
    table = f" in [{'.'.join(tables)}]" if tables else ""
    what = f"table [{name}]" if isinstance(value, dict) and not tables else f"key {name!r}{table}"
    if ".".join(tables) == TABLE and name in ELSEWHERE:
        return path, f"{name!r} cannot be set in [{TABLE}]", ELSEWHERE[name]
    names = ", ".join(sorted(known))
    return path, f"unknown {what}", did_you_mean(name, known, f"known names: {names}")


def _missing(written: Mapping[str, Any]) -> Iterator[Fault]:
    settings = Settings(written)
    for key in Settings.all_keys():
        if key.required and key.written(settings) is None:
            example = f"for example: {shown(key.path)} = {toml.value(key.example)}"
            yield key.path, f"{shown(key.path)} is missing", example
