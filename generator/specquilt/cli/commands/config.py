"""``specquilt config``: all keys of `specquilt.toml`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from specquilt.cli import columns, streams
from specquilt.cli.console import Console
from specquilt.project import json_schema, page, toml
from specquilt.project.keys import TABLES
from specquilt.project.value_types import shown


def run(arguments: Namespace, _console: Console) -> int:
    """Print a table of the keys, the page of the documentation, or the JSON Schema for editors."""
    streams.result(_FORMATS[arguments.format]())
    return 0


def table() -> str:
    """Return one line for each key."""
    keys = [key for table in TABLES for key in toml.keys_of(table)]
    return columns.table([(shown(key.path), key.comment) for key in keys])


_FORMATS: dict[str, Callable[[], str]] = {
    "table": table,
    "markdown": page.markdown,
    "schema": json_schema.text,
}
