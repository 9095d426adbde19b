"""The interface of transports: requests and responses."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Protocol, TypeAlias
from urllib.parse import quote, urlsplit

from .errors import DeadlineExceededError, InvalidRequestError

if TYPE_CHECKING:
    from .encoding.upload import Upload
    from .headers import Headers
    from .timeouts import Timeout

DEFAULT_PORTS = {"http": 80, "https": 443}
_PUNCTUATION = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
"""That of ASCII. The module `string`, which has it too, would be imported for this alone."""


class Origin(NamedTuple):
    """Scheme, host and port (RFC 6454). Keys are only sent to the origin they are meant for."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        default = DEFAULT_PORTS[self.scheme] == self.port
        return f"{self.scheme}://{host}" if default else f"{self.scheme}://{host}:{self.port}"

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        return str(self).partition("://")[2]


_Private: TypeAlias = "tuple[str, dict[str, str], bytes | Upload | None, tuple[str, ...]]"


class Request:
    """A complete request. Only its attributes reveal header fields, query and body.

    They are held by a function, as in `Secret`, without another object for each request.

    Args:
        method: HTTP method.
        origin: Where the request is sent.
        target: Path and query, percent-encoded.
        headers: Lower-case names and validated values.
        body: Bytes, a streamed upload, or None.
        timeout: Timeouts of the steps.
        expires_at: Deadline as a value of `time.monotonic()`, or None.
        secrets: Credentials that the request contains.
        is_foreign: Whether the request was redirected to another origin: it must contain nothing
            that is meant for the first one.
    """

    __slots__ = ("_private", "expires_at", "is_foreign", "method", "origin", "timeout")

    def __init__(
        self,
        method: str,
        origin: Origin,
        target: str,
        headers: dict[str, str],
        body: bytes | Upload | None,
        timeout: Timeout,
        expires_at: float | None,
        *,
        secrets: tuple[str, ...] = (),
        is_foreign: bool = False,
    ) -> None:
        self.method = method
        self.origin = origin
        self.timeout = timeout
        self.expires_at = expires_at
        self.is_foreign = is_foreign
        self._private: Callable[[], _Private] = lambda: (target, headers, body, secrets)

    @property
    def target(self) -> str:
        """Path and query, percent-encoded."""
        return self._private()[0]

    @property
    def headers(self) -> dict[str, str]:
        """Lower-case names and validated values."""
        return self._private()[1]

    @property
    def body(self) -> bytes | Upload | None:
        """Bytes, a streamed upload, or None."""
        return self._private()[2]

    @property
    def secrets(self) -> tuple[str, ...]:
        """Credentials that the request contains."""
        return self._private()[3]

    def with_credentials(
        self, headers: dict[str, str], query: str | None, secrets: tuple[str, ...]
    ) -> Request:
        """Return a request with more header fields, unless it has them, and a longer query."""
        target, own, body, _ = self._private()
        merged = {**headers, **own}
        if "cookie" in own and "cookie" in headers:
            merged["cookie"] = f"{own['cookie']}; {headers['cookie']}"
        if query is not None:
            target = f"{target}{'&' if '?' in target else '?'}{query}"
        return Request(
            self.method,
            self.origin,
            target,
            merged,
            body,
            self.timeout,
            self.expires_at,
            secrets=secrets,
        )

    def replace(self, **changes: Any) -> Request:
        """Return a request with other values of some arguments."""
        target, headers, body, secrets = self._private()
        values: dict[str, Any] = {
            "method": self.method,
            "origin": self.origin,
            "target": target,
            "headers": headers,
            "body": body,
            "timeout": self.timeout,
            "expires_at": self.expires_at,
            "secrets": secrets,
            "is_foreign": self.is_foreign,
        }
        return Request(**{**values, **changes})

    def __reduce__(self) -> NoReturn:
        raise TypeError("requests cannot be pickled: they contain secrets")

    @property
    def url(self) -> str:
        """The complete URL."""
        return f"{self.origin}{self.target}"

    @property
    def public_url(self) -> str:
        """The URL without the query, which can contain a key."""
        return self.url.partition("?")[0]

    def __str__(self) -> str:
        return f"{self.method} {self.public_url}"

    def __repr__(self) -> str:
        return f"<Request {self}>"

    def remaining(self) -> float | None:
        """Return the seconds until the deadline, or None without a deadline.

        Raises:
            DeadlineExceededError: The deadline has passed.
        """
        if self.expires_at is None:
            return None
        remaining = self.expires_at - monotonic()
        if remaining <= 0:
            raise self.overdue()
        return remaining

    def overdue(self) -> DeadlineExceededError:
        """Return the error of a call whose deadline has passed."""
        return DeadlineExceededError(f"{self}: the deadline of the call has passed")


class TransportResponse(Protocol):
    """A response whose headers have arrived. `close` may be called at any time and repeatedly."""

    status: int
    headers: Headers

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as transferred, still compressed."""
        ...

    def close(self) -> None:
        """Release the connection; close it if the body was not read to the end."""
        ...


class AsyncTransportResponse(Protocol):
    """Async version of `TransportResponse`."""

    status: int
    headers: Headers

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred, still compressed."""
        ...

    async def close(self) -> None:
        """Release the connection; close it if the body was not read to the end."""
        ...


class Transport(Protocol):
    """Sends requests. Raises only errors of this package."""

    def send(self, request: Request) -> TransportResponse:
        """Send a request and return the response when its headers have arrived."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


class AsyncTransport(Protocol):
    """Async version of `Transport`."""

    async def send(self, request: Request) -> AsyncTransportResponse:
        """Send a request and return the response when its headers have arrived."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...


def split_url(url: str) -> tuple[Origin, str]:
    """Return the origin and the target (path and query) of an absolute http(s) URL.

    Raises:
        InvalidRequestError: The URL is invalid, or contains user information: a secret that
            would end up in logs.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InvalidRequestError("the URL is malformed") from None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise InvalidRequestError("the URL must start with http:// or https:// and contain a host")
    if parts.username is not None:
        raise InvalidRequestError("the URL must not contain user information")
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return (
        Origin(parts.scheme, _ascii_host(parts.hostname), port or DEFAULT_PORTS[parts.scheme]),
        target,
    )


def encoded_target(target: str, *, errors: str) -> str:
    """Return path and query as they are sent: visible ASCII only, and a path even if there is none.

    Args:
        target: Path and query of a URL.
        errors: What is done with lone surrogates, as for `str.encode`.
    """
    encoded = quote(target, safe=_PUNCTUATION, errors=errors)
    return encoded if encoded.startswith("/") else f"/{encoded}"


def _ascii_host(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise InvalidRequestError("the host name is malformed") from None
