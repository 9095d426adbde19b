"""Authentication schemes (OpenAPI 3.1, section 4.8.27): how a credential enters a request."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias
from urllib.parse import quote

from ..blocking import returned
from ..errors import InvalidRequestError
from ..headers import checked_headers

if TYPE_CHECKING:
    from .tokens import TokenSource

Credential: TypeAlias = str | Callable[[], Any]
Credentials: TypeAlias = Mapping[str, "Credential | None"]


class Proof(NamedTuple):
    """What authentication adds to a request.

    Args:
        headers: additional header fields.
        query: an additional ``name=value`` pair, percent-encoded.
    """

    headers: dict[str, str]
    query: str | None = None

    def __repr__(self) -> str:
        return "Proof(***)"


def together(proofs: Sequence[Proof]) -> Proof:
    """Return what several schemes add to one request."""
    cookies = [proof.headers["cookie"] for proof in proofs if "cookie" in proof.headers]
    headers = {name: value for proof in proofs for name, value in proof.headers.items()}
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    return Proof(headers, "&".join(proof.query for proof in proofs if proof.query) or None)


class Scheme(Protocol):
    """One way to authenticate."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The client's constructor arguments that hold its credentials."""
        ...

    @property
    def sources(self) -> str:
        """Where its credentials can come from, for the message that they are missing."""
        ...

    async def prove(self, credentials: Credentials, tokens: TokenSource) -> Proof | None:
        """Return what is to be added, or None without credentials."""
        ...


class Bearer:
    """``Authorization: Bearer ...`` (RFC 6750).

    Args:
        argument: the client's constructor argument.
        environment: the variable to fall back to.
    """

    def __init__(self, argument: str, environment: str | None = None) -> None:
        self.arguments = (argument,)
        self._environment = environment
        self.sources = _sources((argument, environment))

    async def prove(self, credentials: Credentials, tokens: TokenSource) -> Proof | None:
        """Return the Authorization header."""
        key = await credential(credentials, self.arguments[0], self._environment)
        return Proof(_secret_header("authorization", f"Bearer {key}")) if key else None


class ApiKey:
    """A key in a header, the query or a cookie.

    Args:
        argument: the client's constructor argument.
        place: where the key goes.
        wire: the header's, parameter's or cookie's name.
        environment: the variable to fall back to.
    """

    def __init__(
        self,
        argument: str,
        place: Literal["header", "query", "cookie"],
        wire: str,
        environment: str | None = None,
    ) -> None:
        self.arguments = (argument,)
        self._place = place
        self._wire = wire
        self._environment = environment
        self.sources = _sources((argument, environment))

    async def prove(self, credentials: Credentials, tokens: TokenSource) -> Proof | None:
        """Return the key in its place."""
        key = await credential(credentials, self.arguments[0], self._environment)
        if not key:
            return None
        if self._place == "query":
            return Proof({}, f"{quote(self._wire, safe='')}={quote(key, safe='')}")
        if self._place == "cookie":
            return Proof(_secret_header("cookie", f"{self._wire}={quote(key, safe='')}"))
        return Proof(_secret_header(self._wire, key))


class Basic:
    """``Authorization: Basic ...`` (RFC 7617).

    Args:
        username, password: the client's constructor arguments.
        environment: the variables to fall back to, in the same order.
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

    async def prove(self, credentials: Credentials, tokens: TokenSource) -> Proof | None:
        """Return the Authorization header."""
        name = await credential(credentials, self.arguments[0], self._environment[0])
        password = await credential(credentials, self.arguments[1], self._environment[1])
        if not name:
            return None
        import base64

        pair = base64.b64encode(f"{name}:{password or ''}".encode()).decode()
        return Proof(_secret_header("authorization", f"Basic {pair}"))


class OAuth2ClientCredentials:
    """A bearer token fetched with a client's own id and secret (RFC 6749, section 4.4).

    Args:
        client_id, client_secret: the client's constructor arguments.
        token_url: where tokens are fetched; a path is taken on the API's own server.
        scopes: requested scopes.
        environment: the variables to fall back to, in the same order.
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

    async def prove(self, credentials: Credentials, tokens: TokenSource) -> Proof | None:
        """Return the Authorization header with a valid token."""
        name = await credential(credentials, self.arguments[0], self._environment[0])
        secret = await credential(credentials, self.arguments[1], self._environment[1])
        if not name or not secret:
            return None
        token = await tokens.token(self.token_url, name, secret, self.scopes)
        return Proof(_secret_header("authorization", f"Bearer {token}"))


async def credential(
    credentials: Credentials, argument: str, environment: str | None
) -> str | None:
    """Return a credential: the argument, what it returns if callable, or the variable's value."""
    given = credentials.get(argument)
    if given is None:
        given = os.environ.get(environment) if environment else None
    elif callable(given):
        given = await returned(given)
    if given is not None and not isinstance(given, str):
        raise InvalidRequestError(f"{argument} must be text, not {type(given).__name__}")
    return given.strip() or None if given else None


def _secret_header(name: str, value: str) -> dict[str, str]:
    return checked_headers({name: value})


def _sources(*pairs: tuple[str, str | None]) -> str:
    arguments = " and ".join(argument for argument, _ in pairs)
    variables = " and ".join(variable for _, variable in pairs if variable)
    return f"{arguments} (or set {variables})" if variables else arguments
