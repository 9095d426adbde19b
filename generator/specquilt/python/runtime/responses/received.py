"""Responses whose body has not been read: the base of streams and downloads."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self

from ..blocking import run_blocking
from ..call import decode as call
from ..decoding.reading import decoded, read_content
from ..decoding.results import CompleteResponse
from ..errors import SDKError
from ..frames import shorten_traceback

if TYPE_CHECKING:
    import asyncio

    from ..call.exchange import Exchange
    from ..core import CallContext
    from ..decoding.results import ResponseInfo
    from ..headers import Headers


class ResponseMetadata:
    """Status, header fields and request id of a response."""

    info: ResponseInfo

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.info.status

    @property
    def headers(self) -> Headers:
        """The header fields."""
        return self.info.headers

    @property
    def request_id(self) -> str | None:
        """The server's id of the request."""
        return self.info.request_id


class ResponseBody:
    """The body of an open response.

    It is separate from the response that the user has, so that an iteration over the body does not
    keep that response alive: if the user drops it, it is closed at once.

    Args:
        exchange: The request and its response.
        context: Context of the call.
    """

    __slots__ = ("_response", "_within", "closed", "request")

    def __init__(self, exchange: Exchange, context: CallContext) -> None:
        self.request = exchange.request
        self._response = exchange.response
        self._within = context.sender.within
        self.closed = False

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """Yield the decompressed body in pieces, then close the response."""
        pieces = decoded(self.request, self._response)
        try:
            while (piece := await self._within(self.request, anext(pieces, None))) is not None:
                yield piece
        except SDKError as error:
            shorten_traceback(error)
            raise
        finally:
            await pieces.aclose()
            await self.close()

    async def read(self, limit: int) -> bytes:
        """Return the whole body and close the response."""
        try:
            return await self._within(
                self.request, read_content(self.request, self._response, limit)
            )
        except SDKError as error:
            shorten_traceback(error)
            raise
        finally:
            self.closed = True

    async def close(self) -> None:
        """Stop reading and release the connection."""
        self.closed = True
        await self._response.close()


class Receiving(ResponseMetadata):
    """An open response.

    Args:
        exchange: The request and its response.
        result: Decodes the body.
        context: Context of the call.
    """

    def __init__(self, exchange: Exchange, result: Any, context: CallContext) -> None:
        self.info = exchange.info
        self._body = ResponseBody(exchange, context)
        self._result = result
        self._settings = context.settings

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}>"

    def _decoded(self, content: bytes) -> Any:
        response = CompleteResponse(self.info, content)
        lenient = self._settings.lenient
        return call.decoded(self._body.request, self._result, response, lenient=lenient)

    async def _end(self) -> None:
        await self._body.close()


class Closable(Receiving):
    """An open response of the sync client."""

    def close(self) -> None:
        """Stop reading and release the connection."""
        run_blocking(self._end())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self, is_finalizing: Callable[[], bool] = sys.is_finalizing) -> None:
        if is_finalizing():
            # Modules that closing needs may be gone. This cycle keeps everything as it is.
            self._kept = self
        elif not self._body.closed:
            self.close()


class AsyncClosable(Receiving):
    """An open response of the async client."""

    def __init__(self, exchange: Exchange, result: Any, context: CallContext) -> None:
        import asyncio

        super().__init__(exchange, result, context)
        self._loop = asyncio.get_running_loop()

    async def close(self) -> None:
        """Stop reading and release the connection."""
        await self._end()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __del__(self, is_finalizing: Callable[[], bool] = sys.is_finalizing) -> None:
        if not (is_finalizing() or self._body.closed):
            # The loop may be closed, or be closed in this moment: its connections end then.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(_close_soon, self._loop, self._body)


_closing: Final[set[asyncio.Task[None]]] = set()
"""The event loop itself does not keep its tasks alive."""


def _close_soon(loop: asyncio.AbstractEventLoop, body: ResponseBody) -> None:
    task = loop.create_task(body.close())
    _closing.add(task)
    task.add_done_callback(_closing.discard)
