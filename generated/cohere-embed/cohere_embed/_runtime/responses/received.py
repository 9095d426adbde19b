"""Answers whose body is still being received: what streams and downloads share."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any, Self

from ..blocking import finished
from ..decoding.reading import decoded
from ..decoding.results import Answer

if TYPE_CHECKING:
    from ..call.exchange import Exchange
    from ..core import CallContext
    from ..decoding.results import ResponseInfo
    from ..headers import Headers


class Described:
    """Anything that came with a status and header fields."""

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
        """The server's name for the exchange."""
        return self.info.request_id


class Receiving(Described):
    """An open answer.

    Args:
        exchange: the answer.
        result: what its body holds.
        context: of the call.
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
        answer = Answer(self.info, content)
        return self._result.decode(answer, lenient=self._settings.lenient)

    async def _pieces(self) -> AsyncGenerator[bytes, None]:
        """Yield the decompressed body piece by piece, and close."""
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
    """An open answer of the sync client."""

    def close(self) -> None:
        """Stop receiving and free the connection."""
        finished(self._end())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        # At the end of the interpreter there is less and less left that closing needs.
        if not sys.is_finalizing():
            self.close()


class AsyncClosable(Receiving):
    """An open answer of the async client."""

    async def close(self) -> None:
        """Stop receiving and free the connection."""
        await self._end()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
