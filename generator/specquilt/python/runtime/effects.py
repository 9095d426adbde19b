"""What a call asks of the world; a driver carries it out."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, NamedTuple, TypeAlias, TypeVar

from .transport.request import AsyncTransportResponse, Request

T = TypeVar("T")


class Send(NamedTuple):
    """Send a request; gives back the response, its body still unread."""

    request: Request


class Read(NamedTuple):
    """Read a body to its end, decompressed and at most `limit` bytes; gives back the bytes."""

    request: Request
    response: AsyncTransportResponse
    limit: int


class Close(NamedTuple):
    """Close a response whose body is of no interest."""

    response: AsyncTransportResponse


class Sleep(NamedTuple):
    """Wait for some seconds."""

    seconds: float


class Ask(NamedTuple):
    """Call a function of the user, which may be async; gives back what it returns."""

    function: Callable[[], Any]


Effect: TypeAlias = Send | Read | Close | Sleep | Ask
Steps: TypeAlias = Generator[Effect, Any, T]
