"""The sync client and its resources."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack, cast

from . import call
from .capture import take_wish, wished
from .core import CallContext, ClientSpec, Core
from .drivers import Driver
from .errors import InvalidRequestError
from .transport.lazy import TRANSPORT_OPTIONS, LazyTransport

if TYPE_CHECKING:
    from .auth import Credentials
    from .operation import Operation
    from .options import ClientOptions, RequestOptions
    from .pages import Pages
    from .polling import Polling
    from .responses import BinaryResponse, RawResponse, StreamingResponse
    from .results import Answer, Json
    from .stream import Stream

T = TypeVar("T")
P = ParamSpec("P")
Arguments = Mapping[str, object]


class Resource:
    """A group of operations.

    Args:
        client: whose settings and connections are used.
    """

    _core: Core
    _driver: Driver

    def __init__(self, client: Resource) -> None:
        self._client = client
        self._core = client._core
        self._driver = client._driver

    def _send(
        self, operation: Operation[T], arguments: Arguments, options: RequestOptions | None
    ) -> T:
        context = CallContext(self._core, options)
        if wish := take_wish():
            return cast("T", self._granting(wish, context, operation, arguments))
        return self._driver.run(call.result(context, operation, arguments))

    def _granting(
        self, wish: str, context: CallContext, operation: Operation[T], arguments: Arguments
    ) -> RawResponse[T] | StreamingResponse[T]:
        from .responses import RawResponse, StreamingResponse

        def decode(answer: Answer) -> T:
            return operation.result.decode(answer, lenient=context.settings.lenient)

        if wish == "raw":
            return RawResponse(self._driver.run(call.answer(context, operation, arguments)), decode)
        exchange = self._driver.run(call.opened(context, operation, arguments))
        return StreamingResponse(exchange, context.settings.max_response_bytes, decode)

    def _stream(
        self, operation: Operation[T], arguments: Arguments, options: RequestOptions | None
    ) -> Stream[T]:
        from .stream import Stream

        context = CallContext(self._core, options)
        exchange = self._driver.run(call.opened(context, operation, arguments))
        return Stream(exchange, cast("Json[T]", operation.result), context.settings)

    def _download(
        self, operation: Operation[bytes], arguments: Arguments, options: RequestOptions | None
    ) -> BinaryResponse:
        from .responses import BinaryResponse

        context = CallContext(self._core, options)
        exchange = self._driver.run(call.opened(context, operation, arguments))
        return BinaryResponse(exchange, context.settings.max_response_bytes)

    def _iterate(
        self,
        operation: Operation[Any],
        pages: Pages[T],
        arguments: Arguments,
        options: RequestOptions | None,
    ) -> Iterator[T]:
        following: Arguments | None = arguments
        seen: Sequence[T] = ()
        while following is not None:
            page = self._send(operation, following, options)
            items = pages.items(page)
            if items and items == seen:
                return
            yield from items
            seen, following = items, pages.following(following, page)


class BaseClient(Resource):
    """What every generated sync client is.

    Args:
        spec: the API.
        credentials: the constructor's credentials by argument.
        headers: the constructor's values of global headers by argument.
        base_url: overrides the API's server and the environment.
        options: everything else.

    Raises:
        InvalidRequestError: if the base URL or a header cannot be used.
    """

    def __init__(
        self,
        spec: ClientSpec,
        credentials: Credentials,
        headers: Mapping[str, object],
        base_url: str | None,
        options: ClientOptions,
    ) -> None:
        self._core = Core(spec, credentials, headers, base_url, options)
        self._driver = Driver(LazyTransport(options))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._core!r})"

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """Return a client with other options that shares connections, unless those options differ.

        Closing either client closes shared connections.
        """
        twin = copy.copy(self)
        twin.__dict__ = {name: held for name, held in vars(self).items() if name.startswith("_")}
        twin._core = self._core.with_options(options)
        if any(name in options for name in TRANSPORT_OPTIONS):
            twin._driver = Driver(LazyTransport(twin._core.options), self._driver.sleep)
        return twin

    def raw_response(
        self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> RawResponse[T]:
        """Call a method and return its answer: status, header fields, raw body, and the result.

        Args:
            method: a method of this client that sends one request and returns its result.
            *args: its arguments.
            **kwargs: its keyword arguments.
        """
        from .responses import RawResponse

        with wished("raw"):
            answer = method(*args, **kwargs)
        _require_kind(answer, RawResponse)
        return cast("RawResponse[T]", answer)

    def streaming_response(
        self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> StreamingResponse[T]:
        """Call a method and return its answer while the body is still being received.

        Args:
            method: a method of this client that sends one request and returns its result.
            *args: its arguments.
            **kwargs: its keyword arguments.
        """
        from .responses import StreamingResponse

        with wished("streaming"):
            answer = method(*args, **kwargs)
        _require_kind(answer, StreamingResponse)
        return cast("StreamingResponse[T]", answer)

    def close(self) -> None:
        """Close all connections; later calls raise `ClientClosedError`."""
        self._driver.transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wait(
        self,
        target: object,
        pollings: Sequence[Polling[Any]],
        *,
        interval: float,
        timeout: float | None,
        on_poll: Callable[[Any], object] | None,
        options: RequestOptions | None = None,
    ) -> Any:
        from .polling import Pace, polled

        context = CallContext(self._core, options)
        return self._driver.run(polled(context, pollings, target, Pace(interval, timeout, on_poll)))


def _require_kind(answer: object, kind: type[object]) -> None:
    if not isinstance(answer, kind):
        raise InvalidRequestError("only a method that returns one decoded result has a raw answer")
