"""Sorts imports as isort does, with ruff's defaults: users who run it find nothing to change."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

IMPORT_LENGTH = 88
"""Longer imports take a line for each name: ruff's default, whatever the rest is formatted to."""

_IMPORT = re.compile(r"( *)import ([\w.]+)")
_FROM = re.compile(r"( *)from (\.*)([\w.]*) import \(?([^()#]+?),?\s*\)?")

_Key: TypeAlias = tuple[tuple[int, int], ...]


class Imports(NamedTuple):
    """Names of a module; the module itself where there are none.

    Args:
        level: dots of a relative import.
    """

    level: int
    module: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        source = "." * self.level + self.module
        return f"from {source} import {', '.join(self.names)}" if self.names else f"import {source}"

    @property
    def section(self) -> int:
        """Which section it belongs to: future, standard library, other packages, this package."""
        if self.level:
            return 3
        top = self.module.partition(".")[0]
        return 0 if top == "__future__" else 1 if top in sys.stdlib_module_names else 2

    @property
    def key(self) -> tuple[object, ...]:
        """What it is sorted by."""
        lower, exact = _natural(self.module.lower()), _natural(self.module)
        first = _member(self.names[0]) if self.names else ()
        return self.section, bool(self.names), -self.level, lower, exact, first


def sorted_imports(statements: Iterable[str]) -> Iterator[str]:
    """Yield the logical lines of a module, with the imports in each row of them sorted."""
    row: list[str] = []
    for statement in statements:
        if _is_import(statement) and (not row or _indent(row[0]) == _indent(statement)):
            row.append(statement)
        elif statement or not row:
            yield from _sorted(row)
            row = [statement] if _is_import(statement) else []
            yield from [] if row else [statement]
        else:
            row.append(statement)
    yield from _sorted(row)


def _is_import(statement: str) -> bool:
    return bool(_IMPORT.fullmatch(statement) or _FROM.fullmatch(statement))


def _indent(statement: str) -> int:
    return len(statement) - len(statement.lstrip(" "))


def _sorted(row: list[str]) -> Iterator[str]:
    """Yield the imports of a row, and the blank lines after it."""
    imports = [statement for statement in row if statement]
    if not imports:
        return
    margin = " " * _indent(imports[0])
    merged = sorted(set(_merged(imports)), key=lambda each: each.key)
    for number, (_, section) in enumerate(groupby(merged, key=lambda each: each.section)):
        yield from [""] if number else []
        yield from (f"{margin}{each}" for each in section)
    yield from row[len(row) - row[::-1].index(imports[-1]) :]


def _merged(statements: list[str]) -> Iterator[Imports]:
    """Yield one import for each module; a name with an alias stands alone."""
    found: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for statement in statements:
        if plain := _IMPORT.fullmatch(statement):
            yield Imports(0, plain[2], ())
        elif match := _FROM.fullmatch(statement):
            names = {" ".join(name.split()) for name in match[4].split(",")}
            aliased = {name for name in names if " as " in name}
            yield from (Imports(len(match[2]), match[3], (name,)) for name in sorted(aliased))
            found[len(match[2]), match[3]] |= names - aliased
    for (level, module), names in found.items():
        if names:
            yield Imports(level, module, tuple(sorted(names, key=_member)))


def _member(name: str) -> tuple[object, ...]:
    """Return what a name is sorted by: constants, classes, and then the others."""
    name, _, alias = name.partition(" as ")
    kind = 0 if len(name) > 1 and name.isupper() else 1 if name[:1].isupper() else 2
    return kind, _natural(name.lower()), _natural(name), _natural(alias)


def _natural(name: str) -> _Key:
    """Return what a name is sorted by, numbers in it by their values."""
    return tuple(
        (ord("0"), int(part)) if part.isdecimal() else (ord(part), 0)
        for part in re.findall(r"\d+|\D", name)
    )
