"""The life of a call: encode, authenticate, send, follow redirects, check the status, retry.

It is written once, with ``await``, for both flavours; all waiting is left to `CallContext.sender`.
What most calls do not need, such as retries and redirects, is imported when it is needed: it would
take a tenth of the time that our own code needs until a first call has ended.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar, cast

from ..decoding.results import CompleteResponse, ResponseInfo
from ..errors import (
    DecodingError,
    RedirectError,
    ResponseError,
    ResponseTooLargeError,
    TransportError,
)
from .authenticate import NOTHING, authenticate, with_authentication
from .decode import decoded
from .prepare import encode

if TYPE_CHECKING:
    from ..core import CallContext, Core
    from ..headers import Headers
    from ..operation import Operation
    from ..request import AsyncTransportResponse, Request
    from .observe import Observer

T = TypeVar("T")
Failure: TypeAlias = TransportError | ResponseError
MAX_REDIRECTS: Final = 10
_DEBUG: Final = 10
"""`logging.DEBUG`."""


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
        self.observer = _observer_for(context.core, operation, self.request)
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
            await _recovered(call, error)
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
            await _recovered(call, error)
        except BaseException as error:
            await _report_interruption(call.observer, error)
            raise


async def _recovered(call: RunningCall, error: Failure) -> None:
    from .recovery import recover

    await recover(call, error)


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
    from .status_errors import status_error

    response = CompleteResponse(exchange.info, content)
    raise status_error(context.core.spec, operation, exchange.request, response)


def _observer_for(core: Core, operation: Operation[Any], request: Request) -> Observer | None:
    """Return an observer, or None if there are neither hooks nor debug logging."""
    if not (any(core.hooks) or core.logger.isEnabledFor(_DEBUG)):
        return None
    from .observe import Observer

    return Observer(core, operation, request)


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
            from .uploads import failure_of

            failure = failure_of(request.body) or error
            break
        status, headers = response.status, response.headers
        if not (context.settings.follow_redirects and _is_redirect(status, headers)):
            return Exchange(request, response, _info(context, status, headers))
        from .redirects import redirected

        await response.close()
        request = redirected(request, status, headers)
    else:
        raise RedirectError(f"{request}: more than {MAX_REDIRECTS} redirects")
    raise failure


def _is_redirect(status: int, headers: Headers) -> bool:
    if status // 100 != 3:
        return False
    from .redirects import is_redirect

    return is_redirect(status, headers)


def _content(context: CallContext, exchange: Exchange) -> Awaitable[bytes]:
    limit = context.settings.max_response_bytes
    return context.sender.read(exchange.request, exchange.response, limit)


async def _error_content(context: CallContext, exchange: Exchange) -> bytes:
    """Return the body of an error response; empty if it cannot be read."""
    try:
        return await _content(context, exchange)
    except (TransportError, ResponseTooLargeError, DecodingError):
        return b""


def _info(context: CallContext, status: int, headers: Headers) -> ResponseInfo:
    return ResponseInfo(status, headers, headers.first(context.core.spec.request_id_headers))
