"""Turns the nodes of a YAML text into values, within limits. Every fault has a location."""

from __future__ import annotations

from dataclasses import field
from typing import Any

import yaml

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.load import budget, entries, scalars
from specquilt.openapi.load.entries import PLAIN_TAG
from specquilt.openapi.load.fault import TextFault, duplicate_key
from specquilt.openapi.load.tags import LIST_TAG, MAP_TAG, TEXT_TAG, TEXT_TAGS, TYPES, tagged
from specquilt.openapi.load.yaml_nodes import node_fault

_TAGS_OF_KEYS = frozenset({PLAIN_TAG, TEXT_TAG, "!"})


@dataclass
class ValueBuilder:
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
        self._count(node, 1)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        self._enter(node)
        value = self._container(node)
        self.around.remove(id(node))
        return value

    def _count(self, node: yaml.Node, number: int) -> None:
        self.values += number
        if self.values > budget.MAX_VALUES:
            raise node_fault("yaml-budget", budget.TOO_MANY, node)

    def _enter(self, node: yaml.Node) -> None:
        if id(node) in self.around:
            raise node_fault("yaml-budget", "alias refers to a node that contains it", node)
        if len(self.around) > budget.MAX_DEPTH:
            raise node_fault("yaml-budget", budget.TOO_DEEP, node)
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
        plain = _plain_entries(node)
        if plain is not None:
            return plain
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
                raise node_fault("yaml-syntax", "mapping key is not a scalar", key)
            _refuse_tag(key, *_TAGS_OF_KEYS)
            name, mark = key.value, key.start_mark
            if name in found and len(self.duplicates) < budget.MAX_DUPLICATES:
                place = (mark.line + 1, mark.column + 1)
                self.duplicates.append(duplicate_key(name, *place, lines_of[name]))
            lines_of.setdefault(name, mark.line + 1)
            found[name] = value
        return found


def _plain_entries(node: yaml.MappingNode) -> dict[str, yaml.Node] | None:
    """Return the entries of a mapping, as most are: no key is there twice, is a merge, or has a tag.

    None for any other. To look at each key of all mappings takes three times as long.
    """
    found = {
        key.value: value
        for key, value in node.value
        if type(key) is yaml.ScalarNode and key.tag in _TAGS_OF_KEYS
    }
    return found if len(found) == len(node.value) and entries.MERGE not in found else None


def _scalar(node: yaml.ScalarNode) -> Any:
    if node.tag in TEXT_TAGS:
        return node.value
    _refuse_tag(node, PLAIN_TAG, *TYPES)
    try:
        value = scalars.plain(node.value)
    except scalars.NoNumberError as error:
        raise node_fault("number-not-in-json", str(error), node, "quote it") from None
    try:
        return value if node.tag == PLAIN_TAG else tagged(node.tag, value)
    except ValueError as error:
        raise node_fault("yaml-tag", f"{node.value!r} is {error}", node, "quote it") from None


def _refuse_tag(node: yaml.Node, *expected: str) -> None:
    if node.tag not in (*expected, "!"):
        raise node_fault("yaml-tag", f"tag {node.tag!r} is not allowed", node, "remove the tag")
