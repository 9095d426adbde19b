"""The life of a call, written once: encode, authenticate, send, redirect, judge, retry.

Nothing here does any I/O. A call is a generator that yields effects (`effects.py`) and is driven
by a driver (`drivers.py`), which waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .auth import Proof
from .effects import Close, Read, Send, Sleep, Steps
from .encode import encode, prove, tokens_of, with_proof
from .errors import (
    DecodingError,
    RedirectError,
    ResponseError,
    ResponseTooLargeError,
    StatusError,
    TransportError,
)
from .failures import status_error
from .headers import Headers
from .observe import observer_for
from .redirects import MAX_REDIRECTS, is_redirect, redirected
from .results import Answer, ResponseInfo
from .retry import delay_after, is_repeatable, may_retry_error, may_retry_status

if TYPE_CHECKING:
    from .core import CallContext
    from .observe import Observer
    from .operation import Operation
    from .transport.request import AsyncTransportResponse, Request

T = TypeVar("T")
_UNAUTHORIZED = 401


class Exchange(NamedTuple):
    """A successful answer whose body is still unread."""

    request: Request
    response: AsyncTransportResponse
    info: ResponseInfo


def answer(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> Steps[Answer]:
    """Send until there is a complete, successful answer."""
    request, observer = _prepared(context, operation, arguments)
    attempt = 0
    while True:
        attempt += 1
        try:
            exchange = yield from _attempt(context, operation, request, observer)
            content = yield Read(
                exchange.request, exchange.response, context.settings.max_response_bytes
            )
            return Answer(exchange.info, content)
        except (TransportError, ResponseError) as error:
            yield from _recover(context, request, error, attempt, observer)


def result(
    context: CallContext, operation: Operation[T], arguments: Mapping[str, object]
) -> Steps[T]:
    """Send until there is a complete, successful answer, and decode it."""
    complete = yield from answer(context, operation, arguments)
    return operation.result.decode(complete, lenient=context.settings.lenient)


def opened(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> Steps[Exchange]:
    """Send until there is a successful answer, and leave its body to be streamed.

    A stream may go on for hours: only a deadline that was asked for bounds it.
    """
    request, observer = _prepared(context, operation, arguments)
    if "deadline" not in context.options and "deadline" not in context.core.options:
        request = request._replace(expires_at=None)
    attempt = 0
    while True:
        attempt += 1
        try:
            return (yield from _attempt(context, operation, request, observer))
        except (TransportError, ResponseError) as error:
            yield from _recover(context, request, error, attempt, observer)


def _prepared(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> tuple[Request, Observer | None]:
    request = encode(context, operation, arguments)
    return request, observer_for(context.core, operation, request)


def _attempt(
    context: CallContext, operation: Operation[Any], request: Request, observer: Observer | None
) -> Steps[Exchange]:
    """Send once; raises the status' error unless the answer is a success."""
    proof = Proof({})
    if operation.authenticated:
        proof = yield from prove(context, operation, request)
    if observer:
        yield from observer.request()
    exchange = yield from _followed(context, with_proof(request, proof))
    if observer:
        yield from _told(observer, exchange)
    if 200 <= exchange.info.status < 300:
        return exchange
    content = yield from _error_content(context, exchange)
    raise status_error(context.core.spec, exchange.request, proof, Answer(exchange.info, content))


def _told(observer: Observer, exchange: Exchange) -> Steps[None]:
    """Tell of an answer; if a hook fails, the connection must not be lost with it."""
    try:
        yield from observer.response(exchange.info)
    except Exception:
        yield Close(exchange.response)
        raise


def _followed(context: CallContext, request: Request) -> Steps[Exchange]:
    """Send, and follow redirects if that is wanted."""
    for _ in range(MAX_REDIRECTS + 1):
        response = yield Send(request)
        status, headers = response.status, response.headers
        if not (context.settings.follow_redirects and is_redirect(status, headers)):
            return Exchange(request, response, _info(context, status, headers))
        yield Close(response)
        request = redirected(request, status, headers)
    raise RedirectError(f"{request}: more than {MAX_REDIRECTS} redirects")


def _error_content(context: CallContext, exchange: Exchange) -> Steps[bytes]:
    """Read the body of an error; if that fails, the status still says what went wrong."""
    try:
        content: bytes = yield Read(
            exchange.request, exchange.response, context.settings.max_response_bytes
        )
        return content
    except (TransportError, ResponseTooLargeError, DecodingError):
        return b""


def _recover(
    context: CallContext,
    request: Request,
    error: TransportError | ResponseError,
    attempt: int,
    observer: Observer | None,
) -> Steps[None]:
    """Wait for the next attempt, or raise the error if there is to be none."""
    if observer:
        yield from observer.error(error)
    delay = _next_delay(context, request, error, attempt)
    expires_at = request.expires_at
    if delay is None or (expires_at is not None and monotonic() + delay >= expires_at):
        raise error
    if delay:
        yield Sleep(delay)


def _next_delay(
    context: CallContext, request: Request, error: TransportError | ResponseError, attempt: int
) -> float | None:
    """Return the seconds until the next attempt; None if there is to be none."""
    body = request.body
    if attempt > context.settings.max_retries or not (
        body is None or isinstance(body, bytes) or body.replayable
    ):
        return None
    repeatable = is_repeatable(request.method, request.headers)
    if isinstance(error, TransportError):
        again = may_retry_error(error, repeatable=repeatable)
        return delay_after(attempt, None) if again else None
    if not isinstance(error, StatusError):
        return None
    if error.status == _UNAUTHORIZED and attempt == 1 and tokens_of(context, request).forget():
        return 0.0
    again = may_retry_status(error.status, repeatable=repeatable)
    return delay_after(attempt, Headers(error.headers.items())) if again else None


def _info(context: CallContext, status: int, headers: Headers) -> ResponseInfo:
    names = context.core.spec.request_id_headers
    request_id = next((headers[name] for name in names if name in headers), None)
    return ResponseInfo(status, headers, request_id)
