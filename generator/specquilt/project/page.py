"""Writes docs/configuration.md, from the table of keys."""

from __future__ import annotations

from typing import Any

from specquilt.project import toml
from specquilt.project.key import Key
from specquilt.project.keys import TABLES

_HEAD = """\
# Configuration

`specquilt config --format markdown` writes this page. A project is described by
`specs/NAME/specquilt.toml`; `specquilt init` writes the first one. All paths in it are relative to it.

Editors complete and check the file with [specquilt.schema.json](specquilt.schema.json), which
`specquilt config --format schema` prints: name it in the first line, as in
`#:schema ./specquilt.schema.json`.
"""


def markdown() -> str:
    """Return the page: a section for each table."""
    return "\n".join([_HEAD, *map(_section, TABLES)])


def _section(table: str) -> str:
    rows = "".join(map(_row, toml.keys_of(table)))
    head = "| key | type | default | meaning |\n|---|---|---|---|\n"
    title = f"[{table}]" if table else "The whole project"
    return f"## {title}\n\n{TABLES[table]}\n\n{head}{rows}\n```toml\n{toml.example(table)}```\n"


def _row(key: Key[Any]) -> str:
    default = "" if key.default is None else f"`{toml.value(key.default)}`"
    cells = (f"`{key.name}`", key.type.name, "required" if key.required else default, key.comment)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"
