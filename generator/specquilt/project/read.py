"""Reads `specquilt.toml`, the only module that does.

Nothing heavy is imported here: an up-to-date `generate` reads configurations, too.
"""

from __future__ import annotations

import os
import tomllib

from specquilt.project.keys import FILE_NAME, Settings


def find(folder: str = "") -> list[str]:
    """Return the path of every ``specs/*/specquilt.toml`` below a folder, sorted.

    Raises:
        OSError: a folder cannot be read.
    """
    specs = os.path.join(folder, "specs")
    names = os.listdir(specs) if os.path.isdir(specs) else []
    files = (os.path.join(specs, name, FILE_NAME) for name in names)
    return sorted(filter(os.path.isfile, files))


def read(file: str) -> tuple[Settings, str]:
    """Return what a configuration says, unchecked, and its text.

    Raises:
        OSError: it is no file, or cannot be read.
        UnicodeDecodeError: it is not encoded in UTF-8.
        tomllib.TOMLDecodeError: it is not TOML.
    """
    if not os.path.isfile(file):
        raise FileNotFoundError(file)
    with open(file, encoding="utf-8-sig") as stream:
        text = stream.read()
    return Settings(tomllib.loads(text), os.path.dirname(file)), text
