"""YAML 1.2 and JSON to plain values, on PyYAML's C parser, with every fault located."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from specquilt.pointer import Pointer
from specquilt.sources import json_loader

MAX_DEPTH = 200
MAX_NODES = 4_000_000
_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"

_PLAIN: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+"), lambda text: int(text, 8)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text, 16)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)
_MAY_BE_PLAIN = re.compile(r"[-+.0-9~ntfNTF]|$")
_TEXT_TAG = "tag:yaml.org,2002:str"
_PLAIN_TAG = "plain"


class YamlFault(Exception):
    """A fault in the text; `line`, `column` and `first_line` (of something repeated) are 1-based."""

    def __init__(
        self,
        rule: str,
        message: str,
        line: int,
        column: int,
        advice: str = "",
        first_line: int | None = None,
    ) -> None:
        super().__init__(f"{line}:{column}: {message}")
        self.rule, self.message, self.advice = rule, message, advice
        self.line, self.column, self.first_line = line, column, first_line


def load(text: str) -> Any:
    """Read one YAML or JSON document with the core schema of YAML 1.2 (section 10.3).

    Mapping keys always stay text, so that a status code without quotes is ``"200"``.

    Raises:
        YamlFault: the text is no YAML, repeats a key, uses a tag, or exceeds a budget.
    """
    if json_loader.is_candidate(text):
        try:
            return json_loader.load(text, MAX_DEPTH)
        except json_loader.NotPlain:
            pass  # YAML reads it all the same, or says what is wrong and where
    with _collector_paused():
        return _Builder().build(_compose(text))


def locate(text: str, pointer: Pointer) -> tuple[int, int]:
    """Return the 1-based line and column of the deepest node on the way to a pointer.

    A mapping entry is found at its key, a list item at its value.
    """
    if json_loader.is_candidate(text):
        try:
            return json_loader.locate(text, pointer)
        except json_loader.NotPlain:
            pass  # then it was read as YAML, too
    node = _composed(text)
    mark = node.start_mark
    for part in pointer:
        step = _child(node, part)
        if step is None:
            break
        mark, node = step
    return mark.line + 1, mark.column + 1


@lru_cache(maxsize=64)
def _composed(text: str) -> yaml.Node:
    """Keep what was composed: findings come in swarms, and all ask about the same texts."""
    with _collector_paused():
        return _compose(text)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Save the search for cycles among millions of new nodes that have none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _child(node: Any, part: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return key.start_mark, value
    if isinstance(node, yaml.SequenceNode) and str(part).isdecimal():
        index = int(part)
        if index < len(node.value):
            return node.value[index].start_mark, node.value[index]
    return None


class _Loader(yaml.CSafeLoader):
    """Composes nodes only: plain scalars get one tag, everything else is text or a container.

    The parser in C calls itself for each level, and would overflow its stack without a word.
    """

    depth = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:
        self.depth += 1
        if current_node and self.depth > MAX_DEPTH + 1:
            raise _fault("yaml-budget", _TOO_DEEP, current_node)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            return _PLAIN_TAG if implicit[0] else _TEXT_TAG
        return "map" if kind is yaml.MappingNode else "seq"


def _compose(text: str) -> yaml.Node:
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, error.position - before.rfind("\n")
        raise YamlFault(
            "yaml-syntax", f"character {error.character!r} is not allowed in YAML", line, column
        ) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax_fault(error) from None
    if node is None:
        raise YamlFault("yaml-syntax", "the text is empty", 1, 1)
    return node


def _syntax_fault(error: yaml.MarkedYAMLError) -> YamlFault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    message = " ".join(filter(None, (error.problem, error.context)))
    return YamlFault(
        "yaml-syntax",
        message or "not readable as YAML",
        line,
        column,
        advice="check the indentation and the quotes of this line and the one above",
    )


@dataclass
class _Builder:
    """Turns nodes into values within a budget; aliases are copied, so nothing is shared."""

    nodes: int = 0

    def build(self, node: yaml.Node, depth: int = 0) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise _fault("yaml-budget", self._budget_message(depth), node)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            _refuse_tag(node, "seq")
            return [self.build(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        _refuse_tag(node, "map")
        return {key: self.build(value, depth + 1) for key, value in _entries(node)}

    def _budget_message(self, depth: int) -> str:
        if depth > MAX_DEPTH:
            return f"{_TOO_DEEP}, or an alias that contains itself"
        return f"more than {MAX_NODES:,} values once aliases are expanded"


def _entries(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _fault("yaml-syntax", "a key must be a scalar", key)
        name = key.value
        if name == "<<" and key.tag == _PLAIN_TAG:
            raise _fault("yaml-merge-key", "merge keys (<<) are no part of YAML 1.2", key)
        if name in seen:
            message = f"key {name!r} stands here again"
            raise _fault("yaml-duplicate-key", message, key, "keep one of the two", seen[name])
        seen[name] = key.start_mark.line + 1
        yield name, value


def _scalar(node: yaml.ScalarNode) -> Any:
    if node.tag == _PLAIN_TAG:
        try:
            return _plain(node.value)
        except ValueError:
            raise _fault("yaml-budget", "a number of too many digits", node) from None
    if node.tag not in (_TEXT_TAG, "!"):
        raise _fault("yaml-tag", f"tag {node.tag!r} is not allowed", node, "remove the tag")
    return node.value


def stays_text(text: str) -> bool:
    """Say whether a text without quotes is read as that text."""
    return isinstance(_plain(text), str)


def _plain(text: str) -> Any:
    if _MAY_BE_PLAIN.match(text):
        for pattern, convert in _PLAIN:
            if pattern.fullmatch(text):
                return convert(text)
    return text


def _refuse_tag(node: yaml.Node, expected: str) -> None:
    if node.tag not in (expected, "!"):
        raise _fault("yaml-tag", f"tag {node.tag!r} is not allowed", node, "remove the tag")


def _fault(
    rule: str, message: str, node: yaml.Node, advice: str = "", first_line: int | None = None
) -> YamlFault:
    mark = node.start_mark
    return YamlFault(rule, message, mark.line + 1, mark.column + 1, advice, first_line)
