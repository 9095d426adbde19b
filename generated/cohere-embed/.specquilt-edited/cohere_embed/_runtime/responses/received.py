"""Responses whose body has not been read: the base of streams and downloads."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any, Self

from ..blocking import run_blocking
from ..call import concealment as call
from ..decoding.reading import decoded
from ..decoding.results import CompleteResponse

if TYPE_CHECKING:
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


class Receiving(ResponseMetadata):
    """An open response.

    Args:
        exchange: The request and its response.
        result: Decodes the body.
        context: Context of the call.
    """

    def __init__(self, exchange: Exchange, result: Any, context: CallContext) -> None:
        self.info = exchange.info
        self._request = exchange.request
        self._response = exchange.response
        self._result = result
        self._settings = context.settings
        self._within = context.sender.within

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}>"

    def _decoded(self, content: bytes) -> Any:
        response = CompleteResponse(self.info, content)
        lenient = self._settings.lenient
        return call.decoded(self._request, self._result, response, lenient=lenient)

    async def _pieces(self) -> AsyncGenerator[bytes, None]:
        """Yield the decompressed body in pieces, then close the response."""
        pieces = decoded(self._response)
        try:
            while (piece := await self._within(self._request, anext(pieces, None))) is not None:
                yield piece
        finally:
            await pieces.aclose()
            await self._response.close()

    async def _end(self) -> None:
        await self._response.close()


class Closable(Receiving):
    """An open response of the sync client."""

    def close(self) -> None:
        """Stop reading and release the connection."""
        run_blocking(self._end())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        # While the interpreter shuts down, modules that closing needs may be gone.
        if not sys.is_finalizing():
            self.close()


class AsyncClosable(Receiving):
    """An open response of the async client."""

    async def close(self) -> None:
        """Stop reading and release the connection."""
        await self._end()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
