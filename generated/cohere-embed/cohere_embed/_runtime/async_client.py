"""The async client and its resources."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack, cast

from . import call
from .capture import take_wish, wished
from .core import CallContext, ClientSpec, Core
from .drivers import AsyncDriver
from .errors import InvalidRequestError
from .transport.lazy import TRANSPORT_OPTIONS, AsyncLazyTransport

if TYPE_CHECKING:
    from .auth import Credentials
    from .operation import Operation
    from .options import AsyncClientOptions, RequestOptions
    from .pages import Pages
    from .polling import Polling
    from .responses import AsyncBinaryResponse, AsyncStreamingResponse, RawResponse
    from .results import Answer, Json
    from .stream import AsyncStream

T = TypeVar("T")
P = ParamSpec("P")
Arguments = Mapping[str, object]


class AsyncResource:
    """A group of operations.

    Args:
        client: whose settings and connections are used.
    """

    _core: Core
    _driver: AsyncDriver

    def __init__(self, client: AsyncResource) -> None:
        self._client = client
        self._core = client._core
        self._driver = client._driver

    async def _send(
        self, operation: Operation[T], arguments: Arguments, options: RequestOptions | None
    ) -> T:
        context = CallContext(self._core, options)
        if wish := take_wish():
            return cast("T", await self._granting(wish, context, operation, arguments))
        return await self._driver.run(call.result(context, operation, arguments))

    async def _granting(
        self, wish: str, context: CallContext, operation: Operation[T], arguments: Arguments
    ) -> RawResponse[T] | AsyncStreamingResponse[T]:
        from .responses import AsyncStreamingResponse, RawResponse

        def decode(answer: Answer) -> T:
            return operation.result.decode(answer, lenient=context.settings.lenient)

        if wish == "raw":
            return RawResponse(
                await self._driver.run(call.answer(context, operation, arguments)), decode
            )
        exchange = await self._driver.run(call.opened(context, operation, arguments))
        return AsyncStreamingResponse(exchange, context.settings.max_response_bytes, decode)

    async def _stream(
        self, operation: Operation[T], arguments: Arguments, options: RequestOptions | None
    ) -> AsyncStream[T]:
        from .stream import AsyncStream

        context = CallContext(self._core, options)
        exchange = await self._driver.run(call.opened(context, operation, arguments))
        return AsyncStream(exchange, cast("Json[T]", operation.result), context.settings)

    async def _download(
        self, operation: Operation[bytes], arguments: Arguments, options: RequestOptions | None
    ) -> AsyncBinaryResponse:
        from .responses import AsyncBinaryResponse

        context = CallContext(self._core, options)
        exchange = await self._driver.run(call.opened(context, operation, arguments))
        return AsyncBinaryResponse(exchange, context.settings.max_response_bytes)

    async def _iterate(
        self,
        operation: Operation[Any],
        pages: Pages[T],
        arguments: Arguments,
        options: RequestOptions | None,
    ) -> AsyncIterator[T]:
        following: Arguments | None = arguments
        seen: Sequence[T] = ()
        while following is not None:
            page = await self._send(operation, following, options)
            items = pages.items(page)
            if items and items == seen:
                return
            for item in items:
                yield item
            seen, following = items, pages.following(following, page)


class AsyncBaseClient(AsyncResource):
    """What every generated async client is.

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
        options: AsyncClientOptions,
    ) -> None:
        self._core = Core(spec, credentials, headers, base_url, options)
        self._driver = AsyncDriver(AsyncLazyTransport(options))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._core!r})"

    def with_options(self, **options: Unpack[AsyncClientOptions]) -> Self:
        """Return a client with other options that shares connections, unless those options differ.

        Closing either client closes shared connections.
        """
        twin = copy.copy(self)
        twin.__dict__ = {name: held for name, held in vars(self).items() if name.startswith("_")}
        twin._core = self._core.with_options(options)
        if any(name in options for name in TRANSPORT_OPTIONS):
            twin._driver = AsyncDriver(AsyncLazyTransport(twin._core.options), self._driver.sleep)
        return twin

    async def raw_response(
        self, method: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> RawResponse[T]:
        """Call a method and return its answer: status, header fields, raw body, and the result.

        Args:
            method: a method of this client that sends one request and returns its result.
            *args: its arguments.
            **kwargs: its keyword arguments.
        """
        from .responses import RawResponse

        with wished("raw"):
            answer = await method(*args, **kwargs)
        _require_kind(answer, RawResponse)
        return cast("RawResponse[T]", answer)

    async def streaming_response(
        self, method: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> AsyncStreamingResponse[T]:
        """Call a method and return its answer while the body is still being received.

        Args:
            method: a method of this client that sends one request and returns its result.
            *args: its arguments.
            **kwargs: its keyword arguments.
        """
        from .responses import AsyncStreamingResponse

        with wished("streaming"):
            answer = await method(*args, **kwargs)
        _require_kind(answer, AsyncStreamingResponse)
        return cast("AsyncStreamingResponse[T]", answer)

    async def close(self) -> None:
        """Close all connections; later calls raise `ClientClosedError`."""
        await self._driver.transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _wait(
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
        return await self._driver.run(
            polled(context, pollings, target, Pace(interval, timeout, on_poll))
        )


def _require_kind(answer: object, kind: type[object]) -> None:
    if not isinstance(answer, kind):
        raise InvalidRequestError("only a method that returns one decoded result has a raw answer")
