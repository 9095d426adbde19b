"""Replaces line breaks of YAML 1.1 that are ordinary characters in YAML 1.2, before parsing.

In YAML 1.2 (1.2.2, section 5.4), U+0085, U+2028 and U+2029 are ordinary characters. PyYAML follows
YAML 1.1 and ends lines at them, which results in wrong line numbers and dropped spaces. They are
replaced by other single characters that the text does not contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import yaml

_BREAKS = "\x85\u2028\u2029"
_BREAK = re.compile(f"[{_BREAKS}]")
_PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE))
"""Private use areas: characters without a meaning in any standard."""


def stand_ins(text: str) -> dict[int, str]:
    """Return a replacement for each foreign break. Empty if the text has none."""
    if not _BREAK.search(text):
        return {}
    used = set(text)
    free = (chr(code) for code in chain(*_PRIVATE) if chr(code) not in used)
    return dict(zip(map(ord, _BREAKS), free, strict=False))


def restore(root: yaml.Node | None, replaced: dict[int, str]) -> None:
    """Restore the foreign breaks in all scalars; tags cannot contain any of the characters."""
    if not replaced:
        return
    back = {ord(stand_in): chr(code) for code, stand_in in replaced.items()}
    for node in _nodes(root):
        if isinstance(node, yaml.ScalarNode):
            node.value = node.value.translate(back)


def _nodes(root: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield each node once, regardless of its aliases."""
    waiting, seen = [root] if root else [], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += chain(*node.value)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
