"""What a transport is given and what it returns."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urlsplit

from .errors import DeadlineExceededError, InvalidRequestError

if TYPE_CHECKING:
    from .encoding.upload import Upload
    from .headers import Headers
    from .timeouts import Timeout

_DEFAULT_PORT = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Scheme, host and port: what decides whether a key may be sent (RFC 6454)."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        default = _DEFAULT_PORT[self.scheme] == self.port
        return f"{self.scheme}://{host}" if default else f"{self.scheme}://{host}:{self.port}"

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        return str(self).partition("://")[2]


class Request(NamedTuple):
    """One request, complete but for its transport.

    Args:
        method: HTTP method.
        origin: where it goes.
        target: path and query, percent-encoded.
        headers: lower-case names and checked values.
        body: bytes, a streamed upload, or None.
        timeout: seconds for each step.
        expires_at: `time.monotonic()` value after which the call is given up.
    """

    method: str
    origin: Origin
    target: str
    headers: dict[str, str]
    body: bytes | Upload | None
    timeout: Timeout
    expires_at: float | None

    @property
    def url(self) -> str:
        """The whole URL."""
        return f"{self.origin}{self.target}"

    @property
    def public_url(self) -> str:
        """The URL without its query, which can hold a key."""
        return self.url.partition("?")[0]

    def __str__(self) -> str:
        return f"{self.method} {self.public_url}"

    def __repr__(self) -> str:
        return f"<Request {self}>"

    def remaining(self) -> float | None:
        """Return the seconds until the deadline.

        Raises:
            DeadlineExceededError: if it has passed.
        """
        if self.expires_at is None:
            return None
        remaining = self.expires_at - monotonic()
        if remaining <= 0:
            raise DeadlineExceededError(f"{self}: the deadline of the call has passed")
        return remaining


class TransportResponse(Protocol):
    """An answer whose header section has arrived; `close` may be called at any time, repeatedly."""

    status: int
    headers: Headers

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as transferred, still compressed."""
        ...

    def close(self) -> None:
        """Give the connection back, or drop it if the body was not read to its end."""
        ...


class AsyncTransportResponse(Protocol):
    """The async twin of `TransportResponse`."""

    status: int
    headers: Headers

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred, still compressed."""
        ...

    async def close(self) -> None:
        """Give the connection back, or drop it if the body was not read to its end."""
        ...


class Transport(Protocol):
    """Sends requests; raises nothing but errors of this package."""

    def send(self, request: Request) -> TransportResponse:
        """Send a request and wait for the header section of the answer."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


class AsyncTransport(Protocol):
    """The async twin of `Transport`."""

    async def send(self, request: Request) -> AsyncTransportResponse:
        """Send a request and wait for the header section of the answer."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...


def split_url(url: str) -> tuple[Origin, str]:
    """Return the origin and the target (path and query) of an absolute http(s) URL.

    Raises:
        InvalidRequestError: for anything else; user information is refused as it is a secret
            that would end up in logs.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InvalidRequestError("the URL is malformed") from None
    if parts.scheme not in _DEFAULT_PORT or not parts.hostname:
        raise InvalidRequestError("the URL must begin with http:// or https:// and name a host")
    if parts.username is not None:
        raise InvalidRequestError("the URL must not hold user information")
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return (
        Origin(parts.scheme, _ascii_host(parts.hostname), port or _DEFAULT_PORT[parts.scheme]),
        target,
    )


def _ascii_host(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise InvalidRequestError("the host name is malformed") from None
