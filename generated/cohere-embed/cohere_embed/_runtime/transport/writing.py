"""Uploads through aiohttp: a time limit for each piece, and connections that end with the call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from types import TracebackType

from .aiohttp_connections import opened


class WriteTimeout(TimeoutError):
    """The server did not take a piece of the body in time."""


class Writing:
    """Cancels a request if a piece of its body is not written in time; `async with` around it.

    Args:
        seconds: Time limit for one piece, or None.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._limit = asyncio.timeout(None)
        self._active = False

    async def limited(self, pieces: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
        """Yield the pieces; the next one is asked for when a piece has been written."""
        async with aclosing(pieces):
            async for piece in pieces:
                self._allow(self._seconds)
                yield piece
                self._allow(None)

    async def __aenter__(self) -> None:
        await self._limit.__aenter__()
        self._active = True
        opened.set(None)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._active = False
        connection = opened.get()
        if error is not None and connection is not None:
            connection.abort()
        try:
            await self._limit.__aexit__(kind, error, traceback)
        except TimeoutError:
            raise WriteTimeout from None

    def _allow(self, seconds: float | None) -> None:
        # A server may respond before it has received everything. The request is complete then.
        if self._active and not self._limit.expired():
            now = asyncio.get_running_loop().time()
            self._limit.reschedule(None if seconds is None else now + seconds)
