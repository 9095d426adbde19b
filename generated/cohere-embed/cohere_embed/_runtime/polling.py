"""Polling: waits for a job to finish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar

from .blocking import call_maybe_async
from .call import exchange as call
from .core import CallContext
from .errors import (
    DeadlineExceededError,
    InvalidRequestError,
    PollingFailedError,
    PollingTimeoutError,
)
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


class _Pace:
    """When to poll again, and when to give up."""

    def __init__(self, interval: float, timeout: float | None) -> None:
        self.timeout = timeout
        self._interval = interval
        self._ends_at = None if timeout is None else monotonic() + timeout
        self.is_over = False

    def remaining(self) -> float | None:
        """Return the seconds left; 0 when the time is over."""
        return None if self._ends_at is None else max(self._ends_at - monotonic(), 0.0)

    def pause(self) -> float:
        """Return the seconds until the next poll; the last one comes in half the time left."""
        remaining = self.remaining()
        if remaining is None or self._interval < remaining:
            return self._interval
        self.is_over = True
        return remaining / 2


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
    own = _Pace(pace["interval"], pace["timeout"])
    state, status = None, None
    while True:
        try:
            state = await call.result(
                context.within(own.remaining()), polling.operation, {polling.argument: identifier}
            )
        except DeadlineExceededError:
            if own.remaining() != 0:
                raise
            raise _late(identifier, state, status, own) from None
        if pace["on_poll"] is not None:
            await call_maybe_async(partial(pace["on_poll"], state))
        status = str(field_at(state, polling.status))
        if status in polling.succeeded:
            return state
        _check(polling, state, status, identifier)
        if own.is_over:
            raise _late(identifier, state, status, own)
        await context.sender.sleep(own.pause())


def _late(identifier: str, state: Any, status: str | None, pace: _Pace) -> PollingTimeoutError:
    seen = "is in an unknown state" if status is None else f"still has status {status!r}"
    message = f"{identifier} {seen} after {pace.timeout} s"
    return PollingTimeoutError(message, result=state, status=status)


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
