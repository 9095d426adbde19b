"""The life of a call: encode, authenticate, send, follow redirects, check the status, retry.

It is written once, with ``await``, for both flavours; all waiting is left to `CallContext.sender`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..auth.schemes import Authentication
from ..decoding.results import CompleteResponse, ResponseInfo
from ..errors import (
    DecodingError,
    RedirectError,
    ResponseError,
    ResponseTooLargeError,
    StatusError,
    TransportError,
)
from ..headers import Headers
from .authenticate import authenticate, tokens_of, with_authentication
from .observe import observer_for
from .prepare import encode
from .redirects import MAX_REDIRECTS, is_redirect, redirected
from .retry import delay_after, is_repeatable, may_retry_error, may_retry_status
from .status_errors import status_error

if TYPE_CHECKING:
    from ..core import CallContext
    from ..operation import Operation
    from ..request import AsyncTransportResponse, Request
    from .observe import Observer

T = TypeVar("T")
_UNAUTHORIZED = 401


class Exchange(NamedTuple):
    """A request and its response, whose body has not been read."""

    request: Request
    response: AsyncTransportResponse
    info: ResponseInfo


async def complete_response(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> CompleteResponse:
    """Return a successful response with its body, after retries if needed."""
    request, observer = _prepared(context, operation, arguments)
    attempt = 0
    while True:
        attempt += 1
        try:
            exchange = await _attempt(context, operation, request, observer)
            return CompleteResponse(exchange.info, await _content(context, exchange))
        except (TransportError, ResponseError) as error:
            await _recover(context, request, error, attempt, observer)
        except BaseException as error:
            await _report_interruption(observer, error)
            raise


async def result(
    context: CallContext, operation: Operation[T], arguments: Mapping[str, object]
) -> T:
    """Return the decoded result of a call, after retries if needed."""
    complete = await complete_response(context, operation, arguments)
    return operation.result.decode(complete, lenient=context.settings.lenient)


async def open_response(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> Exchange:
    """Return a successful response whose body has not been read, after retries if needed.

    A stream may take hours: only a deadline set by the user applies.
    """
    request, observer = _prepared(context, operation, arguments)
    if "deadline" not in context.options and "deadline" not in context.core.options:
        request = request._replace(expires_at=None)
    attempt = 0
    while True:
        attempt += 1
        try:
            return await _attempt(context, operation, request, observer)
        except (TransportError, ResponseError) as error:
            await _recover(context, request, error, attempt, observer)
        except BaseException as error:
            await _report_interruption(observer, error)
            raise


def _prepared(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> tuple[Request, Observer | None]:
    request = encode(context, operation, arguments)
    return request, observer_for(context.core, operation, request)


async def _attempt(
    context: CallContext, operation: Operation[Any], request: Request, observer: Observer | None
) -> Exchange:
    """Send once; raise the error of the status unless it is a success."""
    added = Authentication({})
    if operation.authenticated:
        added = await authenticate(context, operation, request)
    if observer:
        await observer.request()
    exchange = await _followed(context, with_authentication(request, added))
    if observer:
        await _report_response(observer, exchange)
    if 200 <= exchange.info.status < 300:
        return exchange
    content = await _error_content(context, exchange)
    raise status_error(
        context.core.spec, exchange.request, added, CompleteResponse(exchange.info, content)
    )


async def _report_response(observer: Observer, exchange: Exchange) -> None:
    """Report a response; if a hook fails or is cancelled, close the response."""
    try:
        await observer.response(exchange.info)
    except BaseException:
        await exchange.response.close()
        raise


async def _report_interruption(observer: Observer | None, error: BaseException) -> None:
    """Report an attempt that was cancelled or ended by another error, which stays the error."""
    # A closed coroutine must not await anything.
    if observer and not isinstance(error, GeneratorExit):
        try:
            await observer.interrupted(error)
        finally:
            raise error


async def _followed(context: CallContext, request: Request) -> Exchange:
    """Send a request and follow redirects, if enabled."""
    for _ in range(MAX_REDIRECTS + 1):
        response = await context.sender.send(request)
        status, headers = response.status, response.headers
        if not (context.settings.follow_redirects and is_redirect(status, headers)):
            return Exchange(request, response, _info(context, status, headers))
        await response.close()
        request = redirected(request, status, headers)
    raise RedirectError(f"{request}: more than {MAX_REDIRECTS} redirects")


def _content(context: CallContext, exchange: Exchange) -> Awaitable[bytes]:
    limit = context.settings.max_response_bytes
    return context.sender.read(exchange.request, exchange.response, limit)


async def _error_content(context: CallContext, exchange: Exchange) -> bytes:
    """Return the body of an error response; empty if it cannot be read."""
    try:
        return await _content(context, exchange)
    except (TransportError, ResponseTooLargeError, DecodingError):
        return b""


async def _recover(
    context: CallContext,
    request: Request,
    error: TransportError | ResponseError,
    attempt: int,
    observer: Observer | None,
) -> None:
    """Wait until the next attempt, or raise the error if there are no more attempts."""
    if observer:
        await observer.error(error)
    delay = _next_delay(context, request, error, attempt)
    expires_at = request.expires_at
    if delay is None or (expires_at is not None and monotonic() + delay >= expires_at):
        raise error
    if delay:
        await context.sender.sleep(delay)


def _next_delay(
    context: CallContext, request: Request, error: TransportError | ResponseError, attempt: int
) -> float | None:
    """Return the seconds until the next attempt, or None for no more attempts."""
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
