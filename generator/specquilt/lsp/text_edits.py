"""Makes changes in the text of a document, and leaves everything else in it as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from textwrap import indent
from typing import Any, NamedTuple

import yaml

from specquilt.lsp.changes import Added, Change, Removed, Renamed, Replaced
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.load import entries, lines, yaml_loader
from specquilt.openapi.pointer import Pointer

_REST = re.compile(r"[ \t]*(?:#.*)?$", re.MULTILINE)


class TextEdit(NamedTuple):
    """A text in place of characters; the end is excluded."""

    start: int
    end: int
    text: str


class _Found(NamedTuple):
    """A value in the text.

    Args:
        key: the key of its entry; None for items of lists, and the document.
        in_flow: whether it is in braces or brackets, as everything in JSON is.
    """

    node: Any
    key: Any
    in_flow: bool


class EditableText:
    """The text of a document.

    Args:
        text: YAML or JSON.

    Raises:
        TextFault: it is neither.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._root: Any = yaml_loader.nodes(text)
        self._starts = lines.starts(text)
        self._is_json = text.lstrip().startswith("{")

    def edits(self, changes: Iterable[Change]) -> list[TextEdit]:
        """Return the edits for changes, in the order of the text; none overlaps another.

        Raises:
            LookupError: the text has no such value.
        """
        wanted = list(changes)
        gone = frozenset(each.pointer for each in wanted if isinstance(each, Removed))
        return _joined(sorted(self._edit(each, gone) for each in wanted))

    def _edit(self, change: Change, gone: frozenset[Pointer]) -> TextEdit:
        match change:
            case Replaced(pointer, value):
                return self._replaced(self._find(pointer), value)
            case Renamed(pointer, key):
                start, end = self._ends(self._find(pointer).key)
                return TextEdit(start, end, self._inline(key))
            case Removed(pointer):
                return self._removed(pointer, gone)
            case Added(pointer, key, value):
                return self._added(self._find(pointer), key, value)

    def _find(self, pointer: Pointer) -> _Found:
        found = _Found(self._root, None, bool(getattr(self._root, "flow_style", False)))
        for part in pointer:
            key, node = _child(found.node, part)
            found = _Found(node, key, found.in_flow or bool(getattr(node, "flow_style", False)))
        return found

    def _replaced(self, found: _Found, value: Any) -> TextEdit:
        start, end = self._ends(found.node)
        is_block = isinstance(found.node, yaml.CollectionNode) and not found.node.flow_style
        if is_block and found.key is not None and not isinstance(value, dict | list):
            start = self._text.index(":", self._ends(found.key)[1]) + 1  # on the line of the key
            return TextEdit(start, end, f" {self._inline(value)}")
        if not (value and isinstance(value, dict | list)) or (found.in_flow and not is_block):
            return TextEdit(start, end, f"{'' if start < end else ' '}{self._inline(value)}")
        column = self._column(start)
        if is_block or found.key is None:
            return TextEdit(start, end, _block(value, column).lstrip())
        column = self._column(self._ends(found.key)[0]) + 2
        start = len(self._text[:start].rstrip(" "))
        return TextEdit(start, end, f"\n{_block(value, column)}")

    def _removed(self, pointer: Pointer, gone: frozenset[Pointer]) -> TextEdit:
        """Return the edit for an entry that goes with what is between it and its neighbour.

        That is the next one; for those after which none stays, the one before.
        """
        above = self._find(pointer[:-1])
        siblings = [self._entry(each) for each in above.node.value]
        names = _names(above.node)
        place = names.index(pointer[-1])
        if any((*pointer[:-1], name) not in gone for name in names[place + 1 :]):
            return TextEdit(siblings[place][0], siblings[place + 1][0], "")
        start, end = siblings[place - 1][1], siblings[place][1]
        if above.in_flow:
            return TextEdit(start, end, "")
        return TextEdit(self._end_of_line(start), self._end_of_line(end), "")

    def _added(self, found: _Found, key: str | None, value: Any) -> TextEdit:
        first, last = (self._entry(found.node.value[index]) for index in (0, -1))
        name = f"{self._inline(key)}:" if key is not None else ""
        if found.in_flow:
            several = "\n" in self._text[first[0] : last[1]]
            gap = f",\n{' ' * self._column(first[0])}" if several else ", "
            written = f"{name} {self._inline(value)}".strip()
            return TextEdit(last[1], last[1], gap + written)
        margin = self._column(self._ends(found.node)[0])
        end = self._end_of_line(last[1])
        return TextEdit(end, end, f"\n{' ' * margin}{_entry_text(name, value, margin)}")

    def _entry(self, entry: Any) -> tuple[int, int]:
        """Return where an entry of a mapping or an item of a list starts and ends."""
        start = entry[0] if isinstance(entry, tuple) else entry
        return self._ends(start)[0], self._ends(_value(entry))[1]

    def _ends(self, node: Any) -> tuple[int, int]:
        start = self._offset(node.start_mark)
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            return start, self._ends(_value(node.value[-1]))[1]
        return start, start + len(self._text[start : self._offset(node.end_mark)].rstrip())

    def _offset(self, mark: Any) -> int:
        line = min(mark.line, len(self._starts) - 1)
        return int(self._starts[line] + mark.column)

    def _column(self, offset: int) -> int:
        return offset - (self._text.rfind("\n", 0, offset) + 1)

    def _end_of_line(self, offset: int) -> int:
        """Return the end of a line of which only a comment is left."""
        rest = _REST.match(self._text, offset)
        return rest.end() if rest else offset

    def _inline(self, value: Any) -> str:
        """Return a value on one line."""
        if self._is_json or isinstance(value, dict | list):
            return json.dumps(value, ensure_ascii=False)
        return _scalar(value)


def _entry_text(name: str, value: Any, margin: int) -> str:
    """Return an entry, or an item if it has no name, whose first line has its margin already."""
    if not (value and isinstance(value, dict | list)):
        return f"{name or '-'} {_scalar(value)}"
    if name:
        return f"{name}\n{_block(value, margin + 2)}"
    return f"- {_block(value, margin + 2).lstrip()}"


def _block(value: Any, margin: int) -> str:
    return indent(to_yaml(value), " " * margin).rstrip()


def _scalar(value: Any) -> str:
    if isinstance(value, str) and "\n" not in value and value:
        return to_yaml({"": value}).partition(": ")[2].rstrip("\n")
    return json.dumps(value, ensure_ascii=False)


def _value(entry: Any) -> Any:
    return entry[1] if isinstance(entry, tuple) else entry


def _names(node: Any) -> list[str | int]:
    """Return the keys of a mapping, or the indexes of a list."""
    if isinstance(node, yaml.MappingNode):
        return [key.value for key, _ in node.value]
    return list(range(len(node.value)))


def _child(node: Any, part: str | int) -> tuple[Any, Any]:
    """Return key and value of an entry; the key of an item is None."""
    if isinstance(node, yaml.MappingNode):
        found = entries.find(node, str(part))
        if found is None:
            raise LookupError(part)
        return found
    if not isinstance(node, yaml.SequenceNode):
        raise LookupError(part)
    return None, node.value[int(part)]


def _joined(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """Return edits of which those that overlap or touch are one."""
    found: list[TextEdit] = []
    for each in edits:
        if found and each.start <= found[-1].end:
            last = found.pop()
            each = TextEdit(last.start, max(last.end, each.end), last.text + each.text)
        found.append(each)
    return found
