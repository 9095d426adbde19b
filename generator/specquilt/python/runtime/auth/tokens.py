"""OAuth 2.0 tokens for client credentials: requested when needed, cached until they expire."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast
from urllib.parse import urlencode, urljoin

from ..errors import ClientError, DecodingError, ServerError
from ..request import Request, split_url

if TYPE_CHECKING:
    from ..sender import BaseSender

LEEWAY = 30.0
DEFAULT_LIFETIME = 300.0
MAX_TOKEN_BYTES = 1 << 20

_Key: TypeAlias = tuple[str, str, tuple[str, ...]]


class Token(NamedTuple):
    """An access token, used until `time.monotonic()` reaches `good_until`."""

    text: str
    good_until: float

    def __repr__(self) -> str:
        return "Token(***)"


class TokenSource:
    """The tokens of one client. Two threads may request the same token; this does no harm.

    Args:
        cache: Tokens, shared by all copies of a client.
        sender: Sends the requests for tokens.
        make_request: Completes a request with the timeouts of the call.
        base_url: Base of relative token URLs.
    """

    def __init__(
        self,
        cache: dict[_Key, Token],
        sender: BaseSender,
        make_request: Callable[[str, bytes, dict[str, str]], Request],
        base_url: str,
    ) -> None:
        self._cache = cache
        self._sender = sender
        self._make_request = make_request
        self._base_url = base_url

    def forget(self) -> bool:
        """Drop all tokens. Return whether there were any."""
        had_any = bool(self._cache)
        self._cache.clear()
        return had_any

    async def token(self, url: str, client_id: str, secret: str, scopes: tuple[str, ...]) -> str:
        """Return a valid token; request one if needed."""
        key = (url, client_id, scopes)
        known = self._cache.get(key)
        if known is None or known.good_until <= monotonic():
            known = await self._fetch(url, client_id, secret, scopes)
            self._cache[key] = known
        return known.text

    async def _fetch(self, url: str, client_id: str, secret: str, scopes: tuple[str, ...]) -> Token:
        fields = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": secret,
        }
        if scopes:
            fields["scope"] = " ".join(scopes)
        absolute = urljoin(f"{self._base_url}/", url)
        split_url(absolute)
        headers = {
            "accept": "application/json",
            "content-type": "application/x-www-form-urlencoded",
        }
        request = self._make_request(absolute, urlencode(fields).encode(), headers)
        response = await self._sender.send(request)
        content = await self._sender.read(request, response, MAX_TOKEN_BYTES)
        return _token_from(response.status, content)


def _token_from(status: int, content: bytes) -> Token:
    if status != 200:
        kind = ServerError if status >= 500 else ClientError
        raise kind(f"the token endpoint responded with status {status}", status=status)
    import json

    try:
        fields = cast("dict[str, Any]", json.loads(content))
        lifetime = float(fields.get("expires_in") or DEFAULT_LIFETIME)
        return Token(str(fields["access_token"]), monotonic() + max(lifetime - LEEWAY, 0.0))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DecodingError("the token endpoint did not return a token", status=status) from None
