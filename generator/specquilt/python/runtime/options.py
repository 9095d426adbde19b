"""Options of clients and of single calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypedDict

from .headers import Headers
from .timeouts import Timeout, as_timeout

if TYPE_CHECKING:
    import os
    import ssl

    import httpx2

    from .request import AsyncTransport, Transport

DEFAULT_DEADLINE = 600.0
DEFAULT_MAX_RETRIES = 2
DEFAULT_MAX_RESPONSE_BYTES = 128 * 2**20


class CallEvent(NamedTuple):
    """The argument of a hook: one attempt, its response, or the error that ended it.

    Args:
        operation: Dotted name of the operation, e.g. ``embed_jobs.get``.
        method: HTTP method.
        url: URL without the query, which can contain an API key.
        attempt: Number of the attempt, starting at 1.
        status, headers, request_id: From the response, once there is one.
        elapsed: Seconds since the attempt started.
        error: The exception raised; not an `Exception` if the call was cancelled or interrupted.
        state: One dict per call, for the hooks' own use.
    """

    operation: str
    method: str
    url: str
    attempt: int
    state: dict[str, Any]
    status: int | None = None
    headers: Headers | None = None
    request_id: str | None = None
    elapsed: float = 0.0
    error: BaseException | None = None


Hook: TypeAlias = Callable[[CallEvent], object]


class Hooks(NamedTuple):
    """Functions called before and after each attempt; async clients accept async functions too."""

    on_request: Hook | None = None
    on_response: Hook | None = None
    on_error: Hook | None = None


class CommonOptions(TypedDict, total=False):
    """Options of sync and async clients.

    Args:
        timeout: Seconds per step: one number for all steps, or a `Timeout`. Default: `Timeout()`.
        deadline: Seconds for the whole call including retries; None means no deadline.
            Default: 600.
        max_retries: Maximum number of retries; only requests that are safe to repeat are retried.
            Default: 2.
        headers: Header fields sent with every request.
        proxy: URL of a proxy. Default: the usual environment variables.
        verify: An `ssl.SSLContext`, the path of a CA bundle, or False to disable verification,
            which causes a warning.
        http2: Use HTTP/2 if the server supports it (extra ``http2``). Default: False.
        max_response_bytes: Maximum size of a body after decompression. Default: 128 MiB.
        max_connections: Maximum number of connections. Default: 100.
        lenient: Return a response that does not match its model instead of raising.
            Default: False.
        hooks: Functions called before and after each attempt.
        follow_redirects: Follow redirects. Keys and bodies are never sent to another origin.
            Default: True.
    """

    timeout: float | Timeout | None
    deadline: float | None
    max_retries: int
    headers: Mapping[str, str]
    proxy: str | None
    verify: ssl.SSLContext | str | os.PathLike[str] | bool
    http2: bool
    max_response_bytes: int
    max_connections: int
    lenient: bool
    hooks: Hooks
    follow_redirects: bool


class ClientOptions(CommonOptions, total=False):
    """Options of a sync client.

    Args:
        transport: Transport used instead of the built-in one. The client does not close it.
        http_client: An `httpx2.Client` to send requests with. The client does not close it.
    """

    transport: Transport
    http_client: httpx2.Client


class AsyncClientOptions(CommonOptions, total=False):
    """Options of an async client.

    Args:
        transport: Transport used instead of the built-in one, e.g. `AiohttpTransport()`. The
            client does not close it.
        http_client: An `httpx2.AsyncClient` to send requests with. The client does not close it.
    """

    transport: AsyncTransport
    http_client: httpx2.AsyncClient


class RequestOptions(TypedDict, total=False):
    """Options of one call. They take precedence over the client's options.

    Args:
        timeout, deadline, max_retries, lenient, follow_redirects, max_response_bytes:
            As for the client.
        headers: Additional header fields.
        query: Additional query parameters.
        body: Additional fields of the body, if it is an object or a form. With `content_type`,
            also the complete body as text or bytes, which is sent instead of the arguments.
        content_type: Content type of the body, if the API accepts several: arguments are sent as
            JSON, as a form, or as multipart.
        idempotency_key: Sent as ``Idempotency-Key``; makes a POST request safe to retry.
    """

    timeout: float | Timeout | None
    deadline: float | None
    max_retries: int
    headers: Mapping[str, str]
    query: Mapping[str, object]
    body: Mapping[str, object] | str | bytes
    content_type: str
    idempotency_key: str
    lenient: bool
    follow_redirects: bool
    max_response_bytes: int


class CallSettings(NamedTuple):
    """The effective options of one call."""

    timeout: Timeout = Timeout()
    deadline: float | None = DEFAULT_DEADLINE
    max_retries: int = DEFAULT_MAX_RETRIES
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES
    lenient: bool = False
    follow_redirects: bool = True


def settings_from(base: CallSettings, given: Mapping[str, Any]) -> CallSettings:
    """Return `base` with the given fields replaced."""
    changes = {name: given[name] for name in CallSettings._fields if name in given}
    if "timeout" in changes:
        changes["timeout"] = as_timeout(changes["timeout"])
    return base._replace(**changes) if changes else base
