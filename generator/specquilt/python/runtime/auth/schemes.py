"""Authentication schemes (OpenAPI 3.1, section 4.8.27): how credentials are sent."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias
from urllib.parse import quote

from ..blocking import call_maybe_async
from ..errors import InvalidRequestError
from ..headers import checked_headers

if TYPE_CHECKING:
    from .tokens import TokenSource

Credential: TypeAlias = str | Callable[[], Any]
Credentials: TypeAlias = Mapping[str, "Credential | None"]


class Authentication(NamedTuple):
    """What authentication adds to a request.

    Args:
        headers: Additional header fields.
        query: An additional ``name=value`` pair, percent-encoded.
    """

    headers: dict[str, str]
    query: str | None = None

    def __repr__(self) -> str:
        return "Authentication(***)"


def combined(found: Sequence[Authentication]) -> Authentication:
    """Return what several schemes together add to one request."""
    cookies = [proof.headers["cookie"] for proof in found if "cookie" in proof.headers]
    headers = {name: value for proof in found for name, value in proof.headers.items()}
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    return Authentication(headers, "&".join(proof.query for proof in found if proof.query) or None)


class Scheme(Protocol):
    """An authentication scheme."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """Arguments of the client's constructor that hold the credentials."""
        ...

    @property
    def sources(self) -> str:
        """Where credentials can come from, for the message that they are missing."""
        ...

    async def authenticate(
        self, credentials: Credentials, tokens: TokenSource
    ) -> Authentication | None:
        """Return what is added to a request, or None without credentials."""
        ...


class Bearer:
    """``Authorization: Bearer ...`` (RFC 6750).

    Args:
        argument: Argument of the client's constructor.
        environment: Environment variable used if the argument is not given.
    """

    def __init__(self, argument: str, environment: str | None = None) -> None:
        self.arguments = (argument,)
        self._environment = environment
        self.sources = _sources((argument, environment))

    async def authenticate(
        self, credentials: Credentials, tokens: TokenSource
    ) -> Authentication | None:
        """Return the Authorization header."""
        key = await credential(credentials, self.arguments[0], self._environment)
        return Authentication(_secret_header("authorization", f"Bearer {key}")) if key else None


class ApiKey:
    """An API key in a header, the query or a cookie.

    Args:
        argument: Argument of the client's constructor.
        location: Where the key is sent.
        wire: Name of the header, parameter or cookie.
        environment: Environment variable used if the argument is not given.
    """

    def __init__(
        self,
        argument: str,
        location: Literal["header", "query", "cookie"],
        wire: str,
        environment: str | None = None,
    ) -> None:
        self.arguments = (argument,)
        self._location = location
        self._wire = wire
        self._environment = environment
        self.sources = _sources((argument, environment))

    async def authenticate(
        self, credentials: Credentials, tokens: TokenSource
    ) -> Authentication | None:
        """Return the key in its location."""
        key = await credential(credentials, self.arguments[0], self._environment)
        if not key:
            return None
        if self._location == "query":
            return Authentication({}, f"{quote(self._wire, safe='')}={quote(key, safe='')}")
        if self._location == "cookie":
            return Authentication(_secret_header("cookie", f"{self._wire}={quote(key, safe='')}"))
        return Authentication(_secret_header(self._wire, key))


class Basic:
    """``Authorization: Basic ...`` (RFC 7617).

    Args:
        username, password: Arguments of the client's constructor.
        environment: Environment variables used if the arguments are not given, in this order.
    """

    def __init__(
        self,
        username: str = "username",
        password: str = "password",
        environment: tuple[str, str] | None = None,
    ) -> None:
        self.arguments = (username, password)
        self._environment = environment or (None, None)
        self.sources = _sources(*zip(self.arguments, self._environment, strict=True))

    async def authenticate(
        self, credentials: Credentials, tokens: TokenSource
    ) -> Authentication | None:
        """Return the Authorization header."""
        name = await credential(credentials, self.arguments[0], self._environment[0])
        password = await credential(credentials, self.arguments[1], self._environment[1])
        if not name:
            return None
        import base64

        pair = base64.b64encode(f"{name}:{password or ''}".encode()).decode()
        return Authentication(_secret_header("authorization", f"Basic {pair}"))


class OAuth2ClientCredentials:
    """A bearer token requested with a client id and secret (RFC 6749, section 4.4).

    Args:
        client_id, client_secret: Arguments of the client's constructor.
        token_url: URL of the token endpoint; may be relative to the base URL.
        scopes: Requested scopes.
        environment: Environment variables used if the arguments are not given, in this order.
    """

    def __init__(
        self,
        client_id: str = "client_id",
        client_secret: str = "client_secret",
        *,
        token_url: str,
        scopes: tuple[str, ...] = (),
        environment: tuple[str, str] | None = None,
    ) -> None:
        self.arguments = (client_id, client_secret)
        self._environment = environment or (None, None)
        self.token_url = token_url
        self.scopes = scopes
        self.sources = _sources(*zip(self.arguments, self._environment, strict=True))

    async def authenticate(
        self, credentials: Credentials, tokens: TokenSource
    ) -> Authentication | None:
        """Return the Authorization header with a valid token."""
        name = await credential(credentials, self.arguments[0], self._environment[0])
        secret = await credential(credentials, self.arguments[1], self._environment[1])
        if not name or not secret:
            return None
        token = await tokens.token(self.token_url, name, secret, self.scopes)
        return Authentication(_secret_header("authorization", f"Bearer {token}"))


async def credential(
    credentials: Credentials, argument: str, environment: str | None
) -> str | None:
    """Return a credential: the argument, its result if it is callable, or the variable's value."""
    given = credentials.get(argument)
    if given is None:
        given = os.environ.get(environment) if environment else None
    elif callable(given):
        given = await call_maybe_async(given)
    if given is not None and not isinstance(given, str):
        raise InvalidRequestError(f"{argument} must be a string, not {type(given).__name__}")
    return given.strip() or None if given else None


def _secret_header(name: str, value: str) -> dict[str, str]:
    return checked_headers({name: value})


def _sources(*pairs: tuple[str, str | None]) -> str:
    arguments = " and ".join(argument for argument, _ in pairs)
    variables = " and ".join(variable for _, variable in pairs if variable)
    return f"{arguments} (or set {variables})" if variables else arguments
