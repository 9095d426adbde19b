"""The life of a call: encode, authenticate, send, follow redirects, check the status, retry.

It is written once, with ``await``, for both flavours; all waiting is left to `CallContext.sender`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar, cast

from ..decoding.results import CompleteResponse, ResponseInfo
from ..errors import (
    DecodingError,
    RedirectError,
    ResponseError,
    ResponseTooLargeError,
    StatusError,
    TransportError,
)
from ..frames import hide_variables, is_from_user
from ..headers import Headers
from .authenticate import NOTHING, authenticate, with_authentication
from .decode import decoded
from .observe import observer_for
from .prepare import encode
from .redirects import MAX_REDIRECTS, is_redirect, redirected
from .retry import delay_after, is_repeatable, may_retry_error, may_retry_status
from .status_errors import status_error
from .uploads import failure_of

if TYPE_CHECKING:
    from ..core import CallContext
    from ..operation import Operation
    from ..request import AsyncTransportResponse, Request
    from .observe import Observer

T = TypeVar("T")
Failure: TypeAlias = TransportError | ResponseError
_UNAUTHORIZED = 401


class Exchange(NamedTuple):
    """A request and its response, whose body has not been read."""

    request: Request
    response: AsyncTransportResponse
    info: ResponseInfo


class Complete(NamedTuple):
    """A request and its response with the body."""

    request: Request
    response: CompleteResponse


class RunningCall:
    """One call: its request, without authentication, and the state of its attempts.

    Args:
        context: What the call depends on.
        operation: The operation.
        arguments: Arguments by name.
    """

    __slots__ = ("added", "attempt", "context", "has_new_token", "is_sent", "observer", "request")

    def __init__(
        self, context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
    ) -> None:
        self.context = context
        self.request = encode(context, operation, arguments)
        self.observer = observer_for(context.core, operation, self.request)
        self.attempt = 0
        self.added = NOTHING
        self.is_sent = False
        self.has_new_token = False


async def complete_response(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> Complete:
    """Return a successful response with its body, after retries if needed."""
    call = RunningCall(context, operation, arguments)
    while True:
        try:
            exchange = await _attempt(call, operation)
            content = await _content(context, exchange)
            return Complete(exchange.request, CompleteResponse(exchange.info, content))
        except (TransportError, ResponseError) as error:
            await _recover(call, error)
        except BaseException as error:
            await _report_interruption(call.observer, error)
            raise


async def result(
    context: CallContext, operation: Operation[T], arguments: Mapping[str, object]
) -> T:
    """Return the decoded result of a call, after retries if needed."""
    request, response = await complete_response(context, operation, arguments)
    lenient = context.settings.lenient
    return cast("T", decoded(request, operation.result, response, lenient=lenient))


async def open_response(
    context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
) -> Exchange:
    """Return a successful response whose body has not been read, after retries if needed.

    A stream may take hours: only a deadline set by the user applies.
    """
    call = RunningCall(context, operation, arguments)
    if "deadline" not in context.options and "deadline" not in context.core.options:
        call.request = call.request.replace(expires_at=None)
    while True:
        try:
            return await _attempt(call, operation)
        except (TransportError, ResponseError) as error:
            await _recover(call, error)
        except BaseException as error:
            await _report_interruption(call.observer, error)
            raise


async def _attempt(call: RunningCall, operation: Operation[Any]) -> Exchange:
    """Send once; raise the error of the status unless it is a success."""
    context, observer = call.context, call.observer
    call.attempt += 1
    call.added, call.is_sent = NOTHING, False
    if operation.authenticated:
        call.added = await authenticate(context, operation, call.request)
    if observer:
        await observer.request()
    call.is_sent = True
    exchange = await _followed(context, with_authentication(call.request, call.added))
    if observer:
        await _report_response(call, exchange)
    if 200 <= exchange.info.status < 300:
        return exchange
    content = await _error_content(context, exchange)
    response = CompleteResponse(exchange.info, content)
    raise status_error(context.core.spec, operation, exchange.request, response)


async def _report_response(call: RunningCall, exchange: Exchange) -> None:
    """Report a response; if a hook fails or is cancelled, close the response."""
    try:
        if call.observer:
            await call.observer.response(exchange.request, exchange.info)
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
    """Send a request and follow redirects, if enabled.

    If the upload raises an exception, that one is raised as it is.
    """
    for _ in range(MAX_REDIRECTS + 1):
        try:
            response = await context.sender.send(request)
        except TransportError as error:
            failure = failure_of(request.body) or error
            break
        status, headers = response.status, response.headers
        if not (context.settings.follow_redirects and is_redirect(status, headers)):
            return Exchange(request, response, _info(context, status, headers))
        await response.close()
        request = redirected(request, status, headers)
    else:
        raise RedirectError(f"{request}: more than {MAX_REDIRECTS} redirects")
    raise failure


def _content(context: CallContext, exchange: Exchange) -> Awaitable[bytes]:
    limit = context.settings.max_response_bytes
    return context.sender.read(exchange.request, exchange.response, limit)


async def _error_content(context: CallContext, exchange: Exchange) -> bytes:
    """Return the body of an error response; empty if it cannot be read."""
    try:
        return await _content(context, exchange)
    except (TransportError, ResponseTooLargeError, DecodingError):
        return b""


async def _recover(call: RunningCall, error: Failure) -> None:
    """Wait until the next attempt, or raise the error if there are no more attempts."""
    if is_from_user(error) or error is failure_of(call.request.body):
        raise error
    hide_variables(error)
    if call.observer:
        await call.observer.error(error)
    delay = _next_delay(call, error)
    expires_at = call.request.expires_at
    if delay is None or (expires_at is not None and monotonic() + delay >= expires_at):
        raise error
    if delay:
        await call.context.sender.sleep(delay)


def _next_delay(call: RunningCall, error: Failure) -> float | None:
    """Return the seconds until the next attempt, or None for no more attempts."""
    body = call.request.body
    if not (body is None or isinstance(body, bytes) or body.replayable):
        return None
    if _refused_token(call, error):
        return 0.0
    if call.attempt - call.has_new_token > call.context.settings.max_retries:
        return None
    # If it is not even authenticated, the request itself has not been sent.
    repeatable = not call.is_sent or is_repeatable(call.request.method, call.request.headers)
    if isinstance(error, TransportError):
        again = may_retry_error(error, repeatable=repeatable)
        return delay_after(call.attempt, None) if again else None
    if isinstance(error, StatusError) and may_retry_status(error.status, repeatable=repeatable):
        return delay_after(call.attempt, Headers(error.headers.items()))
    return None


def _refused_token(call: RunningCall, error: Failure) -> bool:
    """Return whether a token was refused that the next attempt replaces: once in a call."""
    tokens = call.added.tokens
    if not tokens or call.has_new_token or not isinstance(error, StatusError):
        return False
    if error.status == _UNAUTHORIZED:
        call.context.core.tokens.forget(tokens)
        call.has_new_token = True
    return call.has_new_token


def _info(context: CallContext, status: int, headers: Headers) -> ResponseInfo:
    return ResponseInfo(status, headers, headers.first(context.core.spec.request_id_headers))
