"""What follows a failed attempt: the next one after some time, or the error."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from ..errors import StatusError, TransportError
from ..frames import hide_variables, is_from_user
from ..headers import Headers
from .retry import delay_after, is_repeatable, may_retry_error, may_retry_status
from .uploads import failure_of

if TYPE_CHECKING:
    from .exchange import Failure, RunningCall

_UNAUTHORIZED: Final = 401


async def recover(call: RunningCall, error: Failure) -> None:
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
