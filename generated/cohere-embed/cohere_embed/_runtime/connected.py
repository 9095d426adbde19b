"""What clients and resources of both flavours share: all but the waiting."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from .blocking import returned
from .call import exchange as call
from .call.mode import Outcome, Wish, granted, take_wish, wished
from .core import CallContext, ClientSpec, Core
from .sender import TRANSPORT_OPTIONS

if TYPE_CHECKING:
    from .operation import Operation
    from .options import RequestOptions
    from .pages import Pages
    from .polling import Polling, PollingOptions
    from .responses.modes import Received
    from .sender import BaseSender

T = TypeVar("T")
K = TypeVar("K")
Arguments: TypeAlias = Mapping[str, object]


class Connected:
    """A group of operations.

    Args:
        client: whose settings and connections are used.
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
        """Come to the result, or to what the caller wishes for instead."""
        outcome = take_wish() or call.result
        return self._end_in(outcome, operation, options, arguments)

    def _open(
        self,
        kind: Received[T],
        operation: Operation[Any],
        options: RequestOptions | None,
        arguments: Arguments,
    ) -> Coroutine[Any, Any, T]:
        """Come to a stream or a download."""
        from .responses.modes import opened_as

        return self._end_in(opened_as(kind), operation, options, arguments)

    async def _walk(
        self,
        operation: Operation[Any],
        pages: Pages[T],
        options: RequestOptions | None,
        arguments: Arguments,
    ) -> AsyncGenerator[T, None]:
        """Yield the items of all pages."""
        from .pages import Walk

        walk = Walk(pages, arguments)
        while walk.arguments is not None:
            page = await self._call(operation, options, walk.arguments)
            for item in walk.items(page):
                yield item

    def _end_in(
        self,
        outcome: Outcome,
        operation: Operation[Any],
        options: RequestOptions | None,
        arguments: Arguments,
    ) -> Coroutine[Any, Any, Any]:
        return outcome(CallContext(self._core, self._sender, options), operation, arguments)


class ConnectedClient(ABC, Connected):
    """A client of either flavour.

    Args:
        spec: the API.
        base_url: see `Core`.
        options: see `Core`.
        **values: credentials and values of global headers, by the constructor's arguments.

    Raises:
        InvalidRequestError: if the base URL or a header cannot be used.
    """

    def __init__(
        self,
        spec: ClientSpec,
        base_url: str | None,
        options: Mapping[str, Any],
        /,
        **values: object,
    ) -> None:
        self._core = Core(spec, base_url, options, values)
        self._sender = self._new_sender(self._core.options)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._core!r})"

    @abstractmethod
    def _new_sender(self, options: Mapping[str, Any]) -> BaseSender: ...

    def _copy_with(self, options: Mapping[str, Any]) -> Self:
        from copy import copy

        twin = copy(self)
        for resource in [name for name in vars(self) if not name.startswith("_")]:
            delattr(twin, resource)
        twin._core = self._core.with_options(options)
        if any(name in options for name in TRANSPORT_OPTIONS):
            twin._sender = self._new_sender(twin._core.options)
        return twin

    async def _answer(self, wish: Wish[K], method: Callable[[], Any]) -> K:
        """Call a method of a client, and come to its answer instead of its result."""
        with wished(wish):
            return granted(wish, await returned(method))

    def _poll(
        self, pollings: Sequence[Polling[T]], target: object, pace: PollingOptions
    ) -> Coroutine[Any, Any, T]:
        """Wait for a job to finish."""
        from .polling import polled

        context = CallContext(self._core, self._sender, pace["options"])
        return polled(context, pollings, target, pace)
