"""What type checkers know about the operations of a fake. Nothing here runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from ..errors import SDKError
    from ..request import AsyncTransport, Transport
    from .calls import ReceivedCall
    from .http_clients import FakeHttpTransport

T_contra = TypeVar("T_contra", contravariant=True)
I_contra = TypeVar("I_contra", contravariant=True)


class FakeState:
    """What a fake has beside operations.

    Args:
        calls: All requests that were received.
        transport: The transport of sync clients that a program makes itself.
        async_transport: The transport of async clients that a program makes itself.
        http_transport: The transport of `httpx2` clients, sync and async.
    """

    calls: list[ReceivedCall]
    http_transport: FakeHttpTransport
    transport: Transport
    async_transport: AsyncTransport

    def aiohttp_transport(self) -> AsyncTransport:
        """Return a transport of async clients that sends through aiohttp. Close it, as any."""
        raise NotImplementedError


class Answers(Protocol):
    """An operation of a fake. What is said about it replaces what was said before; what follows
    in the same expression comes after it.
    """

    @property
    def calls(self) -> list[ReceivedCall]:
        """The requests that were received."""
        ...

    def fails(
        self,
        error: type[SDKError] | int,
        *,
        times: int | None = None,
        retry_after: float | None = None,
        **body: object,
    ) -> Self:
        """Answer so that the client raises an error, unless a retry succeeds.

        Args:
            error: Class of the error, or a status.
            times: How often. Default: until there is another answer.
            retry_after: Seconds that the server asks to wait.
            **body: Fields of the body.
        """
        ...

    def disconnects(self, *, times: int | None = None) -> Self:
        """Break the connection before the response.

        Args:
            times: How often. Default: until there is another answer.
        """
        ...

    def responds(
        self,
        body: object = None,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """Answer with any response, even one that is not documented.

        Args:
            body: Bytes, text, or JSON.
            status: HTTP status.
            headers: Header fields.
        """
        ...


class ValueAnswers(Answers, Protocol[T_contra]):
    """An operation that returns a value."""

    def returns(self, value: T_contra = ..., /) -> Self:
        """Return a value; without one, the default."""
        ...

    def then(self, value: T_contra = ..., /) -> Self:
        """Return another value the next time."""
        ...


class EmptyAnswers(Answers, Protocol):
    """An operation that returns nothing."""

    def returns(self) -> Self:
        """Succeed."""
        ...

    def then(self) -> Self:
        """Succeed the next time."""
        ...


class StreamAnswers(Answers, Protocol[T_contra]):
    """An operation that streams items."""

    def streams(self, *items: T_contra, disconnects: bool = False) -> Self:
        """Stream items.

        Args:
            *items: The items.
            disconnects: Whether the connection breaks after the last one.
        """
        ...


class PagedAnswers(Answers, Protocol[T_contra]):
    """An operation that returns a list page by page."""

    def pages(self, *pages: Sequence[T_contra]) -> Self:
        """Return the items of each page, as the requests ask for them."""
        ...


class PagedValueAnswers(
    ValueAnswers[T_contra], PagedAnswers[I_contra], Protocol[T_contra, I_contra]
):
    """An operation that returns a value page by page."""
