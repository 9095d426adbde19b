"""Normalises messages, so that the same fault of different documents is one reason."""

from __future__ import annotations

import re
from typing import Any

_NAMES = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`")
_PATHS = re.compile(r"(?<![\w<])[#/][\w~%{}.$/-]+")
_NUMBERS = re.compile(r"\b\d[\d,.]*\b")
_KEPT = re.compile(
    r"""^['"`](?:\$\w+|openapi|info|title|version|paths|required|parameters|schema|in|name|type"""
    r"""|responses|description|string|object|array|boolean|number|integer|null|url|items"""
    r"""|properties|security|tags|enum|default|example|examples|discriminator)['"`]$"""
)
_LENGTH = 140


def reason(message: str) -> str:
    """Return a message without names, paths and numbers of one document."""
    line = message.strip().partition("\n")[0]
    line = _NAMES.sub(lambda found: found[0] if _KEPT.match(found[0]) else "'…'", line)
    return _NUMBERS.sub("N", _PATHS.sub("…", line))[:_LENGTH]


def reasons_of(row: dict[str, Any]) -> list[str]:
    """Return the reasons of a row that is not generated, each once."""
    found = [f"{error['rule']}: {reason(error['message'])}" for error in row.get("errors", [])]
    if not found:
        text = row.get("trace") or row.get("printed") or "no message"
        found = [f"crash: {reason(text.strip().splitlines()[-1])}"]
    return list(dict.fromkeys(found))
