"""Breaks long lines as black does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from specquilt.python.format.statements import CLOSING, EDGE, OPENING, QUOTES, follows_value, words

LINE_LENGTH = 100

_ANNOTATED = re.compile(r"((?!lambda\b)\w+: )(.+)")
_NAME = re.compile(r"\w+(?:: \w+)?")
_DEFINITION = re.compile(r"(?:async )?def ")
_FIELD = re.compile(r"(\w+): (\w+(?:\.\w+)?)")
_GENERIC = re.compile(r"\w+: \w+(?:\.\w+)?\[.*\]")
_CALL = re.compile(r"\w+(?:\.\w+)?\(.+\)")
_RETURNED = re.compile(r"\) -> (.+)(:(?: \.\.\.)?)")
_PARTNER = dict(zip(CLOSING, OPENING, strict=True))


def broken(line: str, indent: int, *, inside: bool = False, end: str = "") -> Iterator[str]:
    """Yield the lines of a wrapped line. Unsupported constructs stay too long.

    Args:
        line: One line without indentation.
        indent: Indentation in columns.
        inside: Whether the line is inside brackets.
        end: Text to append to the last line.
    """
    margin = " " * indent
    if indent + len(line + end) <= LINE_LENGTH:
        yield margin + line + end
        return
    target, value = _assignment(line)
    if value and not inside and _is_union_of_a_name(target, value):
        yield from _alias(line, indent)
    elif value and not inside and _is_better_wrapped(target, value, indent):
        yield from _wrapped(target, value, indent)
    elif value and not inside and _is_opened_twice(target, value, indent):
        yield from _opened_twice(target, value, indent)
    elif not inside and _is_better_grouped(line, indent):
        yield from _annotated(line, "", indent)
    elif value and not value.isidentifier() and value[-1] not in CLOSING:
        # The result depends on the left-hand side. Black formats this case.
        yield margin + line + end
    elif _is_union(target) and value[-1:] not in tuple(CLOSING):
        yield from _annotated(target, line[len(target) :] + end, indent)
    elif inside and len(members := _members(line)) > 1:
        for member in members[:-1]:
            yield from broken(member, indent)
        yield from broken(members[-1], indent, end=end)
    else:
        yield from _opened(line, indent, end)


def _assignment(line: str) -> tuple[str, str]:
    """Return the left- and right-hand side of an assignment or a parameter's default."""
    if " = " not in line or _DEFINITION.match(line):  # most lines: to look at words takes longer
        return line, ""
    for start, word, depth in words(line):
        place = word.find(" = ")
        if depth == 0 and word[0] not in QUOTES and place >= 0:
            return line[: start + place], line[start + place + 3 :]
    return line, ""


def _is_union_of_a_name(target: str, value: str) -> bool:
    return bool(_NAME.fullmatch(target)) and len(_members(value)) > 1


def _alias(line: str, indent: int) -> Iterator[str]:
    """Yield the name of a union, and its members in parentheses, unless black could break brackets."""
    margin, (target, value) = " " * indent, _assignment(line)
    lines = [f"{margin}{target} = (", *broken(value, indent + 4, inside=True), f"{margin})"]
    may_open = len(_members(value)) == 2 and value[-1] in CLOSING
    if may_open and (value[-1] != "]" or any(len(each) > LINE_LENGTH for each in lines)):
        yield margin + line
    else:
        yield from lines


def _is_better_wrapped(target: str, value: str, indent: int) -> bool:
    """Return whether to wrap a value in parentheses instead of breaking it at its own brackets."""
    is_closed = value[-1] not in CLOSING or value[-2] in OPENING
    opened = len(value) if is_closed else value.find(_PARTNER[value[-1]]) + 1
    wrapped = indent + len(f"{target} = (")
    return wrapped <= LINE_LENGTH < wrapped - 1 + opened


def _wrapped(target: str, value: str, indent: int) -> Iterator[str]:
    """Yield an assignment with its value in parentheses, unless these do not make it fit either."""
    margin = " " * indent
    lines = [f"{margin}{target} = (", *broken(value, indent + 4), f"{margin})"]
    if all(len(line) <= LINE_LENGTH for line in lines):
        yield from lines
    elif target.isidentifier() and _is_only(_CALL, value):
        yield from _opened(f"{target} = {value}", indent, "")
    else:
        yield f"{margin}{target} = {value}"  # black formats this


def _is_opened_twice(target: str, value: str, indent: int) -> bool:
    """Return whether a generic annotation is so long that not even `= (` fits behind it."""
    is_too_long = indent + len(f"{target} = (") > LINE_LENGTH
    return is_too_long and _is_only(_GENERIC, target) and _is_only(_CALL, value)


def _opened_twice(target: str, value: str, indent: int) -> Iterator[str]:
    """Yield an assignment broken at the brackets of its annotation, and at those of its value."""
    *lines, end = _opened(target, indent, "")
    yield from lines
    if len(f"{end} = {value}") <= LINE_LENGTH:
        yield f"{end} = {value}"
        return
    first, *others = _opened(value, indent, "")
    yield f"{end} = {first.lstrip()}"
    yield from others


def _is_only(form: re.Pattern[str], text: str) -> bool:
    """Return whether a text has a form that ends with its only outermost brackets."""
    return bool(form.fullmatch(text)) and len(list(_outermost(text))) == 1


def _is_better_grouped(line: str, indent: int) -> bool:
    """Return whether a line only declares a name whose type fits on a line of its own, or has a dot."""
    field = _FIELD.fullmatch(line)
    return bool(field and ("." in field[2] or indent + 4 + len(field[2]) <= LINE_LENGTH))


def _is_union(target: str) -> bool:
    annotated = _ANNOTATED.fullmatch(target)
    return bool(annotated and len(_members(annotated[2])) > 1)


def _annotated(target: str, end: str, indent: int) -> Iterator[str]:
    """Yield an annotated name with the annotation in parentheses."""
    name, _, annotation = target.partition(": ")
    yield f"{' ' * indent}{name}: ("
    yield from broken(annotation, indent + 4, inside=True)
    yield f"{' ' * indent}){end}"


def _members(line: str) -> list[str]:
    """Return the members of a union. All but the first start with ``|``."""
    if "| " not in line:
        return [line.strip()]  # most lines
    bars = [
        start + bar.start()
        for start, word, depth in words(line)
        if depth == 0 and word[0] not in QUOTES
        for bar in re.finditer(r"\| ", word)
    ]
    return [line[a:b].strip() for a, b in pairwise([0, *bars, len(line)])]


def _opened(line: str, indent: int, end: str) -> Iterator[str]:
    """Yield a line broken at one pair of brackets: the parameters, or the last outermost pair."""
    margin = " " * indent
    pairs = list(_outermost(line))
    is_definition = bool(_DEFINITION.match(line))
    start, stop, commas = (pairs or [(0, 1, [])])[0 if is_definition else -1]
    if stop == start + 1:
        yield margin + line + end
        return
    edges = [start, *commas, stop]
    elements = [element for a, b in pairwise(edges) if (element := line[a + 1 : b].strip())]
    # A comma after a single element of a subscript or group would make it a tuple.
    has_comma = bool(commas) or is_definition or line.startswith("from ")
    inner = ", ".join(elements)
    if commas and follows_value(line[:start]) and indent + 4 + len(inner) <= LINE_LENGTH:
        elements, has_comma = [inner], False
    yield margin + line[: start + 1]
    for number, element in enumerate(elements, 1):
        comma = "," if number < len(elements) or has_comma else ""
        yield from broken(element, indent + 4, inside=True, end=comma)
    yield from _returned(line, stop, indent) if is_definition else [margin + line[stop:] + end]


def _returned(line: str, stop: int, indent: int) -> Iterator[str]:
    """Yield the end of a definition; a long return type is broken at its bars or its brackets.

    If the definition fits on one line up to these, its parameters stay there. Black formats this.
    """
    margin, rest = " " * indent, line[stop:]
    returned = _RETURNED.fullmatch(rest)
    if indent + len(rest) <= LINE_LENGTH or not returned:
        yield margin + rest
    elif len(_members(returned[1])) > 1:
        yield f"{margin}) -> ("
        yield from broken(returned[1], indent + 4, inside=True)
        yield f"{margin}){returned[2]}"
    else:
        yield from _generic_returned(line, stop, indent)


def _generic_returned(line: str, stop: int, indent: int) -> Iterator[str]:
    margin, rest = " " * indent, line[stop:]
    brackets = list(_outermost(rest[1:]))
    start, commas = (brackets[0][0] + 2, brackets[0][2]) if len(brackets) == 1 else (0, [])
    stays = indent + stop + start <= LINE_LENGTH
    if stays or not commas or not rest.endswith("]:"):
        yield margin + rest
        return
    yield margin + rest[:start]
    if indent + 4 + len(rest[start:-2]) <= LINE_LENGTH:
        yield f"{margin}    {rest[start:-2]}"
    else:
        edges = [start - 1, *(comma + 1 for comma in commas), len(rest) - 2]
        for first, last in pairwise(edges):
            yield from broken(rest[first + 1 : last].strip(), indent + 4, inside=True, end=",")
    yield f"{margin}]:"


def _outermost(line: str) -> Iterator[tuple[int, int, list[int]]]:
    """Yield the positions of outermost brackets, and of the commas directly inside them."""
    start = depth = 0
    commas: list[int] = []
    for found in EDGE.finditer(line):
        mark, place = found[0], found.start()
        if mark in CLOSING:
            if depth == 1:
                yield start, place, commas
            depth -= 1
        elif mark in OPENING:
            depth += 1
            if depth == 1:
                start, commas = place, []
        elif mark == "," and depth == 1:
            commas.append(place)
