"""What a call can end in: its result, its complete answer, or an answer still being received."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from ..call import exchange as call
from ..call.mode import Wish
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
    """End in the complete answer, not yet decoded."""
    answer = await call.answer(context, operation, arguments)
    return RawResponse(answer, partial(operation.result.decode, lenient=context.settings.lenient))


def opened_as(kind: Received[T]) -> Callable[..., Coroutine[Any, Any, T]]:
    """End in a stream or a download of some kind."""

    async def outcome(
        context: CallContext, operation: Operation[Any], arguments: Mapping[str, object]
    ) -> T:
        exchange = await call.opened(context, operation, arguments)
        return kind(exchange, operation.result, context)

    return outcome


RAW: Wish[RawResponse[Any]] = Wish(raw, RawResponse)
STREAMING: Wish[StreamingResponse[Any]] = Wish(opened_as(StreamingResponse), StreamingResponse)
ASYNC_STREAMING: Wish[AsyncStreamingResponse[Any]] = Wish(
    opened_as(AsyncStreamingResponse), AsyncStreamingResponse
)
