"""Copies of recordings for the tests of a package: as JSON lines, without secrets."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.finding import Finding, InputError, input_error
from specquilt.project.configuration import Job
from specquilt.python.runtime.recordings.hiding import BASE64, Hiding
from specquilt.python.runtime.redact import Redaction, secrets_in
from specquilt.recordings.exchange import RecordedBody, RecordedExchange, RecordedMessage
from specquilt.recordings.read.files import read, recordings_in
from specquilt.recordings.routes import host_of, path_of, query_of

_REDIRECTION = 3
_OF_TRANSFER = frozenset({"connection", "content-encoding", "content-length", "transfer-encoding"})


def recorded_tests(job: Job) -> str:
    """Return the exchanges of a job as JSON lines; empty if no tests are wanted.

    Raises:
        InputError: There are no recordings, or one cannot be read.
    """
    if not job.tests:
        return ""
    if not job.recordings:
        message = "[client] tests needs recordings"
        raise input_error("config-key", message, job.place_of("tests"), "set [recordings] paths")
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in _rows(job))


def _rows(job: Job) -> Iterator[dict[str, Any]]:
    for recording in recordings_in(job.recordings):
        for each in read(recording):
            if isinstance(each, Finding):
                raise InputError(each)
            if each.status and each.status // 100 != _REDIRECTION:
                yield _row(each)


def _row(exchange: RecordedExchange) -> dict[str, Any]:
    hiding = Hiding(Redaction(secrets_in(exchange.request.headers)))
    query = query_of(exchange.url)
    target = hiding.target(f"{path_of(exchange.url)}{'?' if query else ''}{query}")
    return {
        "method": exchange.method,
        "url": f"https://{host_of(exchange.url) or 'recorded.invalid'}{target}",
        "request_headers": _headers(exchange.request, hiding),
        "request_body": _body(exchange.request, hiding),
        "status": exchange.status,
        "response_headers": _headers(exchange.answer, hiding),
        "response_body": _body(exchange.answer, hiding),
    }


def _headers(message: RecordedMessage, hiding: Hiding) -> dict[str, str]:
    found = hiding.headers(message.headers.items())
    return {name: value for name, value in found.items() if name not in _OF_TRANSFER}


def _body(message: RecordedMessage, hiding: Hiding) -> Any:
    body: RecordedBody = message.body
    if body.is_read:
        return hiding.value(body.value)
    if body.content and hiding.body(body.content, message.media_type) is None:
        return {BASE64: base64.b64encode(hiding.known.content(body.content)).decode()}
    return hiding.body(body.content, message.media_type)
