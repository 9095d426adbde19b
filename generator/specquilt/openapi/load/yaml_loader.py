"""Loads YAML 1.2 and JSON with PyYAML's C parser. Every fault has a location."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import field
from functools import lru_cache
from typing import Any

import yaml

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.load import entries, foreign_breaks, json_loader, lines, scalars
from specquilt.openapi.load.entries import PLAIN_TAG
from specquilt.openapi.load.fault import TextFault, duplicate_key
from specquilt.openapi.load.tags import LIST_TAG, MAP_TAG, TEXT_TAG, TEXT_TAGS, TYPES, tagged
from specquilt.openapi.pointer import Pointer

MAX_DEPTH = 100
MAX_VALUES = 1_000_000
MAX_DUPLICATES = json_loader.MAX_DUPLICATES
"""Limits: four times the depth and the number of values of the largest public documents."""

_KEPT = ContextVar("_KEPT", default=0)
_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
_TOO_MANY = f"more than {MAX_VALUES:,} values, counting each use of an alias"


def load(text: str, duplicates: list[TextFault] | None = None) -> Any:
    """Read one YAML or JSON document with the core schema of YAML 1.2 (section 10.3).

    Mapping keys are always strings: an unquoted status code is ``"200"``.

    Args:
        text: The text.
        duplicates: Gets the duplicate keys, of which the last counts. Without it they are refused.

    Raises:
        TextFault: The text is not YAML, has a tag, or exceeds a limit.
    """
    found: list[TextFault] = []
    value = _loaded(text, found)
    if found and duplicates is None:
        raise found[0]
    if duplicates is not None:
        duplicates.extend(found)
    return value


def _loaded(text: str, duplicates: list[TextFault]) -> Any:
    if json_loader.is_candidate(text):
        try:
            return json_loader.load(text, MAX_DEPTH, MAX_VALUES, duplicates)
        except json_loader.NotPlain:
            pass  # the YAML parser reads it or reports the error
    compose = _composed if len(text) <= _KEPT.get() else _compose
    with _collector_paused():
        return _Builder(duplicates).build(compose(text))


@contextmanager
def kept(longest: int) -> Iterator[None]:
    """Keep the nodes of texts of at most some length, whose values will be located, too."""
    token = _KEPT.set(longest)
    try:
        yield
    finally:
        _KEPT.reset(token)


def locate(text: str, pointer: Pointer) -> tuple[int, int]:
    """Return the 1-based line and column of a JSON Pointer, or of its nearest existing parent.

    The location of a mapping's entry is its key; the location of a list's item is its value.
    """
    if json_loader.is_candidate(text):
        with suppress(json_loader.NotPlain):  # then it was read as YAML, too
            return json_loader.locate(text, pointer)
    mark, _ = _find(_composed(text), pointer)
    return mark.line + 1, mark.column + 1


def written(text: str, pointer: Pointer) -> str | None:
    """Return the source text of a scalar: ``1.10``, not 1.1. None for a mapping or list."""
    if json_loader.is_candidate(text):
        with suppress(json_loader.NotPlain):  # then it was read as YAML, too
            return json_loader.written(text, pointer)
    _, node = _find(_composed(text), pointer)
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def nodes(text: str) -> yaml.Node:
    """Return what the parser makes of a text, with the marks of where everything starts and ends.

    Raises:
        TextFault: The text is not YAML.
    """
    return _composed(text)


def forget() -> None:
    """Forget all texts: a process that lives long would keep many versions of them."""
    _composed.cache_clear()
    json_loader.forget()


def _find(node: Any, pointer: Pointer) -> tuple[Any, Any]:
    """Return the start and value of the entry at a pointer, or of its nearest parent."""
    mark = node.start_mark
    for part in pointer:
        step = _child(node, part)
        if step is None:
            break
        mark, node = step
    return mark, node


@lru_cache(maxsize=64)
def _composed(text: str) -> yaml.Node:
    """Return cached nodes, because many findings refer to the same text."""
    with _collector_paused():
        return _compose(text)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause garbage collection: it would search millions of new nodes for cycles in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _child(node: Any, part: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        found = entries.find(node, str(part))
        return (found[0].start_mark, found[1]) if found else None
    if isinstance(node, yaml.SequenceNode) and str(part).isdecimal():
        index = int(part)
        if index < len(node.value):
            return node.value[index].start_mark, node.value[index]
    return None


class _Loader(yaml.CSafeLoader):
    """Composes nodes. Plain scalars get a tag of their own.

    Limits the depth, because the C parser is recursive and would overflow the stack.
    """

    depth = nodes = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:
        self.depth += 1
        self.nodes += 1
        if current_node and self.depth > MAX_DEPTH + 1:
            raise _fault("yaml-budget", _TOO_DEEP, current_node)
        if current_node and self.nodes > MAX_VALUES:
            raise _fault("yaml-budget", _TOO_MANY, current_node)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            return PLAIN_TAG if implicit[0] else TEXT_TAG
        return "map" if kind is yaml.MappingNode else "seq"


def _compose(text: str) -> yaml.Node:
    replaced = foreign_breaks.stand_ins(text)
    text = text.translate(replaced) if replaced else text
    try:
        node = _Loader(text).get_single_node()
    except yaml.reader.ReaderError as error:
        raise _character_fault(text, error) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax_fault(error) from None
    except UnicodeEncodeError as error:
        message = f"{text[error.start]!a} is a lone surrogate, not a character"
        place = lines.position(text, error.start)
        raise TextFault("yaml-syntax", message, *place) from None
    if node is None:
        raise TextFault("yaml-syntax", "text is empty")
    foreign_breaks.restore(node, replaced)
    return node


def _character_fault(text: str, error: yaml.reader.ReaderError) -> TextFault:
    """Return the fault with the character's location. The parser counts UTF-8 bytes."""
    before = text.encode("utf-8")[: error.position].decode("utf-8", "ignore")
    message = f"character {chr(error.character)!a} is not allowed in YAML"
    place = lines.position(before, len(before))
    return TextFault("yaml-syntax", message, *place, "remove or escape it")


_KNOWN_PROBLEMS = {
    "but found another document": (
        "more than one YAML document in a file",
        "put each document into a separate file",
    ),
    "found undefined alias": (
        "undefined alias",
        "quote it if it is text",
    ),
}


def _syntax_fault(error: yaml.MarkedYAMLError) -> TextFault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    message = " ".join(filter(None, (error.problem, error.context)))
    advice = "check the indentation and quotes of this line and the line above"
    message, advice = _KNOWN_PROBLEMS.get(error.problem or "", (message, advice))
    return TextFault("yaml-syntax", message or "invalid YAML", line, column, advice)


@dataclass
class _Builder:
    """Turns nodes into values within the limits. Values of aliases are copied.

    Args:
        duplicates: Duplicate keys so far.
        values: Number of values so far.
        around: Ids of the nodes that contain the current node.
    """

    duplicates: list[TextFault]
    values: int = 0
    around: set[int] = field(default_factory=set)

    def build(self, node: yaml.Node) -> Any:
        self._count(node)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        self._enter(node)
        value = self._container(node)
        self.around.remove(id(node))
        return value

    def _count(self, node: yaml.Node, number: int = 1) -> None:
        self.values += number
        if self.values > MAX_VALUES:
            raise _fault("yaml-budget", _TOO_MANY, node)

    def _enter(self, node: yaml.Node) -> None:
        if id(node) in self.around:
            raise _fault("yaml-budget", "alias refers to a node that contains it", node)
        if len(self.around) > MAX_DEPTH:
            raise _fault("yaml-budget", _TOO_DEEP, node)
        self.around.add(id(node))

    def _container(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            _refuse_tag(node, "seq", LIST_TAG)
            return [self.build(item) for item in node.value]
        _refuse_tag(node, "map", MAP_TAG)
        assert isinstance(node, yaml.MappingNode)
        return {key: self.build(value) for key, value in self._entries(node).items()}

    def _entries(self, node: yaml.MappingNode) -> dict[str, yaml.Node]:
        """Return the entries of a mapping after those that it merges, which it may override."""
        found: dict[str, yaml.Node] = {}
        for base in reversed(list(entries.merged(node))):
            self._count(base, 1 + len(base.value))
            self._enter(base)
            found |= self._entries(base)
            self.around.remove(id(base))
        return found | self._own_entries(node) if found else self._own_entries(node)

    def _own_entries(self, node: yaml.MappingNode) -> dict[str, yaml.Node]:
        found, lines_of = dict[str, yaml.Node](), dict[str, int]()
        for key, value in entries.own(node):
            if not isinstance(key, yaml.ScalarNode):
                raise _fault("yaml-syntax", "mapping key is not a scalar", key)
            _refuse_tag(key, PLAIN_TAG, TEXT_TAG)
            name, mark = key.value, key.start_mark
            if name in found and len(self.duplicates) < MAX_DUPLICATES:
                place = (mark.line + 1, mark.column + 1)
                self.duplicates.append(duplicate_key(name, *place, lines_of[name]))
            lines_of.setdefault(name, mark.line + 1)
            found[name] = value
        return found


def _scalar(node: yaml.ScalarNode) -> Any:
    if node.tag in TEXT_TAGS:
        return node.value
    _refuse_tag(node, PLAIN_TAG, *TYPES)
    try:
        value = scalars.plain(node.value)
    except scalars.NoNumberError as error:
        raise _fault("number-not-in-json", str(error), node, "quote it") from None
    try:
        return value if node.tag == PLAIN_TAG else tagged(node.tag, value)
    except ValueError as error:
        raise _fault("yaml-tag", f"{node.value!r} is {error}", node, "quote it") from None


def _refuse_tag(node: yaml.Node, *expected: str) -> None:
    if node.tag not in (*expected, "!"):
        raise _fault("yaml-tag", f"tag {node.tag!r} is not allowed", node, "remove the tag")


def _fault(rule: str, message: str, node: yaml.Node, advice: str = "") -> TextFault:
    mark = node.start_mark
    return TextFault(rule, message, mark.line + 1, mark.column + 1, advice)
