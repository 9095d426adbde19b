"""What the built-in transports share: pools by route, and requests in the pool's own terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2

from ..errors import ClientClosedError, InvalidRequestError
from ..headers import Headers
from .failures import (
    CONNECT,
    CONNECT_TIMEOUT,
    LOCAL,
    POOL_TIMEOUT,
    PROTOCOL,
    PROXY,
    READ,
    READ_TIMEOUT,
    WRITE,
    WRITE_TIMEOUT,
    Failures,
)
from .request import Origin, Request
from .tls import tls_context

if TYPE_CHECKING:
    import ssl

    from ..upload import Upload

Route: TypeAlias = tuple[str, str | None]
"""A scheme, and the proxy on the way."""

FAILURES: Failures = {
    httpcore2.ConnectTimeout: CONNECT_TIMEOUT,
    httpcore2.PoolTimeout: POOL_TIMEOUT,
    httpcore2.ReadTimeout: READ_TIMEOUT,
    httpcore2.WriteTimeout: WRITE_TIMEOUT,
    httpcore2.ConnectError: CONNECT,
    httpcore2.ReadError: READ,
    httpcore2.WriteError: WRITE,
    httpcore2.ProxyError: PROXY,
    httpcore2.UnsupportedProtocol: CONNECT,
    httpcore2.LocalProtocolError: LOCAL,
    httpcore2.RemoteProtocolError: PROTOCOL,
}


@dataclass(frozen=True, slots=True)
class ConnectionOptions:
    """How connections are made.

    Args:
        proxy: URL of a proxy for everything; None honours the environment's.
        verify: see `tls.tls_context`.
        http2: speak HTTP/2 where the server does.
        max_connections: open at once.
        keepalive_expiry: seconds that an idle connection is kept.
        environment: proxies by scheme, as the usual environment variables name them.
    """

    proxy: str | None = None
    verify: ssl.SSLContext | str | bool = True
    http2: bool = False
    max_connections: int = 100
    keepalive_expiry: float = 5.0
    environment: Mapping[str, str] = field(default_factory=getproxies)

    def proxy_for(self, origin: Origin) -> str | None:
        """Return the proxy on the way to an origin."""
        if self.proxy or not self.environment:
            return self.proxy
        found = self.environment.get(origin.scheme) or self.environment.get("all")
        return None if found is None or proxy_bypass(origin.host) else found

    def pool_arguments(self, scheme: str, proxy: str | None) -> dict[str, Any]:
        """Return the arguments of a pool for one scheme and route."""
        needs_tls = scheme == "https" or (proxy or "").startswith("https")
        context = tls_context(self.verify, http2=self.http2) if needs_tls else None
        return {
            "ssl_context": context,
            "proxy": _proxy(proxy) if proxy else None,
            "max_connections": self.max_connections,
            "max_keepalive_connections": self.max_connections,
            "keepalive_expiry": self.keepalive_expiry,
            "http2": _require_http2() if self.http2 else False,
        }


class RoutedTransport:
    """What both transports know: how connections are made, and whether there may still be any."""

    def __init__(self, options: ConnectionOptions | None) -> None:
        self._options = options or ConnectionOptions()
        self._is_closed = False

    def _route(self, request: Request) -> Route:
        """Raises ClientClosedError after close."""
        if self._is_closed:
            raise ClientClosedError("the client is closed")
        return request.origin.scheme, self._options.proxy_for(request.origin)


def pool_request(request: Request, open_upload: Callable[[Upload], Any]) -> httpcore2.Request:
    """Return a request in the pool's terms.

    Args:
        request: the request.
        open_upload: makes an iterator or async iterator of an upload.
    """
    scheme, host, port = request.origin
    return httpcore2.Request(
        request.method.encode(),
        httpcore2.URL(
            scheme=scheme.encode(), host=host.encode(), port=port, target=request.target.encode()
        ),
        headers=[
            (b"host", request.origin.authority.encode()),
            *((name.encode(), value.encode("latin-1")) for name, value in request.headers.items()),
        ],
        content=content_of(request, open_upload),
        extensions={"timeout": pool_timeouts(request)},
    )


def content_of(request: Request, open_upload: Callable[[Upload], Any]) -> Any:
    """Return the body: bytes, None, or what `open_upload` makes of an upload."""
    body = request.body
    return body if body is None or isinstance(body, bytes) else open_upload(body)


def pool_timeouts(request: Request) -> dict[str, float | None]:
    """Return the seconds per step, none longer than what is left of the deadline."""
    remaining = request.remaining()
    timeouts = request.timeout._asdict()
    if remaining is None:
        return timeouts
    return {
        step: remaining if seconds is None else min(seconds, remaining)
        for step, seconds in timeouts.items()
    }


class PooledResponse:
    """An answer from a pool, sync or async."""

    __slots__ = ("_request", "_response", "headers", "status")

    def __init__(self, request: Request, response: httpcore2.Response) -> None:
        self._request = request
        self._response = response
        self.status = response.status
        self.headers = Headers(
            (n.decode("latin-1"), v.decode("latin-1")) for n, v in response.headers
        )


def _proxy(url: str) -> httpcore2.Proxy:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https", "socks5", "socks5h") or not parts.hostname:
        raise InvalidRequestError("the proxy must be an http, https or socks5 URL")
    default = 1080 if parts.scheme.startswith("socks") else 443 if parts.scheme == "https" else 80
    address = httpcore2.URL(
        scheme=parts.scheme.encode(),
        host=parts.hostname.encode(),
        port=parts.port or default,
        target=b"",
    )
    if parts.username is None:
        return httpcore2.Proxy(address)
    return httpcore2.Proxy(address, auth=(unquote(parts.username), unquote(parts.password or "")))


def _require_http2() -> bool:
    if find_spec("h2") is None:
        raise InvalidRequestError("http2=True needs the extra 'http2'")
    return True
