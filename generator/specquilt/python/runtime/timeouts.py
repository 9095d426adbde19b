"""Timeouts of the steps of a request."""

from __future__ import annotations

from typing import NamedTuple


class Timeout(NamedTuple):
    """Timeouts of one attempt, in seconds; None means no timeout.

    Args:
        connect: Opening a connection, including TLS.
        read: Waiting for the next piece of the response.
        write: Sending one piece of the request.
        pool: Waiting for a free connection.
    """

    connect: float | None = 10.0
    read: float | None = 60.0
    write: float | None = 60.0
    pool: float | None = 60.0


def as_timeout(timeout: float | Timeout | None) -> Timeout:
    """Return a `Timeout`; a number or None applies to every step."""
    return timeout if isinstance(timeout, Timeout) else Timeout(timeout, timeout, timeout, timeout)
