"""Keeps credentials that a server sends back out of errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import ResponseError, conceal
from ..frames import hide_variables
from ..redact import Redaction, secrets_in

if TYPE_CHECKING:
    from ..decoding.results import CompleteResponse
    from ..request import Request

E = TypeVar("E", bound=ResponseError)


def redaction_for(request: Request) -> Redaction:
    """Return what removes the credentials of a request."""
    return Redaction({*request.secrets, *secrets_in(request.headers)})


def concealed(error: E, redaction: Redaction) -> E:
    """Return the error, which no longer shows credentials."""
    conceal(error, redaction.content, redaction.value)
    return error


def decoded(request: Request, result: Any, response: CompleteResponse, *, lenient: bool) -> Any:
    """Return the decoded body of a response.

    Raises:
        DecodingError: The body does not match its type; the error shows no credentials.
    """
    try:
        return result.decode(response, lenient=lenient)
    except ResponseError as error:
        hide_variables(error)
        concealed(error, redaction_for(request))
        del response
        raise
