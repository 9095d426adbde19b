"""Writes values as TOML; the standard library only reads it."""

from __future__ import annotations

import json
import re
from typing import Any

_BARE = re.compile(r"[\w-]+", re.ASCII)


def value(written: Any) -> str:
    """Write a value on one line. Strings are as in JSON, but TOML 1.0 wants U+007F escaped, too."""
    if isinstance(written, dict) and written:
        return f"{{ {', '.join(f'{name(key)} = {value(item)}' for key, item in written.items())} }}"
    if isinstance(written, list):
        return f"[{', '.join(map(value, written))}]"
    return json.dumps(written, ensure_ascii=False).replace("\x7f", "\\u007f")


def assignment(key: str, written: Any) -> str:
    """Write a key with its value; each item of a longer list has its own line."""
    if isinstance(written, list) and len(written) > 1:
        items = "".join(f"    {value(item)},\n" for item in written)
        return f"{name(key)} = [\n{items}]\n"
    return f"{name(key)} = {value(written)}\n"


def name(key: str) -> str:
    """Write a key, in quotes if it needs them."""
    return key if _BARE.fullmatch(key) else value(key)
