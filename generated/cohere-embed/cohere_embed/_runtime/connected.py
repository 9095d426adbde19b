"""What clients and resources of both flavours share: all but the waiting."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from . import call
from .capture import take_wish
from .core import CallContext, ClientSpec, Core
from .drivers import AsyncDriver, Driver
from .transport.lazy import TRANSPORT_OPTIONS

if TYPE_CHECKING:
    from .auth import Credentials
    from .effects import Steps
    from .operation import Operation
    from .options import RequestOptions
    from .polling import Polling

T = TypeVar("T")
D = TypeVar("D", Driver, AsyncDriver)
Arguments: TypeAlias = Mapping[str, object]


class Connected(Generic[D]):
    """A group of operations.

    Args:
        client: whose settings and connections are used.
    """

    _core: Core
    _driver: D

    def __init__(self, client: Connected[D]) -> None:
        self._client: Connected[D] = client
        self._core = client._core
        self._driver = client._driver

    def _steps(
        self, operation: Operation[T], arguments: Arguments, options: RequestOptions | None
    ) -> Steps[T]:
        """Return the way to the result, or to what the caller wishes for instead."""
        return self._steps_to(take_wish() or call.result, operation, arguments, options)

    def _steps_to(
        self,
        outcome: Callable[..., Steps[T]],
        operation: Operation[Any],
        arguments: Arguments,
        options: RequestOptions | None,
    ) -> Steps[T]:
        return outcome(CallContext(self._core, options), operation, arguments)


class ConnectedClient(Connected[D]):
    """A client of either flavour.

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
        options: Mapping[str, Any],
    ) -> None:
        self._core = Core(spec, credentials, headers, base_url, options)
        self._driver = self._new_driver(options)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._core!r})"

    def _new_driver(self, options: Mapping[str, Any]) -> D:
        raise NotImplementedError

    def _copy_with(self, options: Mapping[str, Any]) -> Self:
        twin = copy.copy(self)
        twin.__dict__ = {name: held for name, held in vars(self).items() if name.startswith("_")}
        twin._core = self._core.with_options(options)
        if any(name in options for name in TRANSPORT_OPTIONS):
            twin._driver = self._new_driver(twin._core.options)
        return twin

    def _polls(self, pollings: Sequence[Polling[T]], arguments: Mapping[str, Any]) -> Steps[T]:
        """Return the way to the end of a job; the arguments are those of a generated `wait`."""
        from .polling import Pace, polled

        pace = Pace(arguments["interval"], arguments["timeout"], arguments["on_poll"])
        context = CallContext(self._core, arguments.get("options"))
        return polled(context, pollings, arguments["target"], pace)
