"""The sewn document as YAML that people can review as a diff."""

from __future__ import annotations

from typing import Any

import yaml

from specquilt.openapi.load.scalars import stays_text

_WIDTH = 100
_OTHER_LINE_BREAKS = ("\r", "\x85", "\u2028", "\u2029")


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, indents lists, and keeps long texts readable."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=_style(value))


def _style(value: str) -> str | None:
    """Choose quotes where YAML 1.2 reads a number, or folds a line, and PyYAML's 1.1 does not."""
    if any(mark in value for mark in _OTHER_LINE_BREAKS):
        return '"'
    if "\n" in value:
        return "|"
    return None if stays_text(value) else "'"


_Dumper.add_representer(str, _text)


def to_yaml(data: dict[str, Any]) -> str:
    """Write a document; the same data gives the same text on any machine."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text
