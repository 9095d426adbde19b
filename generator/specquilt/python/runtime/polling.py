"""Waiting for a job to end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar

from .blocking import returned
from .call import exchange as call
from .core import CallContext
from .errors import InvalidRequestError, PollingFailedError, PollingTimeoutError
from .fields import field_at

if TYPE_CHECKING:
    from .operation import Operation
    from .options import RequestOptions

T_co = TypeVar("T_co", covariant=True)


class Polling(Generic[T_co]):
    """How to wait for the end of what one operation reports.

    Args:
        operation: fetches the current state.
        status: dotted response field of the status.
        succeeded, failed: final states; any other means to go on.
        accepts: for each model that can be waited for, the dotted field of its id.
        argument: the operation's argument that takes the id.
    """

    def __init__(
        self,
        operation: Operation[T_co],
        *,
        status: str,
        succeeded: Sequence[str],
        failed: Sequence[str] = (),
        accepts: Mapping[str, str],
        argument: str,
    ) -> None:
        self.operation = operation
        self.status = status
        self.succeeded = frozenset(succeeded)
        self.failed = frozenset(failed)
        self.accepts = accepts
        self.argument = argument


class PollingOptions(TypedDict):
    """Options of a generated `wait`.

    Args:
        interval: Seconds between two requests.
        timeout: Seconds in all; None waits without a limit.
        on_poll: Called with each state, including the last.
        options: Options of each request.
    """

    interval: float
    timeout: float | None
    on_poll: Callable[[Any], object] | None
    options: RequestOptions | None


async def polled(
    context: CallContext, pollings: Sequence[Polling[Any]], target: object, pace: PollingOptions
) -> Any:
    """Look again and again until the job has ended well.

    Raises:
        PollingFailedError: if it ended otherwise.
        PollingTimeoutError: if it did not end in time.
        InvalidRequestError: if the target is nothing that can be waited for.
    """
    polling, identifier = _selected(pollings, target)
    interval, timeout, on_poll = pace["interval"], pace["timeout"], pace["on_poll"]
    gives_up_at = None if timeout is None else monotonic() + timeout
    while True:
        state = await call.result(context, polling.operation, {polling.argument: identifier})
        if on_poll is not None:
            await returned(partial(on_poll, state))
        status = str(field_at(state, polling.status))
        if status in polling.succeeded:
            return state
        _check(polling, state, status, identifier)
        if gives_up_at is not None and monotonic() + interval > gives_up_at:
            message = f"{identifier} is still {status!r} after {timeout} s"
            raise PollingTimeoutError(message, result=state, status=status)
        await context.sender.sleep(interval)


def _check(polling: Polling[Any], state: Any, status: str, identifier: str) -> None:
    if status in polling.failed:
        message = f"{identifier} ended as {status!r}"
        raise PollingFailedError(message, result=state, status=status)


def _selected(pollings: Sequence[Polling[Any]], target: object) -> tuple[Polling[Any], str]:
    if isinstance(target, str) and len(pollings) == 1:
        return pollings[0], target
    names = [kind.__name__ for kind in type(target).__mro__]
    for polling in pollings:
        for name in filter(polling.accepts.__contains__, names):
            identifier = field_at(target, polling.accepts[name])
            if isinstance(identifier, str):
                return polling, identifier
    raise InvalidRequestError(f"{type(target).__name__} is nothing that can be waited for")
