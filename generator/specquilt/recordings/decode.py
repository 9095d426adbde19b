"""Reads bodies by their media types: JSON, JSON lines, events, and forms."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from specquilt.api.media import essence, kind_of
from specquilt.recordings.exchange import RecordedBody, RecordedMessage

LARGEST = 64 << 20
"""Bytes that a compressed body may have: more is no answer, but an attack."""

_FORM = "application/x-www-form-urlencoded"
_GZIP, _RAW_DEFLATE = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS
_BREAKS = str.maketrans({"\r": "\n"})


class UnreadableBody(ValueError):
    """A body that is not what its media type says: cut off, or compressed in an unknown way."""


def values_of(message: RecordedMessage, media_type: str) -> list[Any]:
    """Return the values of a body: one, or those of a stream; none if it is not made of JSON.

    Args:
        message: The message.
        media_type: What it contains, as a header or else the document says.

    Raises:
        UnreadableBody: It cannot be read.
    """
    body = message.body
    if body.is_empty:
        return []
    if body.is_read:
        return [body.value]
    kind = kind_of(media_type)
    if kind == "json":
        return [_json(_text(message))]
    if kind == "lines":
        lines = _text(message).replace("\x1e", "\n").split("\n")
        return [_json(line) for line in lines if line.strip()]
    return list(_events(_text(message))) if kind == "events" else []


def fields_of(message: RecordedMessage) -> dict[str, Any] | None:
    """Return the fields of a form; None if the body is no form that can be read."""
    if essence(message.media_type) != _FORM:
        return None
    if message.body.is_read:
        return dict(message.body.value) if isinstance(message.body.value, Mapping) else None
    return dict(parse_qsl(_text(message), keep_blank_values=True))


def looks_like_json(body: RecordedBody) -> bool:
    """Return whether a body without a media type is JSON."""
    return body.is_read or body.content.lstrip()[:1] in (b"{", b"[")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableBody("the body is not JSON") from None


def _events(text: str) -> Iterator[Any]:
    """Yield the data of events that are JSON; others, such as ``[DONE]``, are signs."""
    for block in text.replace("\r\n", "\n").translate(_BREAKS).split("\n\n"):
        lines = [line.partition(":") for line in block.split("\n")]
        data = "\n".join(value.removeprefix(" ") for name, _, value in lines if name == "data")
        if data.lstrip()[:1] in ("{", "["):
            try:
                yield json.loads(data)
            except (ValueError, RecursionError):
                continue  # a sign in brackets, or the recording ends here


def _text(message: RecordedMessage) -> str:
    content = message.body.content
    if content[:2] == b"\x1f\x8b" or message.headers.get("content-encoding") in ("gzip", "deflate"):
        content = _unpacked(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableBody("the body is not text: compressed, or not in UTF-8") from None


def _unpacked(content: bytes) -> bytes:
    """Return an unpacked body; the same if it is not packed, as most recorders unpack."""
    for form in (_GZIP, _RAW_DEFLATE):
        unpacker = zlib.decompressobj(form)
        try:
            plain = unpacker.decompress(content, LARGEST)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            raise UnreadableBody(f"the body has more than {LARGEST >> 20} MiB")
        return plain
    return content
