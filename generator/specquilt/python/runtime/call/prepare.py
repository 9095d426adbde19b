"""Builds the request of a call from its operation, arguments and options."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..core import CallContext
from ..errors import InvalidRequestError
from ..headers import checked_headers
from ..request import Request

if TYPE_CHECKING:
    from ..encoding.bodies import Encoded
    from ..encoding.upload import Upload
    from ..operation import Operation

_EXPECTS_BODY = ("POST", "PUT", "PATCH")


def encode(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> Request:
    """Return the request, without authentication.

    Raises:
        InvalidRequestError: An argument cannot be sent.
    """
    core, options, settings = context.core, context.options, context.settings
    origin, base_path = core.address(operation.server)
    target = operation.path_with(arguments, base_path)
    query = operation.query_with(arguments, options.get("query"))
    headers = {"accept": operation.result.accept, **core.headers}
    headers.update(operation.headers_with(arguments))
    body = _body(context, operation, arguments)
    headers.update(_body_headers(operation.method, body))
    if options:
        headers.update(_chosen_headers(context))
    return Request(
        operation.method,
        origin,
        f"{target}?{'&'.join(query)}" if query else target or "/",
        headers,
        None if body is None else _watched(body.content),
        settings.timeout,
        None if settings.deadline is None else monotonic() + settings.deadline,
    )


def _watched(content: bytes | Upload) -> bytes | Upload:
    if isinstance(content, bytes):
        return content
    from .uploads import WatchedUpload

    return WatchedUpload(content)


def _body(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> Encoded | None:
    options, body = context.options, operation.body
    extra = options.get("body")
    media_type = options.get("content_type")
    if body is None:
        if extra or media_type:
            raise InvalidRequestError(
                f"{operation.name} has no body: additional body fields cannot be sent"
            )
        return None
    if media_type:
        from ..encoding.choice import encode_as

        return encode_as(media_type, body, arguments, {} if extra is None else extra)
    if isinstance(extra, str | bytes):
        raise InvalidRequestError("a body that is text or bytes needs the option content_type")
    return body.encode(arguments, extra or {})


def _body_headers(method: str, body: Encoded | None) -> dict[str, str]:
    if body is None:
        return {"content-length": "0"} if method in _EXPECTS_BODY else {}
    content = body.content
    length = len(content) if isinstance(content, bytes) else content.length
    if length is None:
        return {"content-type": body.media_type, "transfer-encoding": "chunked"}
    return {"content-type": body.media_type, "content-length": str(length)}


def _chosen_headers(context: CallContext) -> dict[str, str]:
    headers = dict(context.options.get("headers") or {})
    if key := context.options.get("idempotency_key"):
        headers["idempotency-key"] = key
    return checked_headers(headers)
