"""What holds for every document and its client."""

from __future__ import annotations

from typing import Any

from conservation.client import Talk
from loopback import Response
from specquilt.api.media import essence
from specquilt.openapi.operations import operation_names
from specquilt.openapi.references import follow
from specquilt.openapi.values import mapping
from specquilt.python.surface.types import Method

_CAME = {
    "application/json": b'{"name": "a"}',
    "text/plain": b"words",
    "image/png": b"\x89PNG",
    "text/event-stream": b'data: {"name": "a"}\n\n',
    "application/x-ndjson": b'{"name": "a"}\n',
    "": b"\x00\xff",
}
MOST_OF_JSON = 20
_NOTHING: tuple[Any, ...] = (None, [], b"", "")


def every_operation_is_a_method(talk: Talk) -> None:
    """Check that the methods are the operations."""
    found = {f"{method.verb} {method.path}" for method in talk.methods}
    assert found == set(operation_names(talk.document))


def every_documented_answer_can_be_received(talk: Talk) -> None:
    """Check that a caller gets the bytes of every content of every success."""
    for method in filter(_has_content, talk.methods):
        for status, response in talk.successes(method).items():
            for media_type in response.get("content") or {}:
                served, content = _concrete(media_type), b"\x00 some bytes"
                talk.answer = _answer(status, served, content)
                options = {"headers": {"accept": served}}
                raw = talk.raw(method, options=options)
                assert (raw.content, raw.headers["content-type"]) == (content, served)
                assert talk.requests[-1].header("accept") == served


def no_answer_becomes_nothing(talk: Talk) -> None:
    """Check that a body that came is returned, or is in an error, but is not left out."""
    for method in filter(_has_content, _some(talk.methods)):
        if method.response.kind == "empty":
            assert _is_without_content(talk, method), method.dotted
            continue
        documented = [
            key for each in talk.successes(method).values() for key in each.get("content") or {}
        ]
        for media_type in {*_CAME, *map(_concrete, documented)}:
            content = _CAME.get(essence(media_type), b"a,b")
            talk.answer = _answer("200", media_type, content)
            try:
                result = talk.call(method)
            except talk.package.errors.DecodingError:
                continue
            assert result not in _NOTHING, (method.dotted, media_type)


def every_request_media_type_can_be_sent(talk: Talk) -> None:
    """Check that a caller can send a body in every documented media type."""
    talk.answer = Response(200, {}, b"")
    for method in talk.methods:
        request = follow(talk.document, talk.operation(method).get("requestBody") or {})
        for media_type in request.get("content") or {} if method.body else ():
            sent = _concrete(media_type)
            _send(talk, method, sent)
            received = talk.requests[-1]
            assert essence(received.header("content-type") or "") == essence(sent), method.dotted
            assert received.body, (method.dotted, media_type)


def no_body_is_left_out(talk: Talk) -> None:
    """Check that only operations without a body, or with a form without fields, have none."""
    for method in talk.methods:
        request = follow(talk.document, talk.operation(method).get("requestBody") or {})
        contents = list((request.get("content") or {}).values())
        assert method.body or all(
            mapping(each.get("schema")).get("properties") == {} for each in contents
        )


def _send(talk: Talk, method: Method, media_type: str) -> None:
    """Send the arguments in a media type, or a body that is encoded already."""
    errors = talk.package.errors
    try:
        talk.raw(method, options={"content_type": media_type})
        if talk.requests[-1].body:
            return
    except errors.InvalidRequestError:
        pass
    talk.raw(method, options={"content_type": media_type, "body": b"encoded"})


def _some(methods: list[Method]) -> list[Method]:
    """Return the methods, but only some that return JSON: to validate it takes long to prepare."""
    of_json = [method for method in methods if method.response.kind == "json"]
    chosen = of_json[:: len(of_json) // MOST_OF_JSON + 1]
    return [method for method in methods if method not in of_json or method in chosen]


def _has_content(method: Method) -> bool:
    """Return whether answers can have a body (RFC 9110, section 9.3.2)."""
    return method.verb != "HEAD"


def _is_without_content(talk: Talk, method: Method) -> bool:
    """Return whether the document says that there is no content, or none is expected."""
    successes = talk.successes(method)
    is_silent = not any(each.get("content") for each in successes.values())
    return is_silent and (method.verb == "DELETE" or set(successes) <= {"204", "205"})


def _answer(status: str, media_type: str, content: bytes) -> Response:
    number = int(status) if status.isdigit() and status not in ("204", "205") else 200
    return Response(number, {"content-type": media_type} if media_type else {}, content)


def _concrete(media_type: str) -> str:
    """Return a media type in place of a range."""
    return {"*/*": "application/octet-stream", "image/*": "image/gif"}.get(media_type, media_type)


LAWS = (
    every_operation_is_a_method,
    every_documented_answer_can_be_received,
    no_answer_becomes_nothing,
    every_request_media_type_can_be_sent,
    no_body_is_left_out,
)
