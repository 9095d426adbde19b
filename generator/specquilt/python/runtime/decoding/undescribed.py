"""Results of operations whose document says nothing about the body of a successful response."""

from __future__ import annotations

import re
from typing import Any, Final

from .results import CompleteResponse, Text, is_text, media_type_of

_JSON: Final = re.compile(r"(application/([\w.-]+\+)?json|text/json)$")


class Undescribed:
    """Whatever came: JSON, text or bytes by its content type; None if the body is empty."""

    accept = "*/*"

    def decode(self, response: CompleteResponse, *, lenient: bool) -> Any:
        """Return the value. Text that is called JSON, but is none, stays text."""
        if not response.content:
            return None
        if _JSON.match(media_type_of(response.info)):
            return _json(response)
        return _text(response) if is_text(response.info) else response.content


def _json(response: CompleteResponse) -> Any:
    from pydantic_core import from_json

    try:
        return from_json(response.content)
    except ValueError:
        return _text(response)


def _text(response: CompleteResponse) -> str:
    return Text().decode(response, lenient=False)
