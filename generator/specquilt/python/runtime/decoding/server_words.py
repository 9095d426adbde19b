"""What a server says about an error, in the many forms of its body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_MESSAGES: Final = (
    *("message", "faultstring", "error_description", "errormessage", "error_message"),
    *("errorsummary", "detail", "msg", "error", "errors", "fault", "description", "details"),
    *("reason", "title", "exception", "code", "status", "meta"),
)
"""Keys of an object, in lower case, the best first (RFC 9457: detail, title; RFC 6749: error)."""

_REASONS: Final = ("errors", "details", "errorcauses", "violations", "invalid-params")
"""Keys that say more than a message beside them, such as "Validation failed"."""

_PLACES: Final = ("loc", "field", "path", "param", "parameter", "property", "pointer", "source")
"""Keys that say which part of the request is wrong."""

_MOST_ERRORS: Final = 3
_DEEPEST: Final = 6
_LONGEST_BODY: Final = 100_000
_LONGEST_TEXT: Final = 2_000
"""Bytes of a body, and of one that is no JSON; a longer one is a page, not a message."""


def words_of(content: bytes) -> str:
    """Return the server's own words about an error in one line, or an empty text."""
    import json

    if len(content) > _LONGEST_BODY:
        return ""
    try:
        body: object = json.loads(content)
    except (ValueError, RecursionError):
        return _plain(content)
    return _said(body) or _of_fields(body, kinds=(list,))


def _plain(content: bytes) -> str:
    if len(content) > _LONGEST_TEXT or content.lstrip().startswith((b"<", b"{", b"[")):
        return ""
    text = content.decode("utf-8", "replace")
    return _line(text) if _is_readable(text) else ""


def _said(value: object, depth: int = 0) -> str:
    """Return the message in a value: a text, the first ones of a list, or that of an object."""
    if isinstance(value, str):
        return _line(value)
    if depth == _DEEPEST:
        return ""
    if isinstance(value, list):
        return "; ".join(_all_said(cast("list[object]", value), depth))
    return _said_by_object(_lower(value), depth)


def _all_said(values: list[object], depth: int) -> Iterator[str]:
    left = _MOST_ERRORS
    for each in values:
        if said := _said(each, depth + 1) or _of_fields(each):
            yield said
            left -= 1
        if not left:
            return


def _said_by_object(known: dict[str, object], depth: int) -> str:
    left = dict(known)
    for key in filter(known.__contains__, _MESSAGES):
        value = left.pop(key)
        if said := _said(value, depth + 1) or _of_fields(value):
            said = _with_reasons(said, left, depth) if isinstance(value, str) else said
            places = (_place(known.get(each)) for each in _PLACES if depth)
            place = next(filter(None, places), "")
            return f"{place}: {said}" if place and not said.startswith(place) else said
    return ""


def _with_reasons(said: str, left: dict[str, object], depth: int) -> str:
    """Return a message with what the keys beside it say, unless that is the same."""
    listed = (left[key] for key in _REASONS if isinstance(left.get(key), list | dict))
    found = (_said(each, depth + 1) or _of_fields(each) for each in listed)
    reasons = next(filter(None, found), "")
    if reasons in said:
        return said
    return reasons if said in reasons else f"{said.rstrip(' .:')}: {reasons}"


def _of_fields(value: object, kinds: tuple[type, ...] = (list, str)) -> str:
    """Return the messages of an object whose keys are fields: ``{"name": ["is too long"]}``."""
    found: list[str] = []
    for key, each in _items(value):
        if not isinstance(each, kinds):
            return ""
        texts = cast("list[object]", each) if isinstance(each, list) else [each]
        if not texts or not all(isinstance(text, str) for text in texts):
            return ""
        found.append(f"{key}: {_line(', '.join(map(str, texts)))}")
    return "; ".join(found[:_MOST_ERRORS])


def _place(value: object) -> str:
    """Return a place such as ``query.limit``, from a text, a list, or an object with a pointer."""
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, list):
        return ".".join(map(str, cast("list[object]", value)))
    known = _lower(value)
    return _place(known.get("pointer") or known.get("parameter")) if known else ""


def _lower(value: object) -> dict[str, object]:
    return {key.lower(): each for key, each in _items(value)}


def _items(value: object) -> list[tuple[str, object]]:
    return list(cast("dict[str, Any]", value).items()) if isinstance(value, dict) else []


def _is_readable(text: str) -> bool:
    return all(character.isprintable() or character.isspace() for character in text)


def _line(text: str) -> str:
    """Return a text in one line, without what could control a terminal."""
    shown = text if _is_readable(text) else re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)
    return " ".join(shown.split())
