"""The async client and its resources."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack

from .capture import granted, wished
from .connected import Arguments, Connected, ConnectedClient
from .drivers import AsyncDriver
from .transport.lazy import AsyncLazyTransport

if TYPE_CHECKING:
    from .operation import Operation
    from .options import AsyncClientOptions, RequestOptions
    from .pages import Pages
    from .polling import Polling
    from .responses import AsyncBinaryResponse, AsyncStreamingResponse, RawResponse
    from .stream import AsyncStream

T = TypeVar("T")
P = ParamSpec("P")


class AsyncResource(Connected[AsyncDriver]):
    """A group of operations."""

    async def _send(
        self, operation: Operation[T], arguments: Arguments, options: RequestOptions | None
    ) -> T:
        return await self._driver.run(self._steps(operation, arguments, options))

    async def _stream(
        self, operation: Operation[T], arguments: Arguments, options: RequestOptions | None
    ) -> AsyncStream[T]:
        from .outcomes import opened_as
        from .stream import AsyncStream

        steps = self._steps_to(opened_as(AsyncStream), operation, arguments, options)
        return await self._driver.run(steps)

    async def _download(
        self, operation: Operation[bytes], arguments: Arguments, options: RequestOptions | None
    ) -> AsyncBinaryResponse:
        from .outcomes import opened_as
        from .responses import AsyncBinaryResponse

        steps = self._steps_to(opened_as(AsyncBinaryResponse), operation, arguments, options)
        return await self._driver.run(steps)

    async def _iterate(
        self,
        operation: Operation[Any],
        pages: Pages[T],
        arguments: Arguments,
        options: RequestOptions | None,
    ) -> AsyncIterator[T]:
        from .pages import Walk

        walk = Walk(pages, arguments)
        while walk.arguments is not None:
            for item in walk.items(await self._send(operation, walk.arguments, options)):
                yield item


class AsyncBaseClient(ConnectedClient[AsyncDriver], AsyncResource):
    """What every generated async client is."""

    def with_options(self, **options: Unpack[AsyncClientOptions]) -> Self:
        """Return a client with other options that shares connections, unless those options differ.

        Closing either client closes shared connections.
        """
        return self._copy_with(options)

    async def raw_response(
        self, method: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> RawResponse[T]:
        """Call a method and return its answer: status, header fields, raw body, and the result.

        Args:
            method: a method of this client that sends one request and returns its result.
            *args: its arguments.
            **kwargs: its keyword arguments.
        """
        from .outcomes import raw
        from .responses import RawResponse

        with wished(raw):
            answer: RawResponse[T] = granted(await method(*args, **kwargs), RawResponse)
        return answer

    async def streaming_response(
        self, method: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> AsyncStreamingResponse[T]:
        """Call a method and return its answer while the body is still being received.

        Args:
            method: a method of this client that sends one request and returns its result.
            *args: its arguments.
            **kwargs: its keyword arguments.
        """
        from .outcomes import opened_as
        from .responses import AsyncStreamingResponse

        with wished(opened_as(AsyncStreamingResponse)):
            answer: AsyncStreamingResponse[T] = granted(
                await method(*args, **kwargs), AsyncStreamingResponse
            )
        return answer

    async def close(self) -> None:
        """Close all connections; later calls raise `ClientClosedError`."""
        await self._driver.transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _wait(self, pollings: Sequence[Polling[T]], arguments: Mapping[str, Any]) -> T:
        return await self._driver.run(self._polls(pollings, arguments))

    def _new_driver(self, options: Mapping[str, Any]) -> AsyncDriver:
        return AsyncDriver(AsyncLazyTransport(options))
