"""Python code for each kind of authentication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from specquilt.python.surface.types import Credentials


class WrittenScheme(NamedTuple):
    """The Python code for a kind of authentication.

    Args:
        name: Class in the runtime.
        words: Description of the credential, if the document has none.
        positional: Returns the positional arguments of the class.
        named: Returns its keyword arguments.
    """

    name: str
    words: str
    positional: Callable[[Credentials], tuple[str, ...]]
    named: Callable[[Credentials], dict[str, Any]]


def _key(location: str) -> WrittenScheme:
    return WrittenScheme(
        "ApiKey",
        f"API key, sent in {location}",
        lambda auth: (auth.arguments[0], auth.kind, auth.wire),
        lambda auth: {"environment": auth.environments[0]},
    )


SCHEMES = {
    "bearer": WrittenScheme(
        "Bearer",
        "Bearer token",
        lambda auth: auth.arguments[:1],
        lambda auth: {"environment": auth.environments[0]},
    ),
    "header": _key("a header"),
    "query": _key("the query"),
    "cookie": _key("a cookie"),
    "basic": WrittenScheme(
        "Basic",
        "Credential for HTTP basic authentication",
        lambda auth: auth.arguments,
        lambda auth: {"environment": auth.environments},
    ),
    "oauth2": WrittenScheme(
        "OAuth2ClientCredentials",
        "Credential for OAuth 2.0 client credentials",
        lambda auth: auth.arguments,
        lambda auth: {
            "token_url": auth.token_url,
            "scopes": auth.scopes,
            "environment": auth.environments,
        },
    ),
}
