"""The deadline of a call, for whoever waits in an event loop."""

from __future__ import annotations

from collections.abc import Awaitable
from time import monotonic
from typing import TypeVar

from .errors import DeadlineExceededError
from .transport.request import Request

T = TypeVar("T")


async def within(request: Request, work: Awaitable[T]) -> T:
    """Await some work, but not beyond the deadline of the request.

    Raises:
        DeadlineExceededError: when it has passed; the work is cancelled.
    """
    import asyncio

    limit = asyncio.timeout(request.expires_at and request.expires_at - monotonic())
    try:
        async with limit:
            return await work
    except TimeoutError:
        if not limit.expired():
            raise
        message = f"{request}: the deadline of the call has passed"
        raise DeadlineExceededError(message) from None
