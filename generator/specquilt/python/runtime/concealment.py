"""Keeps credentials that a server sends back out of errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from .errors import ResponseError, conceal
from .headers import Headers
from .redact import Redaction, secrets_in

if TYPE_CHECKING:
    from .request import Request

E = TypeVar("E", bound=ResponseError)


def redaction_for(request: Request) -> Redaction:
    """Return what removes the credentials of a request."""
    return Redaction({*request.secrets, *secrets_in(request.headers)})


def concealed(error: E, redaction: Redaction) -> E:
    """Return the error, which no longer shows credentials; its `content` stays as received."""
    given = error.headers
    received = given if isinstance(given, Headers) else Headers(given.items())
    headers = Headers(
        (name, redaction.text(value)) for name in received for value in received.get_list(name)
    )
    conceal(error, redaction.content(error.content), headers, redaction.value)
    return error
