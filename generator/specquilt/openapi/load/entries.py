"""The entries of a YAML mapping: of duplicate keys the last wins, and merge keys are expanded.

YAML 1.2 has no merge keys, but most parsers still read those of YAML 1.1 (https://yaml.org/type/merge.html).
The loader and the search for locations both ask here, so that they mean the same entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

MERGE = "<<"
"""The key of the mappings that an entry is merged from."""
PLAIN_TAG = "plain"
"""The tag of scalars without quotes."""


def own(node: yaml.MappingNode) -> Iterator[tuple[Any, Any]]:
    """Yield key and value of each entry that is written in a mapping, without merge keys."""
    return (each for each in node.value if each[0].value != MERGE or not _is_merge(*each))


def merged(node: yaml.MappingNode) -> Iterator[yaml.MappingNode]:
    """Yield the mappings that merge keys name; earlier ones take precedence."""
    for key, value in node.value:
        if key.value == MERGE and _is_merge(key, value):
            yield from [value] if isinstance(value, yaml.MappingNode) else value.value


def find(node: yaml.MappingNode, name: str) -> tuple[Any, Any] | None:
    """Return the key and value of an entry, which may come from a merged mapping."""
    seen, waiting = set[int](), [node]
    while waiting:
        mapping = waiting.pop()
        if id(mapping) in seen:
            continue
        seen.add(id(mapping))
        for key, value in reversed(list(own(mapping))):
            if key.value == name:
                return key, value
        waiting.extend(reversed(list(merged(mapping))))
    return None


def _is_merge(key: yaml.Node, value: yaml.Node) -> bool:
    """Return whether an entry is a merge key; with any other value it is an ordinary key."""
    items = value.value if isinstance(value, yaml.SequenceNode) else [value]
    return key.tag == PLAIN_TAG and all(isinstance(item, yaml.MappingNode) for item in items)
