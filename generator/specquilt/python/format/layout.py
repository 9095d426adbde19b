"""Lays a module out as black does, as far as its statements are plain; black formats the others.

Black would make the same of the plain ones, but takes fifty times as long: it asks of everything
whether it is one of a hundred things that are never written here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from specquilt.python.format.breaking import LINE_LENGTH, broken
from specquilt.python.format.docstrings import wrapped
from specquilt.python.format.imports import IMPORT_LENGTH, sorted_imports
from specquilt.python.format.plain import is_foreign, is_plain, is_plain_docstring
from specquilt.python.format.statements import joined, statements

_IMPORT = re.compile(r"(from \S+ import )\(?([^()]+)\)?")
_FOLDED = re.compile(r"'|\n|, *[)\]}]|import \(")


@dataclass(frozen=True)
class Statement:
    """A logical line, laid out.

    Args:
        indent: columns that it is indented by.
        text: its lines, indented; without a newline at the end.
        is_plain: whether black has nothing to add.
    """

    indent: int
    text: str
    is_plain: bool

    def begins(self, *words: str) -> bool:
        """Say whether it begins with one of some words."""
        return self.text.startswith(words, self.indent)


def formatted(text: str, by_black: Callable[[str], str]) -> str:
    """Return a module, formatted.

    Args:
        by_black: formats top-level statements that are not plain.
    """
    blocks = _blocks([_laid_out(raw) for raw in sorted_imports(statements(text))])
    return "".join(
        "\n" * block.blank + (block.text if block.is_plain else by_black(block.text))
        for block in blocks
    )


# --- one statement ---------------------------------------------------------------------------


def _laid_out(raw: str) -> Statement:
    indent = len(raw) - len(raw.lstrip(" "))
    if raw.startswith('"""', indent):
        text = wrapped(raw, indent)
        return Statement(indent, text, is_plain_docstring(text))
    if is_foreign(raw):
        return Statement(indent, raw, is_plain=False)
    line = joined(raw) if len(raw) > LINE_LENGTH or _FOLDED.search(raw) else raw[indent:]
    imported = _IMPORT.fullmatch(line)
    line = imported[1] + imported[2] if imported else line
    lines = _broken_import(line, indent) if imported else list(broken(line, indent))
    plain = max(map(len, lines)) <= LINE_LENGTH and is_plain(line)
    return Statement(indent, "\n".join(lines) if plain or imported else raw, plain)


def _broken_import(line: str, indent: int) -> list[str]:
    """Return the lines of an import; a comma at the end keeps black from joining them."""
    margin = " " * indent
    if indent + len(line) <= IMPORT_LENGTH:
        return [margin + line]
    source, names = line.split(" import ", 1)
    inside = [f"{margin}    {name}," for name in names.split(", ")]
    return [f"{margin}{source} import (", *inside, f"{margin})"]


# --- statements in a row ---------------------------------------------------------------------


@dataclass
class Block:
    """A top-level statement with all that is inside of it.

    Args:
        blank: the blank lines before it.
    """

    blank: int
    text: str
    is_plain: bool


def _blocks(statements: list[Statement]) -> list[Block]:
    blocks: list[Block] = []
    before: Statement | None = None
    for blank, statement in _spaced(statements):
        is_own = not statement.indent and not statement.begins("else:", "except", "finally:")
        if is_own and not (before and before.begins("@")):
            blocks.append(Block(blank, "", is_plain=True))
            blank = 0
        blocks[-1].text += "\n" * blank + statement.text + "\n"
        blocks[-1].is_plain &= statement.is_plain
        before = statement
    return blocks


def _spaced(statements: list[Statement]) -> Iterator[tuple[int, Statement]]:
    """Yield the statements with the number of blank lines that black wants before each."""
    existing = 0
    before: list[Statement] = []
    definitions: set[int] = set()
    for statement in statements:
        if not statement.text:
            existing += 1
            continue
        ended = {indent for indent in definitions if indent >= statement.indent}
        yield _blank_lines(statement, before, existing, bool(ended)), statement
        definitions -= ended
        if statement.begins("def ", "async def ", "class "):
            definitions.add(statement.indent)
        before, existing = [*before[-1:], statement], 0


def _blank_lines(
    statement: Statement, before: list[Statement], existing: int, ends_definition: bool
) -> int:
    apart = 1 if statement.indent else 2
    if not before or before[-1].begins("@") or before[-1].indent < statement.indent:
        return 0
    if ends_definition or statement.begins("@", "def ", "async def ", "class "):
        return apart
    if before[-1].begins('"""') and (not statement.indent or before[0].begins("class ")):
        return 1
    if _ends_imports(before[-1], statement):
        return 1
    return min(existing, apart)


def _ends_imports(before: Statement, statement: Statement) -> bool:
    imports = "import ", "from "
    is_beside = before.indent == statement.indent
    return is_beside and before.begins(*imports) and not statement.begins(*imports)
