"""The sync client and its resources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack

from .blocking import run_blocking
from .checks import CLIENT
from .connected import Connected, ConnectedClient
from .sender import Sender

if TYPE_CHECKING:
    from .operation import Operation
    from .options import ClientOptions, RequestOptions
    from .pages.items import ItemIterator
    from .pages.walk import Pages
    from .polling import Polling, PollingOptions
    from .responses.binary import BinaryResponse, StreamingResponse
    from .responses.raw import RawResponse
    from .responses.stream import Stream

T = TypeVar("T")
K = TypeVar("K")
P = ParamSpec("P")


class Resource(Connected):
    """Base class of resources: groups of methods."""

    def _send(
        self, operation: Operation[T], options: RequestOptions | None, /, **arguments: object
    ) -> T:
        return run_blocking(self._call(operation, options, arguments))

    def _stream(
        self, operation: Operation[T], options: RequestOptions | None, /, **arguments: object
    ) -> Stream[T]:
        from .responses.stream import Stream

        return run_blocking(self._open(Stream, operation, options, arguments))

    def _download(
        self, operation: Operation[bytes], options: RequestOptions | None, /, **arguments: object
    ) -> BinaryResponse:
        from .responses.binary import BinaryResponse

        return run_blocking(self._open(BinaryResponse, operation, options, arguments))

    def _iterate(
        self,
        operation: Operation[K],
        pages: Pages[T],
        options: RequestOptions | None,
        /,
        **arguments: object,
    ) -> ItemIterator[T, K]:
        from .pages.items import ItemIterator

        return ItemIterator(self._walk(operation, pages, options, arguments), pages)


class BaseClient(ConnectedClient, Resource):
    """Base class of generated sync clients."""

    _known_options = CLIENT

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """Return a copy of this client with other options.

        The copy shares connections with this client unless connection options differ. Closing
        either client closes shared connections.
        """
        return self._copy_with(options)

    def raw_response(
        self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> RawResponse[T]:
        """Call a method and return the response: status, headers, raw body and parsed result.

        Args:
            method: A method of this client that sends one request and returns its result.
            *args: Positional arguments of the method.
            **kwargs: Keyword arguments of the method.
        """
        from .responses.modes import RAW

        return run_blocking(self._in_mode(RAW, partial(method, *args, **kwargs)))

    def streaming_response(
        self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> StreamingResponse[T]:
        """Call a method and return the response before its body has been read.

        Args:
            method: A method of this client that sends one request and returns its result.
            *args: Positional arguments of the method.
            **kwargs: Keyword arguments of the method.
        """
        from .responses.modes import STREAMING

        return run_blocking(self._in_mode(STREAMING, partial(method, *args, **kwargs)))

    def close(self) -> None:
        """Close all connections. Later calls raise `ClientClosedError`."""
        run_blocking(self._sender.close())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wait(
        self, pollings: Sequence[Polling[T]], target: object, **pace: Unpack[PollingOptions]
    ) -> T:
        return run_blocking(self._poll(pollings, target, pace))

    def _new_sender(self, options: Mapping[str, Any]) -> Sender:
        return Sender(options)
