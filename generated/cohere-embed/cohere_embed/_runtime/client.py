"""The sync client and its resources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack

from .capture import granted, wished
from .connected import Arguments, Connected, ConnectedClient
from .drivers import Driver
from .transport.lazy import LazyTransport

if TYPE_CHECKING:
    from .operation import Operation
    from .options import ClientOptions, RequestOptions
    from .pages import Pages
    from .polling import Polling
    from .responses import BinaryResponse, RawResponse, StreamingResponse
    from .stream import Stream

T = TypeVar("T")
P = ParamSpec("P")


class Resource(Connected[Driver]):
    """A group of operations."""

    def _send(
        self, operation: Operation[T], arguments: Arguments, options: RequestOptions | None
    ) -> T:
        return self._driver.run(self._steps(operation, arguments, options))

    def _stream(
        self, operation: Operation[T], arguments: Arguments, options: RequestOptions | None
    ) -> Stream[T]:
        from .outcomes import opened_as
        from .stream import Stream

        steps = self._steps_to(opened_as(Stream), operation, arguments, options)
        return self._driver.run(steps)

    def _download(
        self, operation: Operation[bytes], arguments: Arguments, options: RequestOptions | None
    ) -> BinaryResponse:
        from .outcomes import opened_as
        from .responses import BinaryResponse

        steps = self._steps_to(opened_as(BinaryResponse), operation, arguments, options)
        return self._driver.run(steps)

    def _iterate(
        self,
        operation: Operation[Any],
        pages: Pages[T],
        arguments: Arguments,
        options: RequestOptions | None,
    ) -> Iterator[T]:
        from .pages import Walk

        walk = Walk(pages, arguments)
        while walk.arguments is not None:
            yield from walk.items(self._send(operation, walk.arguments, options))


class BaseClient(ConnectedClient[Driver], Resource):
    """What every generated sync client is."""

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """Return a client with other options that shares connections, unless those options differ.

        Closing either client closes shared connections.
        """
        return self._copy_with(options)

    def raw_response(
        self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs
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
            answer: RawResponse[T] = granted(method(*args, **kwargs), RawResponse)
        return answer

    def streaming_response(
        self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> StreamingResponse[T]:
        """Call a method and return its answer while the body is still being received.

        Args:
            method: a method of this client that sends one request and returns its result.
            *args: its arguments.
            **kwargs: its keyword arguments.
        """
        from .outcomes import opened_as
        from .responses import StreamingResponse

        with wished(opened_as(StreamingResponse)):
            answer: StreamingResponse[T] = granted(method(*args, **kwargs), StreamingResponse)
        return answer

    def close(self) -> None:
        """Close all connections; later calls raise `ClientClosedError`."""
        self._driver.transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wait(self, pollings: Sequence[Polling[T]], arguments: Mapping[str, Any]) -> T:
        return self._driver.run(self._polls(pollings, arguments))

    def _new_driver(self, options: Mapping[str, Any]) -> Driver:
        return Driver(LazyTransport(options))
