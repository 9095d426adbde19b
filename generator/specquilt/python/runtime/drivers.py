"""What carries out the effects of a call: one loop, and two ways to wait."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable
from typing import Any, TypeVar, cast

from .deadline import within
from .effects import Ask, Close, Effect, Read, Send, Sleep, Steps
from .reading import read_content
from .transport.request import AsyncTransport, Request

T = TypeVar("T")


class BaseDriver(ABC):
    """Carries out effects.

    Args:
        transport: sends the requests; under a sync client it blocks where others suspend.
    """

    def __init__(self, transport: AsyncTransport) -> None:
        self.transport = transport

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
                return await self._within(request, self.transport.send(request))
            case Read(request, response, limit):
                return await self._within(request, read_content(response, limit))
            case Sleep(seconds):
                return await self.sleep(seconds)
            case Close(response):
                return await response.close()
            case Ask(function):
                outcome = function()
                return await outcome if hasattr(outcome, "__await__") else outcome

    def _within(self, request: Request, work: Awaitable[T]) -> Awaitable[T]:
        """Do some work, but not beyond the deadline of the request."""
        # Nobody can call a blocked thread off: its transport cuts each wait to what is left.
        return work

    @abstractmethod
    async def sleep(self, seconds: float) -> None:
        """Wait for some seconds."""


class Driver(BaseDriver):
    """Waits by blocking the thread."""

    async def sleep(self, seconds: float) -> None:
        """Block the thread."""
        time.sleep(seconds)


class AsyncDriver(BaseDriver):
    """Waits, and lets other tasks go on."""

    def _within(self, request: Request, work: Awaitable[T]) -> Awaitable[T]:
        return within(request, work)

    async def sleep(self, seconds: float) -> None:
        """Let other tasks go on."""
        import asyncio

        await asyncio.sleep(seconds)
