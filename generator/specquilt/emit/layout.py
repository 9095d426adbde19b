"""Lays a module out as black leaves it: statements on one line, or with an element a line.

Black formats what is left over; it would make the same of the rest, which takes it fifty times as
long. Where black's style has two ways, the one is taken that does not depend on what else there is:
a bracket that must be opened gets a line for each of its elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from specquilt.emit.plain import is_foreign, is_plain, is_plain_docstring
from specquilt.emit.statements import CLOSING, OPENING, QUOTES, joined, statements, words

LINE_LENGTH = 100

_IMPORT = re.compile(r"(from \S+ import )\(?([^()]+)\)?")
_ANNOTATED = re.compile(r"(\w+: )(.+)")
_PARTNER = dict(zip(CLOSING, OPENING, strict=True))
_DEFINITION = re.compile(r"(?:async )?def ")
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
    blocks = _blocks([_laid_out(raw) for raw in statements(text)])
    return "".join(
        "\n" * block.blank + (block.text if block.is_plain else by_black(block.text))
        for block in blocks
    )


# --- one statement ---------------------------------------------------------------------------


def _laid_out(raw: str) -> Statement:
    indent = len(raw) - len(raw.lstrip(" "))
    if raw.startswith('"""', indent):
        return Statement(indent, raw, is_plain_docstring(raw))
    if is_foreign(raw):
        return Statement(indent, raw, is_plain=False)
    line = joined(raw) if len(raw) > LINE_LENGTH or _FOLDED.search(raw) else raw[indent:]
    imported = _IMPORT.fullmatch(line)
    if imported:
        line = imported[1] + imported[2]
    lines = _import(imported, indent) if imported else list(_broken(line, indent))
    if max(map(len, lines)) > LINE_LENGTH or not is_plain(line):
        return Statement(indent, raw, is_plain=False)
    return Statement(indent, "\n".join(lines), is_plain=True)


def _import(imported: re.Match[str], indent: int) -> list[str]:
    line = " " * indent + imported[1] + imported[2]
    if len(line) <= LINE_LENGTH:
        return [line]
    return list(_broken(f"{imported[1]}({imported[2]})", indent))


def _broken(line: str, indent: int, *, inside: bool = False, end: str = "") -> Iterator[str]:
    """Yield the lines that a line becomes; what cannot be broken stays too long.

    Args:
        line: one line, not indented.
        inside: whether it is inside of brackets.
        end: what comes after it.
    """
    margin = " " * indent
    if indent + len(line + end) <= LINE_LENGTH:
        yield margin + line + end
        return
    target, value = _assignment(line)
    annotated = _ANNOTATED.fullmatch(target)
    if value and not inside and _is_better_wrapped(target, value, indent):
        yield f"{margin}{target} = ("
        yield from _broken(value, indent + 4)
        yield f"{margin})"
    elif value and not value.isidentifier() and value[-1] not in CLOSING:
        yield margin + line + end
    elif annotated and len(_members(annotated[2])) > 1 and value[-1:] not in tuple(CLOSING):
        yield f"{margin}{annotated[1]}("
        yield from _broken(annotated[2], indent + 4, inside=True)
        yield f"{margin}){line[len(target) :]}{end}"
    elif inside and len(members := _members(line)) > 1:
        for member in members[:-1]:
            yield from _broken(member, indent)
        yield from _broken(members[-1], indent, end=end)
    else:
        yield from _opened(line, indent, end)


def _assignment(line: str) -> tuple[str, str]:
    """Return what is left and right of the equals sign of an assignment or a parameter."""
    for start, word, depth in words(line):
        place = word.find(" = ")
        if depth == 0 and word[0] not in QUOTES and place >= 0:
            return line[: start + place], line[start + place + 3 :]
    return line, ""


def _is_better_wrapped(target: str, value: str, indent: int) -> bool:
    """Say whether the value of an assignment needs brackets around it: it has none to be opened."""
    is_closed = value[-1] not in CLOSING or value[-2] in OPENING
    opened = len(value) if is_closed else value.find(_PARTNER[value[-1]]) + 1
    wrapped = indent + len(f"{target} = (")
    return wrapped <= LINE_LENGTH < wrapped - 1 + opened


def _members(line: str) -> list[str]:
    """Return the members of a union; all but the first begin with the bar."""
    bars = [
        start + bar.start()
        for start, word, depth in words(line)
        if depth == 0 and word[0] not in QUOTES
        for bar in re.finditer(r"\| ", word)
    ]
    return [line[a:b].strip() for a, b in pairwise([0, *bars, len(line)])]


def _opened(line: str, indent: int, end: str) -> Iterator[str]:
    """Yield a line with one pair of brackets opened: parameters, or the last outermost ones."""
    margin = " " * indent
    pairs = list(_outermost(line))
    start, stop, commas = (pairs or [(0, 1, [])])[0 if _DEFINITION.match(line) else -1]
    if stop == start + 1:
        yield margin + line + end
        return
    edges = [start, *commas, stop]
    elements = [element for a, b in pairwise(edges) if (element := line[a + 1 : b].strip())]
    is_display = line.startswith("from ") or not _follows_value(line[:start])
    # One element in a subscript or a group would become a tuple.
    last = "," if commas or line.startswith("from ") else ""
    yield margin + line[: start + 1]
    if not is_display and indent + 4 + len(inner := ", ".join(elements)) <= LINE_LENGTH:
        elements, last = [inner], ""
    for number, element in enumerate(elements, 1):
        comma = "," if number < len(elements) else last
        yield from _broken(element, indent + 4, inside=True, end=comma)
    yield margin + line[stop:] + end


def _follows_value(before: str) -> bool:
    return before[-1:].isalnum() or before[-1:] in ("_", *CLOSING)


def _outermost(line: str) -> Iterator[tuple[int, int, list[int]]]:
    """Yield where outermost brackets open and close, and the commas right between them."""
    start = 0
    commas: list[int] = []
    for place, word, depth in words(line):
        if depth != 1:
            continue
        if word in OPENING:
            start, commas = place, []
        elif word in CLOSING:
            yield start, place, commas
        elif word[0] == ",":
            commas.append(place)


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
