"""Explains why a body does not match its type: where, what was expected, and what came."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, cast

from ..errors import Problem

_MOST_LINES: Final = 5
_MOST_PROBLEMS: Final = 1000
_LONGEST: Final = 200
_EXPECTED: Final = "Input should be "
_VALID: Final = re.compile(r"^an? valid (?=(\w))")
_NAME: Final = re.compile(r"[A-Za-z_]\w{0,60}")
_CLASS: Final = re.compile(r"(?:function-\w+\[.*, )?(\w+)\]?")
_TAG: Final = re.compile(r"Input tag .* found using (.*) does not match .* expected tags: (.*)")


class _Step(NamedTuple):
    """A step of a location: into the data, or to the member of a union that was tried."""

    name: int | str
    is_member: bool


class _Located(NamedTuple):
    problem: Problem
    steps: tuple[_Step, ...]


def explain(problems: Sequence[Problem], data: object) -> str:
    """Return one line for each of the first problems. They contain no values of the data.

    Args:
        problems: What pydantic has found.
        data: The decoded JSON.
    """
    located = [_located(problem, data) for problem in problems[:_MOST_PROBLEMS]]
    lines = list(dict.fromkeys(_lines(located, 0, "")))
    more = len(lines) - _MOST_LINES
    return "\n".join([*lines[:_MOST_LINES], *([f"and {more} more"] if more > 0 else [])])


# --- locations -------------------------------------------------------------------------------


def _located(problem: Problem, data: object) -> _Located:
    """Tell the keys and indexes of a location from the names of members of unions."""
    steps: list[_Step] = []
    for name in problem["loc"]:
        is_last = len(steps) + 1 == len(problem["loc"])
        is_inside, inner = _inside(data, name)
        is_missing = is_last and problem["type"] == "missing"
        steps.append(_Step(name, is_member=not (is_inside or is_missing)))
        data = inner if is_inside else data
    return _Located(problem, tuple(steps))


def _inside(data: object, name: int | str) -> tuple[bool, object]:
    if isinstance(data, dict) and name in data:
        return True, cast("dict[int | str, object]", data)[name]
    if isinstance(data, list) and isinstance(name, int) and name < len(cast("Sequence[Any]", data)):
        return True, cast("list[object]", data)[name]
    return False, None


def _path(steps: Iterable[_Step]) -> str:
    text = ""
    for name in (step.name for step in steps if not step.is_member):
        if isinstance(name, str) and _NAME.fullmatch(name):
            text += f".{name}"
        else:
            text += f"[{name!r:.60}]"
    return text.removeprefix(".")[:_LONGEST] or "the body"


# --- unions ----------------------------------------------------------------------------------


def _lines(group: list[_Located], depth: int, member: str) -> Iterator[str]:
    """Yield the lines of problems below one place."""
    here = [each for each in group if len(each.steps) == depth]
    inside, tried = _by_step(group, depth)
    if here:
        yield _line(here, member)
    if tried:
        yield from _of_union(list(tried.values()), depth, member)
    for problems in inside.values():
        yield from _lines(problems, depth + 1, member)


def _by_step(
    group: list[_Located], depth: int
) -> tuple[dict[int | str, list[_Located]], dict[int | str, list[_Located]]]:
    inside: defaultdict[int | str, list[_Located]] = defaultdict(list)
    tried: defaultdict[int | str, list[_Located]] = defaultdict(list)
    for each in group:
        if len(each.steps) > depth:
            step = each.steps[depth]
            (tried if step.is_member else inside)[step.name].append(each)
    return inside, tried


def _of_union(tried: list[list[_Located]], depth: int, member: str) -> Iterator[str]:
    """Yield the lines of the member that fits best; of all members if none fits at all."""
    best = min(tried, key=lambda problems: _misfit(problems, depth))
    if _misfit(best, depth)[0]:
        yield _line([each for problems in tried for each in problems], member)
        return
    name = _CLASS.fullmatch(str(best[0].steps[depth].name))
    yield from _lines(best, depth + 1, name[1] if name else member)


def _misfit(problems: list[_Located], depth: int) -> tuple[bool, int, int]:
    """Return whether the whole value has the wrong type, and how many fields miss or are wrong."""
    whole = any(all(step.is_member for step in each.steps[depth:]) for each in problems)
    missing = sum(each.problem["type"] == "missing" for each in problems)
    return whole, missing, len(problems)


# --- words -----------------------------------------------------------------------------------


def _line(problems: list[_Located], member: str) -> str:
    """Return the line of problems at one place."""
    problem, steps = problems[0]
    read = f" (read as {member})" if member else ""
    if problem["type"] == "missing":
        return f"{_path(steps)}: required, but missing{read}"
    expected = dict.fromkeys(_expected(each.problem) for each in problems)
    listed = " or ".join(expected)[:_LONGEST]
    return f"{_path(steps)}: expected {listed}, received {received(problem['input'])}{read}"


def _expected(problem: Problem) -> str:
    message = problem["msg"]
    if tag := _TAG.fullmatch(message):
        return f"one of {tag[2]} as {tag[1]}"
    text = message.removeprefix(_EXPECTED)
    text = text if problem["type"] == "literal_error" else text.partition(",")[0]
    return _VALID.sub(lambda found: "an " if found[1] in "aeiou" else "a ", text)


def received(value: object) -> str:
    """Return the kind and size of a JSON value."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int():
            return "an integer"
        case float():
            return "a number"
        case str():
            return _sized("a string", len(value), "character")
        case list():
            return _sized("an array", len(cast("Sequence[Any]", value)), "item")
        case _:
            return "an object"


def _sized(kind: str, size: int, unit: str) -> str:
    return f"{kind} of {size} {unit}{'' if size == 1 else 's'}"
