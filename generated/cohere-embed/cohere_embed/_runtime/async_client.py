"""The async client and its resources."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack

from .checks import ASYNC_CLIENT
from .connected import Connected, ConnectedClient
from .sender import AsyncSender

if TYPE_CHECKING:
    from .operation import Operation
    from .options import AsyncClientOptions, RequestOptions
    from .pages.items import AsyncItemIterator
    from .pages.walk import Pages
    from .polling import Polling, PollingOptions
    from .responses.binary import AsyncBinaryResponse, AsyncStreamingResponse
    from .responses.raw import RawResponse
    from .responses.stream import AsyncStream

T = TypeVar("T")
K = TypeVar("K")
P = ParamSpec("P")


class AsyncResource(Connected):
    """Base class of resources: groups of methods."""

    async def _send(
        self, operation: Operation[T], options: RequestOptions | None, /, **arguments: object
    ) -> T:
        return await self._call(operation, options, arguments)

    async def _stream(
        self, operation: Operation[T], options: RequestOptions | None, /, **arguments: object
    ) -> AsyncStream[T]:
        from .responses.stream import AsyncStream

        return await self._open(AsyncStream, operation, options, arguments)

    async def _download(
        self, operation: Operation[bytes], options: RequestOptions | None, /, **arguments: object
    ) -> AsyncBinaryResponse:
        from .responses.binary import AsyncBinaryResponse

        return await self._open(AsyncBinaryResponse, operation, options, arguments)

    def _iterate(
        self,
        operation: Operation[K],
        pages: Pages[T],
        options: RequestOptions | None,
        /,
        **arguments: object,
    ) -> AsyncItemIterator[T, K]:
        from .pages.items import AsyncItemIterator

        return AsyncItemIterator(self._walk(operation, pages, options, arguments), pages)


class AsyncBaseClient(ConnectedClient, AsyncResource):
    """Base class of generated async clients."""

    _known_options = ASYNC_CLIENT

    def with_options(self, **options: Unpack[AsyncClientOptions]) -> Self:
        """Return a copy of this client with other options.

        The copy shares connections with this client unless connection options differ. Closing
        either client closes shared connections.
        """
        return self._copy_with(options)

    async def raw_response(
        self, method: Callable[P, Coroutine[Any, Any, T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> RawResponse[T]:
        """Call a method and return the response: status, headers, raw body and parsed result.

        Args:
            method: A method of this client that sends one request and returns its result.
            *args: Positional arguments of the method.
            **kwargs: Keyword arguments of the method.
        """
        from .responses.modes import RAW

        return await self._in_mode(RAW, partial(method, *args, **kwargs))

    async def streaming_response(
        self, method: Callable[P, Coroutine[Any, Any, T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncStreamingResponse[T]:
        """Call a method and return the response before its body has been read.

        Args:
            method: A method of this client that sends one request and returns its result.
            *args: Positional arguments of the method.
            **kwargs: Keyword arguments of the method.
        """
        from .responses.modes import ASYNC_STREAMING

        return await self._in_mode(ASYNC_STREAMING, partial(method, *args, **kwargs))

    async def close(self) -> None:
        """Close all connections. Later calls raise `ClientClosedError`."""
        await self._sender.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _wait(
        self, pollings: Sequence[Polling[T]], target: object, **pace: Unpack[PollingOptions]
    ) -> T:
        return await self._poll(pollings, target, pace)

    def _new_sender(self, options: Mapping[str, Any]) -> AsyncSender:
        return AsyncSender(options)
