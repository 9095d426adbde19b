"""The two drivers that carry out the effects of a call."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

from .effects import Ask, Close, Effect, Read, Send, Sleep, Steps
from .errors import DeadlineExceededError
from .reading import read_content, read_content_async
from .transport.request import (
    AsyncTransport,
    AsyncTransportResponse,
    Request,
    Transport,
    TransportResponse,
)

T = TypeVar("T")


class Driver:
    """Carries out effects by blocking the thread."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.sleep: Callable[[float], object] = sleep

    def run(self, steps: Steps[T]) -> T:
        """Drive a call to its end."""
        try:
            effect = next(steps)
            while True:
                try:
                    outcome = self._perform(effect)
                except Exception as error:
                    effect = steps.throw(error)
                else:
                    effect = steps.send(outcome)
        except StopIteration as finished:
            return cast("T", finished.value)

    def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send(request):
                return self.transport.send(request)
            case Read(_, response, limit):
                return read_content(cast("TransportResponse", response), limit)
            case Sleep(seconds):
                return self.sleep(seconds)
            case Close(response):
                return cast("TransportResponse", response).close()
            case Ask(function):
                return function()


class AsyncDriver:
    """Carries out effects by awaiting."""

    def __init__(self, transport: AsyncTransport) -> None:
        self.transport = transport
        self.sleep: Callable[[float], Awaitable[object]] = sleep_async

    async def run(self, steps: Steps[T]) -> T:
        """Drive a call to its end."""
        try:
            effect = next(steps)
            while True:
                try:
                    outcome = await self._perform(effect)
                except Exception as error:
                    effect = steps.throw(error)
                else:
                    effect = steps.send(outcome)
        except StopIteration as finished:
            return cast("T", finished.value)

    async def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send(request):
                return await within(request, self.transport.send(request))
            case Read(request, response, limit):
                reading = read_content_async(cast("AsyncTransportResponse", response), limit)
                return await within(request, reading)
            case Sleep(seconds):
                return await self.sleep(seconds)
            case Close(response):
                return await cast("AsyncTransportResponse", response).close()
            case Ask(function):
                outcome = function()
                return await outcome if hasattr(outcome, "__await__") else outcome


async def within(request: Request, work: Awaitable[T]) -> T:
    """Await some work, but not beyond the deadline of the request.

    Raises:
        DeadlineExceededError: when it has passed; the work is cancelled.
    """
    if request.expires_at is None:
        return await work
    import asyncio

    limit = asyncio.timeout(request.expires_at - time.monotonic())
    try:
        async with limit:
            return await work
    except TimeoutError:
        message = f"{request}: the deadline of the call has passed"
        raise DeadlineExceededError(message) from None


def sleep(seconds: float) -> None:
    """Block the thread."""
    # Looked up when it is needed: tests and tools replace it.
    time.sleep(seconds)


async def sleep_async(seconds: float) -> None:
    """Wait, and let other tasks go on."""
    import asyncio

    await asyncio.sleep(seconds)
