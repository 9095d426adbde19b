"""Retries: which failures are retried, and how long to wait before."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ..errors import APIConnectionError, APITimeoutError, TransportError

if TYPE_CHECKING:
    from ..headers import Headers

FIRST_DELAY: Final = 0.5
LONGEST_DELAY: Final = 8.0
LONGEST_REQUESTED_DELAY: Final = 60.0

_IDEMPOTENT: Final = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"})
_REFUSED_UNTOUCHED: Final = 429
_TEMPORARY: Final = frozenset({408, 409, 425})
_PERMANENT_FAILURES: Final = frozenset({501, 505})


def is_repeatable(method: str, headers: dict[str, str]) -> bool:
    """Return whether a request is idempotent and can be repeated (RFC 9110, section 9.2.2)."""
    return method in _IDEMPOTENT or "idempotency-key" in headers


def may_retry_status(status: int, *, repeatable: bool) -> bool:
    """Return whether a retry is safe and may succeed; a request refused with 429 had no effect."""
    if status == _REFUSED_UNTOUCHED:
        return True
    temporary = status in _TEMPORARY or (status >= 500 and status not in _PERMANENT_FAILURES)
    return temporary and repeatable


def may_retry_error(error: TransportError, *, repeatable: bool) -> bool:
    """Return whether a retry is safe: the request was never sent, or can be repeated."""
    if not isinstance(error, APIConnectionError | APITimeoutError):
        return False
    return repeatable or not error.sent


def backoff(attempt: int) -> float:
    """Return the exponential backoff after an attempt: 0.5, 1, 2, 4, 8 s, minus up to 25 %."""
    import random

    delay = min(FIRST_DELAY * 2.0 ** min(attempt - 1, 10), LONGEST_DELAY)
    return delay * (1 - 0.25 * random.random())


def delay_after(attempt: int, headers: Headers | None) -> float | None:
    """Return the seconds to wait before the next attempt, or None to give up.

    If the server requests a delay of 0, the usual backoff applies: retrying at once would overload
    it further. There is no retry if it requests more than `LONGEST_REQUESTED_DELAY`.
    """
    requested = requested_delay(headers) if headers else None
    if not requested:
        return backoff(attempt)
    if requested > LONGEST_REQUESTED_DELAY:
        return None
    return requested


def requested_delay(headers: Headers) -> float | None:
    """Return the seconds of Retry-After (RFC 9110, section 10.2.3) or retry-after-ms, if valid."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    seconds = _number(text)
    return seconds if seconds is not None else _until(text)


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if number >= 0 and not math.isnan(number) else None


def _until(date: str | None) -> float | None:
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(date or "")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((aware - datetime.now(UTC)).total_seconds(), 0.0)
