"""What can be set for a client and for one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypedDict

from .headers import Headers
from .timeouts import Timeout, as_timeout

if TYPE_CHECKING:
    import ssl

    import httpx2

    from .request import AsyncTransport, Transport

DEFAULT_DEADLINE = 600.0
DEFAULT_MAX_RETRIES = 2
DEFAULT_MAX_RESPONSE_BYTES = 128 * 2**20


class CallEvent(NamedTuple):
    """What a hook is told: about one attempt to send, its answer, or the error that ended it.

    Args:
        operation: dotted name of the operation, e.g. ``embed_jobs.get``.
        method: HTTP method.
        url: without the query, which can hold a key.
        attempt: 1 for the first.
        status, headers, request_id: of the answer, once there is one.
        elapsed: seconds since the attempt began.
        error: what was raised.
        state: one dict per call, for the hooks' own use.
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
    error: Exception | None = None


Hook: TypeAlias = Callable[[CallEvent], object]


class Hooks(NamedTuple):
    """Functions called around each attempt; an async client also accepts async functions."""

    on_request: Hook | None = None
    on_response: Hook | None = None
    on_error: Hook | None = None


class CommonOptions(TypedDict, total=False):
    """Options that sync and async clients share.

    Args:
        timeout: seconds per step, one number for all of them or a `Timeout`.
        deadline: seconds for the whole call with all retries; None waits for ever.
        max_retries: additional attempts; only requests that are safe to repeat are repeated.
        headers: sent with every request.
        proxy: URL of a proxy; without it the usual environment variables are honoured.
        verify: an `ssl.SSLContext`, the path of a CA bundle, or False for no verification.
        http2: speak HTTP/2 where the server does (extra ``http2``).
        max_response_bytes: largest accepted body after decompression.
        max_connections: connections kept at most.
        lenient: return an answer that does not match its model instead of raising.
        hooks: functions called around each attempt.
        follow_redirects: follow redirects, never with a key or body to another origin.
    """

    timeout: float | Timeout | None
    deadline: float | None
    max_retries: int
    headers: Mapping[str, str]
    proxy: str | None
    verify: ssl.SSLContext | str | bool
    http2: bool
    max_response_bytes: int
    max_connections: int
    lenient: bool
    hooks: Hooks
    follow_redirects: bool


class ClientOptions(CommonOptions, total=False):
    """Options of a sync client.

    Args:
        transport: sends the requests instead of the built-in one; closed by its owner.
        http_client: an `httpx2.Client` to send through; closed by its owner.
    """

    transport: Transport
    http_client: httpx2.Client


class AsyncClientOptions(CommonOptions, total=False):
    """Options of an async client.

    Args:
        transport: sends the requests instead of the built-in one, e.g. `AiohttpTransport()`;
            closed by its owner.
        http_client: an `httpx2.AsyncClient` to send through; closed by its owner.
    """

    transport: AsyncTransport
    http_client: httpx2.AsyncClient


class RequestOptions(TypedDict, total=False):
    """Options of one call; each overrides the client's.

    Args:
        timeout, deadline, max_retries, lenient, follow_redirects, max_response_bytes:
            as for the client.
        headers: additional header fields.
        query: additional query parameters.
        body: additional fields of a JSON body.
        idempotency_key: sent as ``Idempotency-Key``; makes a POST safe to repeat.
    """

    timeout: float | Timeout | None
    deadline: float | None
    max_retries: int
    headers: Mapping[str, str]
    query: Mapping[str, object]
    body: Mapping[str, object]
    idempotency_key: str
    lenient: bool
    follow_redirects: bool
    max_response_bytes: int


class Settings(NamedTuple):
    """The options in force for one call."""

    timeout: Timeout = Timeout()
    deadline: float | None = DEFAULT_DEADLINE
    max_retries: int = DEFAULT_MAX_RETRIES
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES
    lenient: bool = False
    follow_redirects: bool = True


def settings_from(base: Settings, given: Mapping[str, Any]) -> Settings:
    """Return `base` with those of its fields replaced that are `given`."""
    changes = {name: given[name] for name in Settings._fields if name in given}
    if "timeout" in changes:
        changes["timeout"] = as_timeout(changes["timeout"])
    return base._replace(**changes) if changes else base
