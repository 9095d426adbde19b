"""From an error status to the error that is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..errors import ClientError, ServerError, StatusError
from ..redact import without_secrets

if TYPE_CHECKING:
    from ..auth.schemes import Proof
    from ..core import ClientSpec
    from ..decoding.results import Answer
    from ..request import Request

_LONGEST_MESSAGE = 500


def status_error(spec: ClientSpec, request: Request, proof: Proof, answer: Answer) -> StatusError:
    """Return the error for a response; its class depends on the status alone, not on the body."""
    status, headers, request_id = answer.info
    text = without_secrets(_message(answer.content), request.headers, proof.query)
    title = _title(status)
    return _class_for(spec, status)(
        f"{title}: {text}" if text else title,
        status=status,
        headers=headers,
        content=answer.content,
        request_id=request_id,
    )


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
    """Return the server's own words, if the body is a JSON object that holds them."""
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
            return " ".join(found.split())[:_LONGEST_MESSAGE]
    return ""
