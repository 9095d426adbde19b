"""Entries of the formats as exchanges: where each of them has its parts."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from typing import Any

from specquilt.openapi.finding import Location
from specquilt.openapi.values import listing, mapping
from specquilt.recordings.exchange import RecordedBody, RecordedExchange, RecordedMessage

BASE64 = "$base64"
"""Key of a body of our own format that is no text."""


def from_har(entry: Any, place: Location) -> RecordedExchange | None:
    """Return an entry of an HTTP archive (HAR 1.2); None if it is none, or has no answer."""
    request, answer = mapping(mapping(entry).get("request")), mapping(
        mapping(entry).get("response")
    )
    sent, content = mapping(request.get("postData")), mapping(answer.get("content"))
    return _exchange(
        request.get("method"),
        request.get("url"),
        RecordedMessage(_typed(request.get("headers"), sent), _body(sent)),
        answer.get("status"),
        RecordedMessage(_typed(answer.get("headers"), content), _body(content)),
        place,
    )


def _typed(headers: Any, body: dict[str, Any]) -> dict[str, str]:
    """Return headers, with the media type that an archive has for the body, if they have none."""
    media_type = body.get("mimeType")
    known = {} if media_type in (None, "", "x-unknown") else {"content-type": str(media_type)}
    return known | _headers(headers)


def from_cassette(entry: Any, place: Location) -> RecordedExchange | None:
    """Return an interaction of a cassette, as VCR libraries write it; None if it is none."""
    request, answer = mapping(mapping(entry).get("request")), mapping(
        mapping(entry).get("response")
    )
    status = answer.get("status")
    code = mapping(status).get("code") or answer.get("status_code") or answer.get("code") or status
    return _exchange(
        request.get("method"),
        request.get("uri") or request.get("url"),
        RecordedMessage(_headers(request.get("headers")), _cassette_body(request)),
        code,
        RecordedMessage(_headers(answer.get("headers")), _cassette_body(answer)),
        place,
    )


def from_line(entry: Any, place: Location) -> RecordedExchange | None:
    """Return a line of our own format; None if it is none."""
    row = mapping(entry)
    return _exchange(
        row.get("method"),
        row.get("url"),
        RecordedMessage(_headers(row.get("request_headers")), _plain_body(row.get("request_body"))),
        row.get("status"),
        RecordedMessage(
            _headers(row.get("response_headers")), _plain_body(row.get("response_body"))
        ),
        place,
    )


def _exchange(
    method: Any,
    url: Any,
    request: RecordedMessage,
    status: Any,
    answer: RecordedMessage,
    place: Location,
) -> RecordedExchange | None:
    if not (isinstance(method, str) and isinstance(url, str) and url):
        return None
    digits = str(status).partition(" ")[0]
    code = int(digits) if digits.isascii() and digits.isdecimal() else 0
    return RecordedExchange(method.upper(), url, request, code, answer, place)


def _headers(value: Any) -> dict[str, str]:
    """Return headers by name in lower case: of a mapping of texts or lists, or a list of pairs."""
    pairs: Iterable[tuple[Any, Any]] = mapping(value).items()
    if isinstance(value, list):
        pairs = ((mapping(each).get("name"), mapping(each).get("value")) for each in value)
    return {str(name).lower(): _first(text) for name, text in pairs}


def _first(value: Any) -> str:
    value = next(iter(value), "") if isinstance(value, list) else value
    return value.decode("latin-1") if isinstance(value, bytes) else str(value or "")


def _cassette_body(message: dict[str, Any]) -> RecordedBody:
    """Return the body of a message: vcrpy has three spellings, other libraries have their own."""
    if "parsed_body" in message:
        return RecordedBody(
            value=message["parsed_body"], is_read=message["parsed_body"] is not None
        )
    body = message.get("body", message.get("content"))
    return _body(body) if isinstance(body, dict) else RecordedBody(_bytes(body))


def _body(body: dict[str, Any]) -> RecordedBody:
    """Return a body that is described by an object."""
    if body.get("encoding") == "base64":
        return RecordedBody(_unpacked(body.get("text", body.get("string"))))
    for key, read in (
        ("base64_string", _unpacked),
        ("string", _bytes),
        ("text", _bytes),
    ):
        if body.get(key):
            return RecordedBody(read(body[key]))
    fields = {
        str(each.get("name")): each.get("value")
        for each in map(mapping, listing(body.get("params")))
    }
    return RecordedBody(value=fields, is_read=bool(fields))


def _plain_body(body: Any) -> RecordedBody:
    """Return a body of our own format: text as it is, bytes in base64, or JSON that has been read."""
    if body is None or isinstance(body, str):
        return RecordedBody(_bytes(body))
    if isinstance(body, dict) and body.keys() == {BASE64}:
        return RecordedBody(_unpacked(body[BASE64]))
    return RecordedBody(value=body, is_read=True)


def _bytes(text: Any) -> bytes:
    if isinstance(text, bytes):
        return text
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b""


def _unpacked(text: Any) -> bytes:
    try:
        return base64.b64decode(_bytes(text))
    except binascii.Error:
        return b""
