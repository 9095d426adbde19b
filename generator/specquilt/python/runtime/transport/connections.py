"""Options and timeouts of connections."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import httpcore2

from ..errors import InvalidRequestError
from .tls import tls_context

if TYPE_CHECKING:
    import ssl

    from ..encoding.upload import Upload
    from ..request import Origin, Request


def proxies() -> Mapping[str, str]:
    """Return the proxies by scheme, from the environment or else from the operating system.

    The module that knows them takes 5 % of the time until a first call has ended, so it is only
    imported where there can be any.
    """
    systems = ("darwin", "win32")
    if sys.platform in systems or any(name.lower().endswith("_proxy") for name in os.environ):
        from urllib.request import getproxies

        return getproxies()
    return {}


@dataclass(frozen=True, slots=True)
class ConnectionOptions:
    """Options of connections.

    Args:
        proxy: URL of a proxy for all requests. Default: the proxies of the environment.
        verify: See `tls.tls_context`.
        http2: Use HTTP/2 if the server supports it.
        max_connections: Maximum number of open connections.
        keepalive_expiry: Seconds after which an idle connection is closed.
        environment: Proxies by scheme, from the usual environment variables.
    """

    proxy: str | None = field(default=None, repr=False)
    verify: ssl.SSLContext | str | os.PathLike[str] | bool = True
    http2: bool = False
    max_connections: int = 100
    keepalive_expiry: float = 5.0
    environment: Mapping[str, str] = field(default_factory=proxies, repr=False)

    def proxy_for(self, origin: Origin) -> str | None:
        """Return the URL of the proxy for an origin, or None."""
        found = self.proxy or self._proxy_of_environment(origin)
        return f"http://{found}" if found and "://" not in found else found

    def _proxy_of_environment(self, origin: Origin) -> str | None:
        found = self.environment.get(origin.scheme) or self.environment.get("all")
        return None if not found or self._is_excepted(origin) else found

    def _is_excepted(self, origin: Origin) -> bool:
        if exceptions := self.environment.get("no"):
            from .no_proxy import bypasses_proxy

            return bypasses_proxy(origin, exceptions)
        from urllib.request import proxy_bypass

        # Without environment variables, the proxies are those of the operating system.
        return bool(proxy_bypass(origin.host))

    def pool_arguments(self, scheme: str, proxy: str | None) -> dict[str, Any]:
        """Return the arguments of a pool for one scheme and proxy."""
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


def connection_options(options: Mapping[str, Any]) -> ConnectionOptions:
    """Return the connection options among a client's options."""
    known = ConnectionOptions.__dataclass_fields__.keys() - {"environment"}
    return ConnectionOptions(**{name: options[name] for name in known & options.keys()})


def content_of(request: Request, open_upload: Callable[[Upload], Any]) -> Any:
    """Return the body: bytes, None, or the result of `open_upload` for an upload."""
    body = request.body
    return body if body is None or isinstance(body, bytes) else open_upload(body)


def pool_timeouts(request: Request) -> dict[str, float | None]:
    """Return the timeouts in seconds by step, limited to the time left before the deadline."""
    remaining = request.remaining()
    timeouts = request.timeout._asdict()
    if remaining is None:
        return timeouts
    return {
        step: remaining if seconds is None else min(seconds, remaining)
        for step, seconds in timeouts.items()
    }


class StepTimeouts(dict[str, float | None]):
    """The timeouts by step, limited to the time left when a step begins.

    The libraries look up each timeout when its step begins, and after others have taken their time.
    """

    def __init__(self, request: Request) -> None:
        super().__init__(pool_timeouts(request))
        self._request = request

    def get(self, step: str, default: Any = None) -> Any:
        """Return the timeout of a step.

        Raises:
            DeadlineExceededError: The deadline has passed.
        """
        return pool_timeouts(self._request).get(step, default)


def _proxy(url: str) -> httpcore2.Proxy:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "socks5", "socks5h") or not parts.hostname:
        raise InvalidRequestError("the proxy must be an http, https or socks5 URL")
    if parts.scheme.startswith("socks") and find_spec("socksio") is None:
        raise InvalidRequestError("a SOCKS proxy needs the package 'socksio': pip install socksio")
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
