"""Writes documents as YAML that is easy to review as a diff."""

from __future__ import annotations

from typing import Any

import yaml

from specquilt.openapi.load.scalars import stays_text

_WIDTH = 100
_OTHER_LINE_BREAKS = ("\r", "\x85", "\u2028", "\u2029")


class _Dumper(yaml.SafeDumper):
    """Writes YAML without anchors and with indented lists."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=_style(value))


def _style(value: str) -> str | None:
    """Return the quoting style of a text.

    PyYAML writes YAML 1.1. Texts that YAML 1.2 would read as a number or fold need explicit quotes.
    """
    if any(mark in value for mark in _OTHER_LINE_BREAKS):
        return '"'
    if "\n" in value:
        return "|"
    return None if stays_text(value) else "'"


_Dumper.add_representer(str, _text)


def to_yaml(data: dict[str, Any]) -> str:
    """Return a document as YAML. The same data gives the same text on every machine."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text
