"""The error raised for an error status."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..concealment import concealed, redaction_for
from ..decoding.server_words import words_of
from ..errors import ClientError, ServerError, StatusError, document

if TYPE_CHECKING:
    from ..core import ClientSpec
    from ..decoding.results import CompleteResponse
    from ..operation import Operation
    from ..request import Request

_LONGEST_PATH = 200
_LONGEST_WORDS = 300
"""Characters of a path and of a server's words in a message; `content` has all words."""


def status_error(
    spec: ClientSpec, operation: Operation[Any], request: Request, response: CompleteResponse
) -> StatusError:
    """Return the error for a response; its class depends on the status alone, not on the body.

    Its message says what was asked, what the server answered, and under which id it knows that:
    ``GET /jobs/7: 404 Not Found: there is no such job (request id 4f1)``.
    """
    status, headers, request_id = response.info
    redaction = redaction_for(request)
    path = redaction.text(request.target.partition("?")[0])
    words = redaction.text(words_of(response.content))[:_LONGEST_WORDS]
    known_as = f" (request id {redaction.text(request_id)})" if request_id else ""
    parts = (f"{request.method} {path[:_LONGEST_PATH]}", _title(status), words)
    error = _class_for(spec, status)(
        ": ".join(filter(None, parts)) + known_as,
        status=status,
        headers=headers,
        content=response.content,
        request_id=request_id,
    )
    document(error, partial(_typed, spec, operation, status))
    return concealed(error, redaction)


def _typed(spec: ClientSpec, operation: Operation[Any], status: int, data: Any) -> object:
    """Return the JSON of an error as its documented type, or as it is if it does not fit."""
    for types in (operation.errors(), spec.bodies()):
        for key in (status, status // 100):
            if key in types:
                from ..decoding.fitting import fitted

                return fitted(types[key], data)
    return data


def _class_for(spec: ClientSpec, status: int) -> type[StatusError]:
    documented = spec.failures().get(status)
    if documented is not None:
        return documented
    return {4: ClientError, 5: ServerError}.get(status // 100, StatusError)


def _title(status: int) -> str:
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
