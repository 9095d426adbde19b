"""JSONPaths that select one value."""

from __future__ import annotations

import json
import re

from specquilt.openapi.pointer import Pointer

_SHORTHAND = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def json_path(pointer: Pointer) -> str:
    """Return the JSONPath that selects the value at a pointer (RFC 9535, section 2)."""
    return "$" + "".join(map(_segment, pointer))


def _segment(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    if _SHORTHAND.fullmatch(part):
        return f".{part}"
    quoted = json.dumps(part, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"['{quoted}']"
