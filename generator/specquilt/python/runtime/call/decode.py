"""Decodes the body of a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import ResponseError
from ..frames import hide_variables, shorten_traceback

if TYPE_CHECKING:
    from ..decoding.results import CompleteResponse
    from ..request import Request


def decoded(request: Request, result: Any, response: CompleteResponse, *, lenient: bool) -> Any:
    """Return the decoded body of a response.

    Raises:
        DecodingError: The body does not match its type; the error shows no credentials.
    """
    try:
        return result.decode(response, lenient=lenient)
    except ResponseError as error:
        from ..concealment import concealed, redaction_for

        hide_variables(error)
        concealed(error, redaction_for(request))
        shorten_traceback(error)
        del response
        raise
