"""The response modes: a complete response, or one whose body has not been read."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from ..call import exchange as call
from ..call.decode import decoded
from ..call.mode import ResponseMode
from ..decoding.results import AsReceived
from .binary import AsyncStreamingResponse, StreamingResponse
from .raw import RawResponse

if TYPE_CHECKING:
    from ..call.exchange import Exchange
    from ..core import CallContext
    from ..operation import Operation

T = TypeVar("T")
Received: TypeAlias = "Callable[[Exchange, Any, CallContext], T]"


async def raw(
    context: CallContext, operation: Operation[T], arguments: Mapping[str, object]
) -> RawResponse[T]:
    """Return the complete response, not yet decoded."""
    request, response = await call.complete_response(context, operation, arguments)
    lenient = context.settings.lenient
    return RawResponse(response, partial(decoded, request, operation.result, lenient=lenient))


def opening(kind: Received[T]) -> Callable[..., Coroutine[Any, Any, T]]:
    """Return a handler that opens a stream or a download."""

    async def handler(
        context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
    ) -> T:
        exchange = await call.open_response(context, operation, arguments)
        return kind(exchange, operation.result, context)

    return handler


def as_received(operation: Operation[Any]) -> Operation[Any]:
    """Return the operation of a stream or a download, whose response is not decoded."""
    other = copy(operation)
    other.result = AsReceived(operation.result.accept)
    return other


RAW: ResponseMode[RawResponse[Any]] = ResponseMode(raw, RawResponse)
STREAMING: ResponseMode[StreamingResponse[Any]] = ResponseMode(
    opening(StreamingResponse), StreamingResponse
)
ASYNC_STREAMING: ResponseMode[AsyncStreamingResponse[Any]] = ResponseMode(
    opening(AsyncStreamingResponse), AsyncStreamingResponse
)
