"""The two drivers that carry out the effects of a call."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
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


class _BaseDriver(ABC):
    """The one loop of both drivers: what it awaits has already happened if the driver blocks."""

    async def _drive(self, steps: Steps[T]) -> T:
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
                return await self._send(request)
            case Read(request, response, limit):
                return await self._read(request, response, limit)
            case Sleep(seconds):
                return await self._sleep(seconds)
            case Close(response):
                return await self._close(response)
            case Ask(function):
                return await self._ask(function)

    @abstractmethod
    async def _send(self, request: Request) -> Any: ...

    @abstractmethod
    async def _read(self, request: Request, response: Any, limit: int) -> Any: ...

    @abstractmethod
    async def _sleep(self, seconds: float) -> None: ...

    @abstractmethod
    async def _close(self, response: Any) -> None: ...

    @abstractmethod
    async def _ask(self, function: Callable[[], Any]) -> Any: ...


class Driver(_BaseDriver):
    """Carries out effects by blocking the thread."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.sleep: Callable[[float], object] = sleep

    def run(self, steps: Steps[T]) -> T:
        """Drive a call to its end; nothing suspends on the way, so that one step is all there is."""
        try:
            self._drive(steps).send(None)
        except StopIteration as finished:
            return cast("T", finished.value)
        raise AssertionError("a blocking driver cannot wait")

    async def _send(self, request: Request) -> TransportResponse:
        return self.transport.send(request)

    async def _read(self, request: Request, response: TransportResponse, limit: int) -> bytes:
        return read_content(response, limit)

    async def _sleep(self, seconds: float) -> None:
        self.sleep(seconds)

    async def _close(self, response: TransportResponse) -> None:
        response.close()

    async def _ask(self, function: Callable[[], Any]) -> Any:
        return function()


class AsyncDriver(_BaseDriver):
    """Carries out effects by awaiting."""

    def __init__(self, transport: AsyncTransport) -> None:
        self.transport = transport
        self.sleep: Callable[[float], Awaitable[object]] = sleep_async

    async def run(self, steps: Steps[T]) -> T:
        """Drive a call to its end."""
        return await self._drive(steps)

    async def _send(self, request: Request) -> AsyncTransportResponse:
        return await within(request, self.transport.send(request))

    async def _read(self, request: Request, response: AsyncTransportResponse, limit: int) -> bytes:
        return await within(request, read_content_async(response, limit))

    async def _sleep(self, seconds: float) -> None:
        await self.sleep(seconds)

    async def _close(self, response: AsyncTransportResponse) -> None:
        await response.close()

    async def _ask(self, function: Callable[[], Any]) -> Any:
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
