"""OAuth 2.0 tokens for client credentials: requested when needed, cached until they expire."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, cast
from urllib.parse import urlencode, urljoin

from ..errors import (
    ClientError,
    DeadlineExceededError,
    DecodingError,
    ResponseError,
    ServerError,
    StatusError,
    TransportError,
)
from ..request import Request, encoded_target, split_url
from ..secret import Secret
from .plain_http import warn_of_plain_http

if TYPE_CHECKING:
    from ..request import AsyncTransportResponse, Origin
    from ..sender import BaseSender
    from ..transport.turns import Turns

LEEWAY = 30.0
DEFAULT_LIFETIME = 300.0
MAX_TOKEN_BYTES = 1 << 20

_Key: TypeAlias = tuple[str, str, tuple[str, ...]]
"""Token URL, client id and scopes."""


class Token(NamedTuple):
    """An access token, used until `time.monotonic()` reaches `good_until`."""

    text: Secret[str]
    good_until: float
    received_at: float


class Flight:
    """The requests for one token: one at a time; calls that waited for it share its failure.

    Args:
        turns: Lets one thread or task at a time request the token.
    """

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self._failure: tuple[float, TransportError | ResponseError] | None = None

    def failed(self, error: TransportError | ResponseError) -> None:
        """Remember a failure. One call's deadline says nothing about the others."""
        if not isinstance(error, DeadlineExceededError):
            self._failure = monotonic(), copy(error)

    def check(self, waiting_since: float) -> None:
        """Raise the failure of a request that ended while the caller was waiting."""
        if self._failure is not None and self._failure[0] >= waiting_since:
            raise copy(self._failure[1])


class TokenCache:
    """The tokens of a client and all its copies."""

    def __init__(self) -> None:
        self._private: Secret[tuple[dict[_Key, Token], dict[_Key, Flight]]] = Secret(({}, {}))

    def get(self, key: _Key, waiting_since: float) -> str | None:
        """Return a valid token; one that came while the caller was waiting is valid, too."""
        token = self._private.reveal()[0].get(key)
        if token is None:
            return None
        is_valid = token.good_until > monotonic() or token.received_at >= waiting_since
        return token.text.reveal() if is_valid else None

    def keep(self, key: _Key, token: Token) -> None:
        """Keep a token."""
        self._private.reveal()[0][key] = token

    def forget(self, refused: tuple[str, ...]) -> None:
        """Drop tokens that the server refused, unless newer ones have replaced them."""
        tokens = self._private.reveal()[0]
        for key, token in list(tokens.items()):
            if token.text.reveal() in refused:
                tokens.pop(key, None)

    def flight(self, key: _Key, sender: BaseSender) -> Flight:
        """Return the flight for a token."""
        flights = self._private.reveal()[1]
        return flights.get(key) or flights.setdefault(key, Flight(sender.new_turns()))


class TokenOwner(Protocol):
    """The client that tokens are for."""

    tokens: TokenCache
    warned_of_plain_http: set[Origin]
    base_url: str

    @property
    def headers(self) -> Mapping[str, str]: ...


class TokenSource:
    """The tokens of one client, for one call.

    Args:
        owner: The client.
        sender: Sends the requests for tokens.
        request: The request that needs a token; its timeouts apply.
    """

    __slots__ = ("_owner", "_request", "_sender")

    def __init__(self, owner: TokenOwner, sender: BaseSender, request: Request) -> None:
        self._owner = owner
        self._sender = sender
        self._request = request

    @property
    def are_needed(self) -> bool:
        """Whether the request has no Authorization header of its own, which takes precedence."""
        return "authorization" not in self._request.headers

    async def token(self, url: str, who: Secret[tuple[str, str]], scopes: tuple[str, ...]) -> str:
        """Return a valid token; request one if needed, but only one for all calls.

        Args:
            url: URL of the token endpoint.
            who: Client id and secret.
            scopes: Requested scopes.
        """
        key = (url, who.reveal()[0], scopes)
        waiting_since = monotonic()
        cache = self._owner.tokens
        known = cache.get(key, waiting_since)
        if known is not None:
            return known
        request = self._token_request(url, who, scopes)
        flight = cache.flight(key, self._sender)
        if not await flight.turns.acquire(request.remaining()):
            raise request.overdue()
        try:
            return cache.get(key, waiting_since) or await self._fetched(
                key, request, flight, waiting_since
            )
        finally:
            flight.turns.release()

    async def _fetched(
        self, key: _Key, request: Request, flight: Flight, waiting_since: float
    ) -> str:
        flight.check(waiting_since)
        try:
            response = await self._sender.send(request)
            content = await self._sender.read(request, response, MAX_TOKEN_BYTES)
            token = _token_from(response, content)
        except (TransportError, ResponseError) as error:
            if isinstance(error, ResponseError):
                from ..concealment import concealed, redaction_for

                concealed(error, redaction_for(request))
            flight.failed(error)
            raise
        self._owner.tokens.keep(key, token)
        return token.text.reveal()

    def _token_request(
        self, url: str, who: Secret[tuple[str, str]], scopes: tuple[str, ...]
    ) -> Request:
        client_id, secret = who.reveal()
        fields = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": secret,
        }
        if scopes:
            fields["scope"] = " ".join(scopes)
        body = urlencode(fields).encode()
        headers = {
            "user-agent": self._owner.headers["user-agent"],
            "accept": "application/json",
            "content-type": "application/x-www-form-urlencoded",
            "content-length": str(len(body)),
        }
        origin, target = split_url(urljoin(f"{self._owner.base_url}/", url))
        target = encoded_target(target, errors="replace")
        warn_of_plain_http(self._owner.warned_of_plain_http, origin)
        timeout, expires_at = self._request.timeout, self._request.expires_at
        return Request(
            "POST", origin, target, headers, body, timeout, expires_at, secrets=(secret,)
        )


def _token_from(response: AsyncTransportResponse, content: bytes) -> Token:
    status = response.status
    facts: dict[str, Any] = {"status": status, "headers": response.headers, "content": content}
    if status != 200:
        kind: type[StatusError] = ServerError if status >= 500 else ClientError
        raise kind(f"the token endpoint responded with status {status}", **facts)
    import json

    try:
        fields = cast("dict[str, Any]", json.loads(content))
        lifetime = float(fields.get("expires_in") or DEFAULT_LIFETIME)
        now = monotonic()
        return Token(Secret(str(fields["access_token"])), now + max(lifetime - LEEWAY, 0.0), now)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DecodingError("the token endpoint did not return a token", **facts) from None
