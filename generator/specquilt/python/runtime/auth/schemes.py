"""Authentication schemes (OpenAPI 3.1, section 4.8.27): how credentials are sent."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Protocol, TypeAlias
from urllib.parse import quote

from ..blocking import call_maybe_async
from ..errors import InvalidRequestError
from ..headers import checked_headers, checked_value
from ..secret import Secret

if TYPE_CHECKING:
    from ..request import Request
    from .tokens import TokenSource

Credential: TypeAlias = str | Callable[[], Any]
Credentials: TypeAlias = Mapping[str, "Credential | None"]


_Private: TypeAlias = tuple[dict[str, str], str | None, tuple[str, ...], tuple[str, ...]]


class Authentication:
    """What authentication adds to a request. Only its attributes reveal it.

    Args:
        headers: Additional header fields.
        query: An additional ``name=value`` pair, percent-encoded.
        secrets: The credentials as the user knows them.
        tokens: The OAuth tokens among them.
    """

    __slots__ = ("_private",)

    def __init__(
        self,
        headers: dict[str, str],
        query: str | None = None,
        *,
        secrets: tuple[str, ...] = (),
        tokens: tuple[str, ...] = (),
    ) -> None:
        self._private: Callable[[], _Private] = lambda: (headers, query, secrets, tokens)

    @property
    def headers(self) -> dict[str, str]:
        """Additional header fields."""
        return self._private()[0]

    @property
    def query(self) -> str | None:
        """An additional ``name=value`` pair, percent-encoded."""
        return self._private()[1]

    @property
    def secrets(self) -> tuple[str, ...]:
        """The credentials as the user knows them."""
        return self._private()[2]

    @property
    def tokens(self) -> tuple[str, ...]:
        """The OAuth tokens among the credentials."""
        return self._private()[3]

    def added_to(self, request: Request) -> Request:
        """Return a request with these credentials; its own headers take precedence."""
        headers, query, secrets, _ = self._private()
        return request.with_credentials(headers, query, secrets)

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials cannot be pickled")


def combined(found: Sequence[Authentication]) -> Authentication:
    """Return what several schemes together add to one request."""
    cookies = [proof.headers["cookie"] for proof in found if "cookie" in proof.headers]
    headers = {name: value for proof in found for name, value in proof.headers.items()}
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    return Authentication(
        headers,
        "&".join(proof.query for proof in found if proof.query) or None,
        secrets=tuple(secret for proof in found for secret in proof.secrets),
        tokens=tuple(token for proof in found for token in proof.tokens),
    )


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
        return _bearer(key) if key else None


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
        self.wire = wire
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
            pair = f"{quote(self.wire, safe='')}={quote(key, safe='')}"
            return Authentication({}, pair, secrets=(key,))
        name, value = self.wire, key
        if self._location == "cookie":
            name, value = "cookie", f"{self.wire}={quote(key, safe='')}"
        return Authentication(_secret_header(name, value), secrets=(key,))


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
        header = _secret_header("authorization", f"Basic {pair}")
        return Authentication(header, secrets=(pair, password or ""))


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
        """Return a header with a valid token, or nothing if the request has its own header."""
        who = Secret(
            (
                await credential(credentials, self.arguments[0], self._environment[0]) or "",
                await credential(credentials, self.arguments[1], self._environment[1]) or "",
            )
        )
        if not all(who.reveal()):
            return None
        if not tokens.are_needed:
            return Authentication({})
        token = await tokens.token(self.token_url, who, self.scopes)
        return _bearer(token, secrets=(token, who.reveal()[1]), tokens=(token,))


def _bearer(
    key: str, *, secrets: tuple[str, ...] = (), tokens: tuple[str, ...] = ()
) -> Authentication:
    header = {"authorization": checked_value("authorization", f"Bearer {key}")}
    return Authentication(header, secrets=secrets or (key,), tokens=tokens)


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
    if given and not given.isascii():
        _require_unicode(argument, given)
    return given.strip() or None if given else None


def _require_unicode(argument: str, key: str) -> None:
    try:
        key.encode()
    except UnicodeEncodeError:
        raise InvalidRequestError(f"{argument} contains a lone surrogate") from None


def _secret_header(name: str, value: str) -> dict[str, str]:
    return checked_headers({name: value})


def _sources(*pairs: tuple[str, str | None]) -> str:
    arguments = " and ".join(argument for argument, _ in pairs)
    variables = " and ".join(variable for _, variable in pairs if variable)
    return f"{arguments} (or set {variables})" if variables else arguments
