"""Composes the nodes of a YAML text with PyYAML's C parser, within limits. Every fault has a location."""

from __future__ import annotations

from typing import Any

import yaml

from specquilt.openapi.load import budget, foreign_breaks, lines
from specquilt.openapi.load.entries import PLAIN_TAG
from specquilt.openapi.load.fault import TextFault
from specquilt.openapi.load.tags import TEXT_TAG


class _Loader(yaml.CSafeLoader):
    """Composes nodes. Plain scalars get a tag of their own.

    Limits the depth, because the C parser is recursive and would overflow the stack.
    """

    depth = nodes = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:
        self.depth += 1
        self.nodes += 1
        if current_node and self.depth > budget.MAX_DEPTH + 1:
            raise node_fault("yaml-budget", budget.TOO_DEEP, current_node)
        if current_node and self.nodes > budget.MAX_VALUES:
            raise node_fault("yaml-budget", budget.TOO_MANY, current_node)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            return PLAIN_TAG if implicit[0] else TEXT_TAG
        return "map" if kind is yaml.MappingNode else "seq"


def compose(text: str) -> yaml.Node:
    """Return the root node of a text.

    Raises:
        TextFault: The text is not YAML, or exceeds a limit.
    """
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


def node_fault(rule: str, message: str, node: yaml.Node, advice: str = "") -> TextFault:
    """Return a fault at the start of a node."""
    mark = node.start_mark
    return TextFault(rule, message, mark.line + 1, mark.column + 1, advice)
