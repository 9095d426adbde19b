"""Reads cassettes in YAML: each interaction with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

import yaml

_LISTS = ("interactions", "http_interactions")


class CassetteFault(ValueError):
    """The text is not YAML."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class _Loader(yaml.CSafeLoader):
    """Reads tags of Python, which old cassettes have, as plain values: nothing is called."""


def _plain(loader: _Loader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)  # type: ignore[arg-type]  # no other is left


def _as_text(loader: _Loader, node: yaml.Node) -> Any:
    return loader.construct_scalar(node)  # type: ignore[arg-type]  # only scalars have these tags


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _plain)
_Loader.add_multi_constructor("!", _plain)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _as_text)


def interactions(file: TextIO, head: str) -> Iterator[tuple[int, Any]]:
    """Yield the line and the value of each interaction.

    Args:
        file: The cassette.
        head: How it begins.

    Raises:
        CassetteFault: It is not YAML.
    """
    if not head or "\0" in head:
        return
    loader = _Loader(file)
    try:
        node = loader.get_single_node()
        for item in _items(node):
            yield item.start_mark.line + 1, loader.construct_object(item, deep=True)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character that YAML does not allow"
        raise CassetteFault(f"not YAML: {problem}", mark.line + 1 if mark else 1) from None
    except (ValueError, RecursionError):
        raise CassetteFault("a value cannot be read", 1) from None
    finally:
        loader.dispose()


def _items(node: yaml.Node | None) -> Iterator[yaml.Node]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value in _LISTS and isinstance(value, yaml.SequenceNode):
            yield from value.value
