"""Sorts imports as ruff's isort rules do by default, so that users' linters report nothing."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

IMPORT_LENGTH = 88
"""Maximum length of an import on one line: ruff's default."""

_IMPORT = re.compile(r"( *)import ([\w.]+)")
_FROM = re.compile(r"( *)from (\.*)([\w.]*) import \(?([^()#]+?),?\s*\)?")

_NUMBER = re.compile(r"[0-9]+")


class Imports(NamedTuple):
    """An import statement.

    Args:
        level: Number of leading dots of a relative import.
        module: Name of the module.
        names: Imported names. Empty for ``import module``.
    """

    level: int
    module: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        source = "." * self.level + self.module
        return f"from {source} import {', '.join(self.names)}" if self.names else f"import {source}"

    @property
    def section(self) -> int:
        """Section 0 to 3: future, standard library, other packages, this package."""
        if self.level:
            return 3
        top = self.module.partition(".")[0]
        return 0 if top == "__future__" else 1 if top in sys.stdlib_module_names else 2

    @property
    def key(self) -> tuple[object, ...]:
        """Sort key."""
        lower, exact = _natural(self.module.lower()), _natural(self.module)
        first = _member(self.names[0]) if self.names else ()
        return self.section, bool(self.names), -self.level, lower, exact, first


def sorted_imports(statements: Iterable[str]) -> Iterator[str]:
    """Yield the logical lines of a module with each block of imports sorted."""
    block: list[str] = []
    for statement in statements:
        if not block and not _is_import(statement):
            yield statement
        elif _is_import(statement) and (not block or _indent(block[0]) == _indent(statement)):
            block.append(statement)
        elif statement or not block:
            yield from _sorted(block)
            block = [statement] if _is_import(statement) else []
            yield from [] if block else [statement]
        else:
            block.append(statement)
    yield from _sorted(block)


def _is_import(statement: str) -> bool:
    if not statement.lstrip(" ").startswith(("import ", "from ")):
        return False
    return bool(_IMPORT.fullmatch(statement) or _FROM.fullmatch(statement))


def _indent(statement: str) -> int:
    return len(statement) - len(statement.lstrip(" "))


def _sorted(block: list[str]) -> Iterator[str]:
    """Yield the sorted imports of a block, and the blank lines after it."""
    imports = [statement for statement in block if statement]
    if not imports:
        return
    margin = " " * _indent(imports[0])
    merged = sorted(set(_merged(imports)), key=lambda each: each.key)
    for number, (_, section) in enumerate(groupby(merged, key=lambda each: each.section)):
        yield from [""] if number else []
        yield from (f"{margin}{each}" for each in section)
    yield from block[len(block) - block[::-1].index(imports[-1]) :]


def _merged(statements: list[str]) -> Iterator[Imports]:
    """Yield one import for each module. Names with an alias get their own import."""
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
    """Return the sort key of an imported name: constants, then classes, then others."""
    name, _, alias = name.partition(" as ")
    kind = 0 if len(name) > 1 and name.isupper() else 1 if name[:1].isupper() else 2
    return kind, _natural(name.lower()), _natural(name), _natural(alias)


def _natural(name: str) -> str:
    """Return the natural sort key of a name: numbers are compared by value."""
    return _NUMBER.sub(_number, name)


def _number(match: re.Match[str]) -> str:
    """Return a number as text that sorts by length, then by its digits.

    Numbers with a leading zero are compared as text, and come before others.
    """
    digits = match[0]
    length = 0 if digits.startswith("0") else len(digits)
    return f"0{chr(length)}{digits}\0"
