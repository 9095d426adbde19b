"""Reads `specquilt.toml`, the only module that does.

Nothing heavy is imported here: an up-to-date `generate` reads configurations, too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

FILE_NAME = "specquilt.toml"

CLIENT_OUTPUT = "client.output"
"""The only key that an up-to-date `generate` needs: the table of all keys takes long to import."""


def find(folder: str = "") -> list[str]:
    """Return the path of every ``specs/*/specquilt.toml`` below a folder, sorted.

    Raises:
        OSError: a folder cannot be read.
    """
    specs = os.path.join(folder, "specs")
    names = os.listdir(specs) if os.path.isdir(specs) else []
    files = (os.path.join(specs, name, FILE_NAME) for name in names)
    return sorted(filter(os.path.isfile, files))


def read(file: str) -> tuple[dict[str, Any], str]:
    """Return the tables and keys of a configuration, unchecked, and its text.

    Raises:
        OSError: it is no file, or cannot be read.
        UnicodeDecodeError: it is not encoded in UTF-8.
        ValueError: it is not TOML.
    """
    if not os.path.isfile(file):
        raise FileNotFoundError(file)
    import tomllib  # a document alone is generated without it

    with open(file, encoding="utf-8-sig") as stream:
        text = stream.read()
    return tomllib.loads(text), text


def value_at(written: Mapping[str, Any], path: Iterable[str]) -> Any:
    """Return the value of a key, below the tables that it stands in; None if it is left out."""
    value: Any = written
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def beside(folder: str, path: str) -> str:
    """Return a path that starts from a folder, as one that starts from the working directory."""
    return os.path.relpath(os.path.join(folder, path)).replace(os.sep, "/")
