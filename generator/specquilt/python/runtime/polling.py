"""Polling: waits for a job to finish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar

from .blocking import call_maybe_async
from .call import exchange as call
from .core import CallContext
from .errors import InvalidRequestError, PollingFailedError, PollingTimeoutError
from .fields import field_at

if TYPE_CHECKING:
    from .operation import Operation
    from .options import RequestOptions

T_co = TypeVar("T_co", covariant=True)


class Polling(Generic[T_co]):
    """How to wait for a kind of job.

    Args:
        operation: Returns the current state of the job.
        status: Dotted response field of the status.
        succeeded, failed: Final statuses; with any other status the job is still running.
        accepts: Models that can be waited for, with the dotted field of the job's id.
        argument: Argument of the operation for the id.
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
    """Poll a job until it succeeds, and return its last state.

    Raises:
        PollingFailedError: The job failed.
        PollingTimeoutError: The job did not finish within the timeout.
        InvalidRequestError: The target does not identify a job.
    """
    polling, identifier = _selected(pollings, target)
    interval, timeout, on_poll = pace["interval"], pace["timeout"], pace["on_poll"]
    gives_up_at = None if timeout is None else monotonic() + timeout
    while True:
        state = await call.result(context, polling.operation, {polling.argument: identifier})
        if on_poll is not None:
            await call_maybe_async(partial(on_poll, state))
        status = str(field_at(state, polling.status))
        if status in polling.succeeded:
            return state
        _check(polling, state, status, identifier)
        if gives_up_at is not None and monotonic() + interval > gives_up_at:
            message = f"{identifier} still has status {status!r} after {timeout} s"
            raise PollingTimeoutError(message, result=state, status=status)
        await context.sender.sleep(interval)


def _check(polling: Polling[Any], state: Any, status: str, identifier: str) -> None:
    if status in polling.failed:
        message = f"{identifier} ended with status {status!r}"
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
    raise InvalidRequestError(
        f"{type(target).__name__} does not identify a job that can be waited for"
    )
