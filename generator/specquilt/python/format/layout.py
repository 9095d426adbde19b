"""Formats the plain statements of a module in black's style, and leaves the others to black.

Black formats plain statements the same way but takes fifty times as long, because it supports the
whole language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from specquilt.openapi.dataclass import dataclass
from specquilt.python.format.breaking import LINE_LENGTH, broken
from specquilt.python.format.docstrings import wrapped
from specquilt.python.format.imports import IMPORT_LENGTH, sorted_imports
from specquilt.python.format.plain import (
    is_docstring,
    is_foreign,
    is_plain,
    is_plain_docstring,
    is_table_of_homes,
    on_one_line,
)
from specquilt.python.format.statements import joined, statements

_IMPORT = re.compile(r"(from \S+ import )\(?([^()]+)\)?")
_SPLIT = "class ", "if ", "else:"
"""What begins the top-level statements whose members are blocks of their own."""

_FIRST, _MEMBER, _LATER = "class _:\n", "class _:\n    _ = 0\n", "_ = 0\n"
"""What makes a module of the docstring of a class, and of other members of a class or module."""

_UNBREAKABLE = re.compile(
    r' +"[^"\\]*",' r"| +(?:\| |\w+=|\w+: )?\w+(?:\.\w+)?,?" r"|class \w+\(" r"|\w+ = \w+\("
)
_FOLDED = re.compile(r"'|\n|, *[)\]}]|import \(")


@dataclass(frozen=True)
class Statement:
    """A formatted logical line.

    Args:
        indent: Indentation in columns.
        text: The indented lines without a final newline.
        is_plain: Whether it needs no formatting by black.
    """

    indent: int
    text: str
    is_plain: bool

    def begins(self, *words: str) -> bool:
        """Return whether it begins with one of the words."""
        return self.text.startswith(words, self.indent)


def formatted(text: str, by_black: Callable[[str], str]) -> str:
    """Return the formatted module.

    Args:
        text: The source code.
        by_black: Formats a module.
    """
    blocks = _blocks([_formatted_statement(raw) for raw in sorted_imports(statements(text))])
    return "".join(
        "\n" * block.blank + (block.text if block.is_plain else _completed(block, by_black))
        for block in blocks
    )


def _completed(block: Block, by_black: Callable[[str], str]) -> str:
    """Return the text of a block, formatted as a module that contains nothing else."""
    if block.before in (_MEMBER, _LATER) and is_docstring(block.text.removesuffix("\n")):
        return block.text  # black only changes the docstrings of modules, classes and functions
    if block.before == _FIRST and (docstring := on_one_line(block.text.removesuffix("\n"))):
        return docstring + "\n"
    after = "    pass\n" if block.text.endswith(":\n") else ""
    formatted = by_black(block.before + block.text + after)
    return formatted.removeprefix(block.before).removesuffix(after).lstrip("\n")


# --- single statements -----------------------------------------------------------------------


@lru_cache(maxsize=16_384)
def _formatted_statement(raw: str) -> Statement:
    """Return a statement formatted; every second one of a package is equal to another one."""
    indent = len(raw) - len(raw.lstrip(" "))
    if raw.startswith('"""', indent):
        text = wrapped(raw, indent)
        return Statement(indent, text, is_plain_docstring(text))
    if is_foreign(raw):
        return Statement(indent, raw, is_plain=is_table_of_homes(raw))
    line = joined(raw) if _FOLDED.search(raw) else raw[indent:]
    imported = _IMPORT.fullmatch(line)
    line = imported[1] + imported[2] if imported else line
    lines = _broken_import(line, indent) if imported else list(broken(line, indent))
    plain = not any(map(_is_too_long, lines)) and is_plain(line.removeprefix("async "))
    return Statement(indent, "\n".join(lines) if plain or imported else raw, plain)


def _is_too_long(line: str) -> bool:
    """Return whether a line could be broken; one that is nothing but a name or a text could not."""
    return len(line) > LINE_LENGTH and not _UNBREAKABLE.fullmatch(line)


def _broken_import(line: str, indent: int) -> list[str]:
    """Return the lines of an import. A trailing comma prevents black from joining them."""
    margin = " " * indent
    source, names = line.split(" import ", 1)
    if names == "*" or indent + len(line) <= IMPORT_LENGTH:
        return [margin + line]
    inside = [f"{margin}    {name}," for name in names.split(", ")]
    return [f"{margin}{source} import (", *inside, f"{margin})"]


# --- blocks of statements --------------------------------------------------------------------


@dataclass
class Block:
    """Statements that are formatted together: a function, the head of a class, a member of one.

    Args:
        blank: Number of blank lines before it.
        before: Lines that make a module of it: black formats nothing less.
        text: The formatted lines.
        is_plain: Whether all its statements are plain.
    """

    blank: int
    before: str
    text: str = ""
    is_plain: bool = True


def _blocks(statements: list[Statement]) -> list[Block]:
    blocks: list[Block] = []
    before = outer = Statement(0, "", is_plain=True)
    for blank, statement in _spaced(statements):
        outer = outer if statement.indent else statement
        if _begins_block(statement, before, outer):
            blocks.append(Block(blank, _lines_before(statement, before)))
            blank = 0
        blocks[-1].text += "\n" * blank + statement.text + "\n"
        blocks[-1].is_plain &= statement.is_plain
        before = statement
    return blocks


def _begins_block(statement: Statement, before: Statement, outer: Statement) -> bool:
    """Return whether a statement does not belong to the block before it."""
    if before.begins("@"):
        return False
    if statement.indent:
        return statement.indent == 4 and outer.begins(*_SPLIT)
    return not statement.begins("except", "finally:")


def _lines_before(statement: Statement, before: Statement) -> str:
    is_text = statement.begins('"""')
    if not statement.indent:
        return _LATER if is_text and before.text else ""
    return _FIRST if is_text and before.begins("class ") else _MEMBER


def _spaced(statements: list[Statement]) -> Iterator[tuple[int, Statement]]:
    """Yield the number of blank lines before each statement, and the statement."""
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
    if not before or before[-1].begins("@"):
        return 0
    defines = statement.begins("@", "def ", "async def ", "class ")
    if before[-1].indent < statement.indent:
        return 1 if defines and before[-1].begins("if ") else 0
    if ends_definition or defines:
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
