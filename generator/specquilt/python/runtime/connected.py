"""The part of clients and resources that sync and async have in common."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from .blocking import call_maybe_async
from .call import exchange as call
from .call.boundary import guarded, leave
from .call.mode import (
    Handler,
    ResponseMode,
    checked_response,
    requesting,
    take_requested_mode,
)
from .checks import POLLING, Table, check_options, warn_of_unverified
from .core import CallContext, ClientSpec, Core
from .errors import SDKError, StatusError
from .frames import shorten_traceback
from .sender import TRANSPORT_OPTIONS

if TYPE_CHECKING:
    from .operation import Operation
    from .options import RequestOptions
    from .pages.walk import Pages
    from .polling import Polling, PollingOptions
    from .responses.modes import Received
    from .sender import BaseSender

T = TypeVar("T")
K = TypeVar("K")
Arguments: TypeAlias = Mapping[str, object]


class Connected:
    """Base class of clients and resources, sync and async.

    Args:
        client: The client whose settings and connections are used.
    """

    _core: Core
    _sender: BaseSender

    def __init__(self, client: Connected) -> None:
        self._client = client
        self._core = client._core
        self._sender = client._sender

    def _call(
        self, operation: Operation[T], options: RequestOptions | None, arguments: Arguments
    ) -> Coroutine[Any, Any, T]:
        """Return the result, or what the requested response mode returns instead."""
        handler = take_requested_mode() or call.result
        return self._run(handler, operation, options, arguments)

    def _open(
        self,
        kind: Received[T],
        operation: Operation[Any],
        options: RequestOptions | None,
        arguments: Arguments,
    ) -> Coroutine[Any, Any, T]:
        """Return a stream or a download, or what the requested response mode returns instead."""
        from .responses.modes import as_received, opening

        handler = take_requested_mode()
        if handler:
            operation = as_received(operation)
        return self._run(handler or opening(kind), operation, options, arguments)

    async def _walk(
        self,
        operation: Operation[T],
        pages: Pages[Any],
        options: RequestOptions | None,
        arguments: Arguments,
    ) -> AsyncGenerator[T, None]:
        """Yield all pages."""
        from .pages.walk import PageCall, Walk, fetched

        walk = Walk(pages, PageCall(operation, arguments))
        while walk.call is not None:
            try:
                page = await self._run(fetched, walk.call.operation, options, walk.call.arguments)
            except StatusError as error:
                if walk.ends_with(error):
                    return
                raise
            if walk.is_new(page):
                yield page.value
                walk.go_on(page)

    async def _run(
        self,
        handler: Handler,
        operation: Operation[Any],
        options: RequestOptions | None,
        arguments: Arguments,
    ) -> Any:
        handled = sys.exception()
        try:
            context = CallContext(self._core, self._sender, options)
            return await handler(context, operation, arguments)
        except BaseException as error:
            leave(error, handled)
            raise


class ConnectedClient(ABC, Connected):
    """Base class of clients, sync and async.

    Args:
        spec: Description of the API.
        base_url: See `Core`.
        options: See `Core`.
        **values: Credentials and values of global headers, by argument of the constructor.

    Raises:
        TypeError: An option is unknown.
        InvalidRequestError: The base URL, a header or the value of an option is invalid.
    """

    _known_options: Table

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "__init__" in vars(cls) and cls._is_generated():
            cls.__init__ = guarded(cls.__init__)  # type: ignore[method-assign]

    def __init__(
        self,
        spec: ClientSpec,
        base_url: str | None,
        options: Mapping[str, Any],
        /,
        **values: object,
    ) -> None:
        self._check(options)
        self._core = Core(spec, base_url, options, values)
        self._sender = self._new_sender(self._core.options)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._core!r})"

    def _check(self, options: Mapping[str, Any]) -> None:
        try:
            check_options(options, self._known_options)
        except (TypeError, SDKError) as error:
            shorten_traceback(error)
            raise
        warn_of_unverified(options)

    @classmethod
    def _is_generated(cls) -> bool:
        """Return whether this is a generated class, and not one that the user derived from it."""
        return any("_known_options" in vars(base) for base in cls.__bases__)

    @abstractmethod
    def _new_sender(self, options: Mapping[str, Any]) -> BaseSender: ...

    def _copy_with(self, options: Mapping[str, Any]) -> Self:
        from copy import copy

        self._check(options)
        other = copy(self)
        for resource in [name for name in vars(self) if not name.startswith("_")]:
            delattr(other, resource)
        other._core = self._core.with_options(options)
        if any(name in options for name in TRANSPORT_OPTIONS):
            other._sender = self._new_sender(other._core.options)
        return other

    async def _in_mode(self, mode: ResponseMode[K], method: Callable[[], Any]) -> K:
        """Call a method and return its response in a requested mode instead of its result."""
        try:
            with requesting(mode) as made:
                return checked_response(mode, await call_maybe_async(method), made)
        except (TypeError, SDKError) as error:
            shorten_traceback(error)
            raise

    async def _poll(
        self, pollings: Sequence[Polling[T]], target: object, pace: PollingOptions
    ) -> T:
        """Wait for a job to finish and return its last state."""
        from .polling import polled

        handled = sys.exception()
        try:
            check_options(pace, POLLING)
            context = CallContext(self._core, self._sender, pace["options"])
            state: T = await polled(context, pollings, target, pace)
        except BaseException as error:
            leave(error, handled)
            raise
        return state
