"""Removes secrets from what is recorded: known ones wherever they are, others by their names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final, cast
from urllib.parse import unquote_plus

from ..redact import HIDDEN, PUBLIC_HEADERS, Redaction

BASE64: Final = "$base64"
"""Key of a recorded body that is no text."""

_CAPITAL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SECRET: Final = re.compile(
    r"(?:.*_)?(?:api_?keys?|(?:private|secret|access)_?keys?|passwords?|passwd|secrets?|token|"
    r"(?:access|refresh|id|auth|session|bearer|client|bot|csrf)_?tokens?|authorization|"
    r"credentials?|cookies?|signature)"
)
_PAGE: Final = re.compile(r".*(?:page|next|prev|previous|continuation|cursor)_token")
_FORM: Final = "application/x-www-form-urlencoded"


class Hiding:
    """Removes the secrets of one request and its response.

    Args:
        known: Removes the credentials of the request, wherever they are.
        names: More names of fields and parameters whose values are secret.
    """

    def __init__(self, known: Redaction, names: Iterable[str] = ()) -> None:
        self.known = known
        self._names = frozenset(map(_plain, names))

    def headers(self, headers: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Return the fields that are known to be harmless; the others are left out."""
        return {n: self.known.text(v) for n, v in headers if n in PUBLIC_HEADERS}

    def target(self, target: str) -> str:
        """Return path and query."""
        path, mark, query = target.partition("?")
        return f"{self.known.text(path)}{mark}{self._pairs(query)}"

    def body(self, content: bytes, media_type: str) -> Any:
        """Return a body as it is recorded; None if it is empty, or neither JSON nor text."""
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return None
        if media_type.partition(";")[0].strip().lower() == _FORM:
            return self._pairs(text) or None
        found = _json(text)
        if found is not None and not isinstance(found, str):
            return self.value(found)
        return self._lines(text) or None

    def value(self, value: Any) -> Any:
        """Return a JSON value."""
        if isinstance(value, dict):
            items = cast("dict[str, Any]", value).items()
            return {self.known.text(name): self._field(name, item) for name, item in items}
        if isinstance(value, list):
            return [self.value(item) for item in cast("list[str]", value)]
        return self.known.text(value) if isinstance(value, str) else value

    def _field(self, name: str, value: Any) -> Any:
        """Return the value of a field: texts of secret ones are hidden, however deep they are."""
        if not self._is_secret(name):
            return self.value(value)
        return _hidden(value)

    def _lines(self, text: str) -> str:
        """Return text in which each line may be JSON, or an event with JSON."""
        return "\n".join(self._line(line) for line in text.split("\n"))

    def _line(self, line: str) -> str:
        head, mark, rest = line.partition(":") if line.startswith("data:") else ("", "", line)
        found = _json(rest) if rest.lstrip()[:1] in ("{", "[") else None
        hidden = self.value(found) if found is not None else None
        if hidden == found:
            return self.known.text(line)
        return f"{head}{mark}{' ' if mark else ''}{json.dumps(hidden, ensure_ascii=False)}"

    def _pairs(self, query: str) -> str:
        return "&".join(self._pair(each) for each in query.split("&"))

    def _pair(self, pair: str) -> str:
        name, mark, value = pair.partition("=")
        if mark and value and self._is_secret(unquote_plus(name)):
            return f"{name}={HIDDEN}"
        return self.known.text(pair)

    def _is_secret(self, name: str) -> bool:
        plain = _plain(name)
        if plain in self._names:
            return True
        return bool(_SECRET.fullmatch(plain)) and not _PAGE.fullmatch(plain)


def _plain(name: str) -> str:
    return _CAPITAL.sub("_", name).replace("-", "_").lower()


def _hidden(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _hidden(each) for k, each in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_hidden(each) for each in cast("list[str]", value)]
    return HIDDEN if isinstance(value, str) else value


def _json(text: str) -> Any:
    """Return the value of a JSON text; None if it is none, or could not be written again."""
    try:
        value = json.loads(text)
        json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    return value
