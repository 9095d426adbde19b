"""Time limits of the steps of a request."""

from __future__ import annotations

from typing import NamedTuple


class Timeout(NamedTuple):
    """Seconds that each step of one attempt may take; None waits for ever.

    Args:
        connect: opening a connection, with TLS.
        read: silence between two pieces of the answer.
        write: sending one piece of the request.
        pool: waiting for a free connection.
    """

    connect: float | None = 10.0
    read: float | None = 60.0
    write: float | None = 60.0
    pool: float | None = 60.0


def as_timeout(timeout: float | Timeout | None) -> Timeout:
    """Return a `Timeout`; a number or None holds for every step."""
    return timeout if isinstance(timeout, Timeout) else Timeout(timeout, timeout, timeout, timeout)
