"""The transports of a fake: they open no connection and never wait."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from ..sender import AsyncSender, Sender
from .problems import FakeError

if TYPE_CHECKING:
    from ..headers import Headers
    from ..request import Request
    from .answers import Reply

Respond: TypeAlias = "Callable[[Request, bytes], Reply]"
MOST_WAITS = 10_000
"""How often a client may wait: nothing ends by itself if no time passes."""


class _Received:
    """A response of a fake."""

    def __init__(self, request: Request, reply: Reply) -> None:
        self.status: int = reply.status
        self.headers: Headers = reply.headers
        self._request, self._reply = request, reply

    def _pieces(self) -> Iterator[bytes]:
        yield from self._reply.pieces
        if self._reply.breaks is not None:
            raise self._reply.breaks(self._request)


class FakeResponse(_Received):
    """A response for sync clients."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body."""
        return self._pieces()

    def close(self) -> None:
        """Do nothing: there is no connection."""


class AsyncFakeResponse(_Received):
    """A response for async clients."""

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body."""
        for piece in self._pieces():
            yield piece

    async def close(self) -> None:
        """Do nothing: there is no connection."""


class _Transport:
    """A transport.

    Args:
        respond: Answers a request with a body.
    """

    def __init__(self, respond: Respond) -> None:
        self._respond = respond


class FakeTransport(_Transport):
    """The transport of sync clients."""

    def send(self, request: Request) -> FakeResponse:
        """Answer a request."""
        return FakeResponse(request, self._respond(request, content_of(request)))

    def close(self) -> None:
        """Do nothing: there is no connection."""


class AsyncFakeTransport(_Transport):
    """The transport of async clients."""

    async def send(self, request: Request) -> AsyncFakeResponse:
        """Answer a request."""
        return AsyncFakeResponse(request, self._respond(request, content_of(request)))

    async def close(self) -> None:
        """Do nothing: there is no connection."""


def content_of(request: Request) -> bytes:
    """Return the body of a request; an upload is read to its end, as by a connection."""
    body = request.body
    if body is None or isinstance(body, bytes):
        return body or b""
    return b"".join(body.open())


class _Impatient:
    """Does not wait, but counts how often a client would have waited."""

    _waits = 0

    async def sleep(self, seconds: float) -> None:
        """Return at once.

        Raises:
            FakeError: This has happened so often that it will not end.
        """
        self._waits += 1
        if self._waits > MOST_WAITS:
            raise FakeError(
                f"the client has waited {MOST_WAITS:,} times: does a job never finish? "
                "Add .then(...) with its last state"
            )


class ImpatientSender(_Impatient, Sender):
    """Sends requests for a sync client, and does not wait between them."""


class AsyncImpatientSender(_Impatient, AsyncSender):
    """Sends requests for an async client, and does not wait between them."""

    async def sleep(self, seconds: float) -> None:
        """Let other tasks run."""
        import asyncio

        await super().sleep(seconds)
        await asyncio.sleep(0)
