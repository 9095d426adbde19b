"""The error raised for an error status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..concealment import concealed, redaction_for
from ..errors import ClientError, ServerError, StatusError

if TYPE_CHECKING:
    from ..core import ClientSpec
    from ..decoding.results import CompleteResponse
    from ..request import Request

_LONGEST_MESSAGE = 500


def status_error(spec: ClientSpec, request: Request, response: CompleteResponse) -> StatusError:
    """Return the error for a response; its class depends on the status alone, not on the body."""
    status, headers, request_id = response.info
    kind, title, redaction = _class_for(spec, status), _title(status), redaction_for(request)
    text = redaction.text(_message(response.content))[:_LONGEST_MESSAGE]
    error = kind(
        f"{title}: {text}" if text else title,
        status=status,
        headers=headers,
        content=response.content,
        request_id=request_id,
    )
    return concealed(error, redaction)


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


def _message(content: bytes) -> str:
    """Return the server's error message, if the body is a JSON object that contains one."""
    import json

    try:
        body: Any = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    for key in ("message", "detail", "error_description", "error", "title"):
        found: Any = cast("dict[str, Any]", body).get(key) if isinstance(body, dict) else None
        if isinstance(found, dict):
            found = cast("dict[str, Any]", found).get("message")
        if isinstance(found, str) and found:
            return " ".join(found.split())
    return ""
