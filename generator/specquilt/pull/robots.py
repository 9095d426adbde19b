"""The rules of a site for robots. Source: RFC 9309

The standard library's parser chooses the group and reads the delay. It knows no wildcards, and takes
the first rule that applies in place of the longest: so it gets the rules as they are for one address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

from specquilt.pull.address import Address

AGENT = "specquilt"
_RULES = ("allow", "disallow")
_DELAY = "crawl-delay"
_KEYS = ("user-agent", *_RULES, _DELAY)


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a robots.txt that have a meaning, without comments."""
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    return tuple(line for line in lines if ":" in line and _is_sound(line))


def allows(lines: Iterable[str], address: Address) -> bool:
    """Return whether the rules allow to request something."""
    return _parsed(lines, address).can_fetch(AGENT, str(address))


def delay(lines: Iterable[str], address: Address) -> float:
    """Return the seconds that a site wants between two requests; 0 if it does not say."""
    return float(_parsed(lines, address).crawl_delay(AGENT) or 0)


def _parsed(lines: Iterable[str], address: Address) -> RobotFileParser:
    parser = RobotFileParser()
    path = unquote(address.target)
    for_address: list[str] = []
    for is_rule, group in groupby(filter(_is_sound, lines), lambda line: _key(line) in _RULES):
        if is_rule:
            for_address += [_literal(line, path) for line in sorted(group, key=_precedence)]
        else:
            for_address += group
    parser.parse(for_address)
    return parser


def _is_sound(line: str) -> bool:
    """Return whether a line matters, and the parser can read it: some paths and numbers make it fail."""
    if _key(line) not in _KEYS:
        return False
    if _key(line) == _DELAY:
        return re.fullmatch("[0-9]{1,9}", _pattern(line)) is not None
    try:
        urlsplit(_pattern(line))
    except ValueError:
        return False
    return True


def _key(line: str) -> str:
    return line.partition(":")[0].strip().lower()


def _pattern(line: str) -> str:
    return unquote(line.partition(":")[2].strip())


def _precedence(line: str) -> tuple[int, str]:
    """Longest first; of two that are as long, the one that allows (RFC 9309, section 2.2.2)."""
    return -len(_pattern(line)), _key(line)


def _literal(line: str, path: str) -> str:
    """Return a rule without wildcards that says the same about a path."""
    pattern = _pattern(line)
    if "*" not in pattern and "$" not in pattern:
        return line
    # A delay without a number says nothing: as does a rule that does not apply.
    return f"{_key(line)}: /" if _applies(pattern, path) else f"{_DELAY}:"


def _applies(pattern: str, path: str) -> bool:
    """Return whether a pattern with wildcards matches a path (RFC 9309, section 2.2.3)."""
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in rest:
        at = path.find(piece, at) + len(piece)
        if at < len(piece):
            return False
    if not pattern.endswith("$"):
        return True
    last = rest[-1] if rest else first
    return path.endswith(last) and (bool(rest) or path == first)
