"""The sewn document as YAML that people can review as a diff."""

from __future__ import annotations

from typing import Any

import yaml

_WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, indents lists, and keeps long texts readable."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def to_yaml(data: dict[str, Any]) -> str:
    """Write a document; the same data gives the same text on any machine."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text
